//! What every edition must do alike.

mod derived;
mod functions;
mod without_prelude;
