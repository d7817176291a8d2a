//! How far an answer has come: whether it is complete, and whether it says anything.

use super::roles::Seen;
use crate::api::answer::{NoAnswer, is_lasting};

#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // each is something else that events may have said
pub(super) struct Progress {
    /// A bit for each answer that has begun, and for each that has named why it ends. A request may ask for several.
    begun: u64,
    finished: u64,
    has_pieces: bool,
    says_something: bool,
    may_be_empty: bool,
    /// An event is of no known shape, and none has ended the answer in a known one.
    is_foreign: bool,
    has_end: bool,
    reason: Option<String>,
}

impl Progress {
    pub(super) fn note(&mut self, seen: Seen) {
        let number = 1 << seen.number.min(63);
        if seen.is_output || seen.number > 0 {
            self.begun |= number;
        }
        if seen.is_finish {
            self.finished |= number;
        }
        self.has_end |= seen.is_finish || seen.is_end;
        self.is_foreign |= !seen.is_output && !seen.is_opening;
        self.is_foreign &= !self.has_end;
        self.has_pieces |= seen.is_piece;
        self.says_something |= seen.is_answer;
        self.may_be_empty |= seen.may_be_empty;
        self.reason = seen.reason.or(self.reason.take());
    }

    /// Whether an event repeats what pieces of the answer have said.
    pub(super) const fn is_repeated_by(&self, seen: &Seen) -> bool {
        seen.is_output && !seen.is_piece && self.has_pieces
    }

    /// Whether all answers have named why they end, so that the body may end.
    pub(super) const fn is_finished(&self) -> bool {
        self.finished != 0 && self.begun & !self.finished == 0
    }

    /// Why there is no answer, if the one that has ended says nothing. One of no known shape is taken as it is.
    pub(super) fn no_answer(&self) -> Option<NoAnswer> {
        let is_empty = !self.says_something && !self.may_be_empty && !self.is_foreign;
        is_empty.then(|| self.without_text())
    }

    /// The lack of what is looked for in an answer that has ended.
    pub(super) fn without_text(&self) -> NoAnswer {
        let is_limited = self.reason.as_deref().is_some_and(is_lasting);
        NoAnswer {
            reason: self.reason.clone(),
            // Calls of tools, sound, images, and what is of no known shape: the next answer will be no text either.
            is_lasting: is_limited || self.says_something || self.is_foreign,
        }
    }
}
