//! The error of an event: of any type, and shown and asked as far as that lets it be.

use std::error::Error;
use std::fmt::{self, Debug, Display};

use crate::classify::behind;
use crate::timeout::TimedOut;

/// An error of any type, as far as that lets it be shown and asked.
#[derive(Clone, Copy, Default)]
pub struct ErasedError<'a> {
    pub(crate) debug: Option<&'a dyn Debug>,
    pub(crate) display: Option<&'a dyn Display>,
    /// The error itself, if its type is known to hold no reference, or else its source.
    pub(crate) chain: Option<&'a (dyn Error + 'static)>,
}

impl<'a> ErasedError<'a> {
    /// An error that shows and tells everything.
    pub(crate) fn of(error: &'a (impl Error + 'static)) -> Self {
        Self {
            debug: Some(error),
            display: Some(error),
            chain: Some(error),
        }
    }

    fn errors(self) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
        std::iter::successors(self.chain, |&error| error.source())
    }

    /// The first in the chain that is an `E`.
    pub(crate) fn find<E: Error + 'static>(self) -> Option<&'a E> {
        self.errors().find_map(behind)
    }

    /// The word for what went wrong, if an error in the chain has one.
    pub(crate) fn kind(self) -> Option<&'static str> {
        self.errors().find_map(|error| {
            #[cfg(feature = "api")]
            if let Some(kind) = crate::api::kind_of(error) {
                return Some(kind.as_str());
            }
            behind::<TimedOut>(error).map(|_| "timeout")
        })
    }
}

impl Display for ErasedError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.display, self.debug, self.chain) {
            (Some(display), ..) => display.fmt(f),
            (None, Some(debug), _) => debug.fmt(f),
            (None, None, Some(error)) => Display::fmt(error, f),
            (None, None, None) => f.write_str("(not shown)"),
        }
    }
}
