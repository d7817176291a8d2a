//! The feature is for another version of the client than the one in use.

use retry_attr::clients::reqwest_0_12::ResponseExt as _;
use retry_attr::{ApiError, retry};

/// Stands for another version.
mod reqwest {
    pub struct Response;

    impl Response {
        pub fn error_for_status(self) -> Result<Self, String> {
            Ok(self)
        }
    }
}

#[retry]
async fn ask() -> Result<reqwest::Response, ApiError> {
    Ok(reqwest::Response.error_for_api().await?)
}

fn main() {}
