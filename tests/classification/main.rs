//! What decides whether an error is worth a retry.

mod derive;
#[cfg(all(feature = "api", feature = "test-util"))]
mod gave_up;
mod levels;
#[cfg(feature = "api")]
mod text;

use std::error::Error;
use std::fmt;
use std::io;

/// An error that borrows its message and owns its source.
#[derive(Debug)]
struct Borrowing<'a>(&'a str, io::Error);

impl fmt::Display for Borrowing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for Borrowing<'_> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.1)
    }
}
