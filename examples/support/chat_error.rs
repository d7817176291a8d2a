//! The error of `chat`, which is to run without a feature of the crate: `reqwest` and `ureq` bring `ApiError` in its place,
//! which knows more of what the providers say.

use std::error::Error;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use retry_attr::{Classify, TimedOut};
use serde_json::Value;

/// Why there is no answer.
#[derive(Debug, thiserror::Error, Classify)]
pub(crate) enum ChatError {
    #[error("{message}")]
    #[classify(throttled, after = retry_after)]
    Throttled {
        message: String,
        retry_after: Option<Duration>,
    },
    #[error("{0}")]
    #[classify(transient)]
    Failed(String),
    #[error("{0}")]
    #[classify(permanent)]
    Refused(String),
    #[error(transparent)]
    #[classify(forward)]
    TimedOut(#[from] TimedOut),
}

/// Types and codes of a 429 that no delay heals.
const OUT_OF_CREDIT: [&str; 3] = [
    "insufficient_quota",
    "credit_balance_exhausted",
    "billing_not_active",
];

impl ChatError {
    /// What the API says with a reply that is no answer.
    pub(crate) fn new(status: StatusCode, headers: &HeaderMap, reply: &Value) -> Self {
        let error = &reply["error"];
        let message = match error["message"].as_str() {
            Some(message) => format!("{status}: {message}"),
            None if status.is_success() => {
                format!("{status}, but no answer in it; is this a chat API?")
            }
            None => status.to_string(),
        };
        let is_named = |name| error["type"] == name || error["code"] == name;
        match status.as_u16() {
            429 if OUT_OF_CREDIT.into_iter().any(is_named) => Self::Refused(message),
            429 | 503 => Self::Throttled {
                message,
                retry_after: retry_after(headers),
            },
            408 | 409 | 500.. => Self::Failed(message),
            _ => Self::Refused(message),
        }
    }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

impl From<reqwest::Error> for ChatError {
    fn from(error: reqwest::Error) -> Self {
        let is_permanent = error.is_builder() || error.is_redirect();
        let error = error.without_url();
        // What went wrong is often in the sources only.
        let mut message = error.to_string();
        let mut next = error.source();
        while let Some(source) = next {
            message = format!("{message}: {source}");
            next = source.source();
        }
        if is_permanent {
            Self::Refused(message)
        } else {
            Self::Failed(message)
        }
    }
}
