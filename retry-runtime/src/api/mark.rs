//! That the call which returns an error gave up, as the error remembers it.

use std::sync::{Mutex, PoisonError};

use crate::event::Reason;
use crate::give_up::GaveUp;

/// How the call gave up that returns an error, if it did. Behind a lock, so that it can be set through a box or a
/// source.
#[derive(Default)]
pub(crate) struct Mark(Mutex<Option<GaveUp>>);

impl Mark {
    pub(super) fn get(&self) -> Option<GaveUp> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Exhaustion stays: no call retries after it, whatever calls are around it.
    pub(super) fn set(&self, gave_up: GaveUp) {
        let mut mark = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if mark.is_none_or(|earlier| earlier.reason() != Reason::Exhausted) {
            *mark = Some(gave_up);
        }
    }
}
