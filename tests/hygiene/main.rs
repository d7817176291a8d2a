//! What generated code may not see, hide or depend on.

mod arguments;
mod constants;
mod functions;
mod items;
mod methods;
mod parameters;
mod prelude;
mod scopes;
