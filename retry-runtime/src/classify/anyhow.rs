//! `anyhow::Error`, by the first known error in the chain.

use anyhow::Error;

use super::{Classification, Classify};
use crate::timeout::TimedOut;

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "anyhow")))]
#[diagnostic::do_not_recommend]
impl Classify for Error {
    fn classify(&self) -> Classification {
        Classification::of(self.as_ref())
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.as_ref())
    }

    fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
        Some(Self::from)
    }
}
