//! What decides whether an error is worth a retry.

mod derive;
mod levels;
