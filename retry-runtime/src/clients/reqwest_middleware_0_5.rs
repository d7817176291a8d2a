//! [`reqwest-middleware`](https://docs.rs/reqwest-middleware/0.5) 0.5, around `reqwest` 0.13.
//!
//! `reqwest_middleware::Error` is classified as the error of `reqwest` that it holds. Where a middleware failed, the
//! first error that is known in its chain of sources decides, and else it is transient. Its responses are those of
//! `reqwest`, with [`error_for_api`](super::reqwest_0_13::ResponseExt::error_for_api).
//!
//! # Its own retries
//!
//! It has none; the middleware of `reqwest-retry` repeats requests, so that attempts multiply. Leave that out.

use ::reqwest_middleware::Error;

use crate::api::{ApiError, ErrorKind};
use crate::classify::{Classification, Classify};

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-middleware-0_5")))]
#[diagnostic::do_not_recommend]
impl Classify for Error {
    fn classify(&self) -> Classification {
        match self {
            Self::Reqwest(error) => error.classify(),
            Self::Middleware(error) => Classification::of(error.as_ref()),
        }
    }
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-middleware-0_5")))]
impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let error = match error {
            Error::Reqwest(error) => return error.into(),
            Error::Middleware(error) => error,
        };
        let error = match error.downcast::<Self>() {
            Ok(error) => return error,
            Err(error) => error,
        };
        match error.downcast::<::reqwest::Error>() {
            Ok(error) => error.into(),
            Err(error) => {
                let classification = Classification::of(error.as_ref());
                Self::without_reply(ErrorKind::Connection, classification, &format!("{error:#}"))
            }
        }
    }
}
