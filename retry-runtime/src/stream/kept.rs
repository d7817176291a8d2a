//! What was read before the caller reads: the items for which the predicate did not hold, and the one for which it did.

use std::collections::VecDeque;

/// Allocates only if the predicate does not hold for the first item.
pub(crate) struct Kept<T> {
    before: VecDeque<T>,
    first: Option<T>,
}

impl<T> Kept<T> {
    pub(crate) const fn new() -> Self {
        Self {
            before: VecDeque::new(),
            first: None,
        }
    }

    /// Keeps an item, and tells whether it ends the attempt.
    #[inline]
    pub(super) fn keep(&mut self, value: T, ends: impl Fn(&T) -> bool) -> bool {
        if ends(&value) {
            self.first = Some(value);
            true
        } else {
            self.before.push_back(value);
            false
        }
    }

    /// The item that was read first.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<T> {
        match &mut self.first {
            first if self.before.is_empty() => first.take(),
            _ => self.before.pop_front(),
        }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new();
    }

    pub(super) fn len(&self) -> usize {
        self.before.len() + usize::from(self.first.is_some())
    }
}
