//! What every edition must do alike.

mod derived;
mod functions;
mod streams;
mod without_prelude;
