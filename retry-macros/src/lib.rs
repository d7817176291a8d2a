//! The `#[retry]` attribute and `#[derive(Classify)]` of [`retry-attr`](https://docs.rs/retry-attr); use that crate.
//!
//! `attribute.rs` leads from tokens to tokens: `args` (grammar, typed values) → `plan` (every rule) → `expand` (code);
//! `function.rs` and `body.rs` read the function for the plan. The derive is `classify.rs`.
#![forbid(unsafe_code)]

#[cfg(test)]
mod agreement;
mod args;
mod attribute;
mod block;
mod body;
mod classify;
mod code;
#[cfg(test)]
mod documented;
mod expand;
mod function;
#[cfg(test)]
mod messages;
mod nearest;
mod plan;
mod report;
// As users have it: other features add to what is written.
#[cfg(all(test, feature = "tokio", not(feature = "events")))]
mod snapshots;
mod tokens;

// Documented where `retry-attr` re-exports it: rustdoc would append what is written here.
#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn retry(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    attribute::retry(&attribute.into(), &item.into()).into()
}

// As above.
#[allow(missing_docs)]
#[proc_macro_derive(Classify, attributes(classify))]
pub fn classify(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    classify::derive(input.into()).into()
}
