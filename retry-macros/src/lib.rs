//! The `#[retry]` attribute and `#[derive(Classify)]` of [`retry-attr`](https://docs.rs/retry-attr); use that crate.
//!
//! tokens → `args.rs` (grammar) → `plan.rs`, `policy.rs`, `rules.rs` (meaning) → `expand.rs` (tokens); beside them
//! `function.rs` and `body.rs` read the function, and `arguments.rs` and `uses.rs` decide how each argument reaches
//! each attempt. The derive is `classify.rs`.
#![forbid(unsafe_code)]

mod args;
mod arguments;
mod body;
mod classify;
mod code;
mod duration;
mod expand;
mod function;
mod literal;
mod plan;
mod policy;
mod report;
mod rules;
// As users have it: other features add to what is written.
#[cfg(all(test, feature = "tokio", not(feature = "tracing")))]
mod snapshots;
mod summary;
mod uses;

use proc_macro2::TokenStream;
use quote::quote;

use crate::args::{Args, Key, Value};
use crate::arguments::Arguments;
use crate::body::Body;
use crate::function::{Function, Kind};
use crate::plan::Plan;
use crate::report::Report;

/// Retries the function below it when it fails.
///
/// See the documentation of the crate `retry-attr` for the options and what they mean.
#[proc_macro_attribute]
pub fn retry(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let item = TokenStream::from(item);
    expand(&attribute.into(), &item)
        // The function is there on any error, so that nothing else fails for want of it.
        .unwrap_or_else(|errors| quote!(#item #errors))
        .into()
}

/// Implements `Classify` by what each variant, or the struct, says.
///
/// See the documentation of the crate `retry-attr` for the words and what they mean.
#[proc_macro_derive(Classify, attributes(retry))]
pub fn classify(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    classify::derive(input.into()).into()
}

fn expand(attribute: &TokenStream, item: &TokenStream) -> Result<TokenStream, TokenStream> {
    let mut report = Report::default();
    let args = Args::parse(attribute.clone(), &mut report);
    let Some(mut function) = Function::parse(item, &mut report) else {
        return report.finish(TokenStream::new());
    };
    let mut body = Body::of(&function);
    let borrow = match args.get(Key::Borrow).map(|setting| &setting.value) {
        Some(Value::Names(names)) => names.as_slice(),
        _ => &[],
    };
    let is_opaque =
        matches!(function.kind, Kind::Async { .. }) && !function.has_foreign_attribute();
    let arguments = Arguments::plan(&mut function, &mut body, borrow, attribute, is_opaque);
    let plan = Plan::new(&args, &function, &arguments, &mut report);
    report.finish(())?;
    Ok(expand::expand(
        &plan, function, &body, &arguments, is_opaque,
    ))
}
