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
// As users see it: other features add to the expansion.
#[cfg(all(test, feature = "tokio", not(feature = "events")))]
mod snapshots;
mod tokens;

// Editors show the text below. rustdoc would append it to that of the re-export in `retry-attr`, so it is hidden there.

/// <div hidden>
///
/// Calls a function again when it fails, until it succeeds or its policy gives up. Above an `impl` block, it covers each
/// method that can fail.
///
/// ```ignore
/// #[retry(max = 5, base = "500ms", jitter, deadline = "2m")]
/// async fn ask(prompt: &str) -> Result<String, Error> { ... }
/// ```
///
/// - Attempts and delays: `max`, `throttled`, `backoff`, `base`, `factor`, `cap`, `jitter`
/// - Limits: `timeout`, `deadline`, `retry_after`, `cut`
/// - What is retried: `when`, `classify`, `idempotent`, `when_ok`, `stream`
/// - Between and after attempts: `attempt`, `last_error`, `fallback`, `fallback_when`
/// - Hooks: `on_retry`, `on_give_up`, `on_recover`
/// - Policies, and what calls share: `policy`, `upstream`
/// - Plumbing: `sleep`, `borrow`, `crate`
///
/// [All options](https://docs.rs/retry-attr/latest/retry_attr/attr.retry.html)
///
/// </div>
#[proc_macro_attribute]
pub fn retry(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    attribute::retry(&attribute.into(), &item.into()).into()
}

/// <div hidden>
///
/// Implements `Classify`: each variant of an enum, or the struct, says what it means for a retry.
///
/// - `#[classify(transient)]`, `#[classify(unprocessed)]`, `#[classify(immediate)]`
/// - `#[classify(throttled)]`, `#[classify(throttled, after = field)]`
/// - `#[classify(permanent)]`, `#[classify(permanent, until = field)]`
/// - `#[classify(forward)]`, `#[classify(forward = field)]`
///
/// [All words](https://docs.rs/retry-attr/latest/retry_attr/derive.Classify.html)
///
/// </div>
#[proc_macro_derive(Classify, attributes(classify))]
pub fn classify(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    classify::derive(input.into()).into()
}
