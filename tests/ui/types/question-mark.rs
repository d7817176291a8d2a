use retry_attr::{TimedOut, retry};

struct Failure;

impl From<TimedOut> for Failure {
    fn from(_: TimedOut) -> Self {
        Self
    }
}

#[retry]
fn sync(text: &str) -> Result<u32, Failure> {
    Ok(text.parse::<u32>()?)
}

#[retry]
async fn native(text: &str) -> Result<u32, Failure> {
    Ok(text.parse::<u32>()?)
}

#[retry(timeout = "1s")]
async fn with_a_timeout(text: &str) -> Result<u32, Failure> {
    Ok(text.parse::<u32>()?)
}

#[retry]
fn option(text: &str) -> Option<u32> {
    Some(text.parse::<u32>()?)
}

fn main() {}
