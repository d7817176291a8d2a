//! `anyhow::Error`, by the first known error in the chain.

use anyhow::Error;

use super::{Classification, Classify, tell};
use crate::give_up::GaveUp;
use crate::timeout::TimedOut;

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for Error {
    fn classify(&self) -> Classification {
        Classification::of(self.as_ref())
    }

    fn gave_up(&self, gave_up: GaveUp) {
        tell(Some(self.as_ref()), gave_up);
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.as_ref())
    }

    fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
        Some(Self::from)
    }
}
