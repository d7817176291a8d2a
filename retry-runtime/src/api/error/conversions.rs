//! Failures without a reply, so that `?` serves in a function that returns an [`ApiError`].

use std::error::Error;
use std::io::ErrorKind as IoKind;

use super::ApiError;
use crate::api::kind::ErrorKind;
use crate::classify::{Classification, Classify};
use crate::timeout::TimedOut;

impl From<TimedOut> for ApiError {
    fn from(cut: TimedOut) -> Self {
        Self::without_reply(ErrorKind::Timeout, cut.classify(), &cut.to_string()).with_source(cut)
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        #[cfg(feature = "ureq-3")]
        if let Some(inner) = crate::clients::ureq_3::within(&error) {
            return crate::clients::ureq_3::judge(inner).with_source(error);
        }
        let kind = match error.kind() {
            IoKind::TimedOut => ErrorKind::Timeout,
            IoKind::InvalidData => ErrorKind::Malformed,
            IoKind::InvalidInput => ErrorKind::InvalidRequest,
            _ => ErrorKind::Connection,
        };
        Self::without_reply(kind, error.classify(), &error.to_string()).with_source(error)
    }
}

impl From<serde_json::Error> for ApiError {
    fn from(error: serde_json::Error) -> Self {
        let classification = Classify::classify(&error);
        Self::without_reply(ErrorKind::Malformed, classification, &error.to_string())
            .with_source(error)
    }
}

/// JSON that breaks off or is garbage may come whole the next time; an answer of another shape than was expected is
/// as it was meant to be, and was paid for.
#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for serde_json::Error {
    fn classify(&self) -> Classification {
        use serde_json::error::Category;
        match self.classify() {
            Category::Eof | Category::Syntax | Category::Io => Classification::Transient,
            Category::Data => Classification::permanent(),
        }
    }

    fn as_error(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }
}
