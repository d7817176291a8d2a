//! The modules of the macro crate as a library: a proc-macro crate can be called by the compiler only.

use proc_macro2::TokenStream;

#[path = "../../../retry-macros/src"]
mod source {
    pub(crate) mod args;
    pub(crate) mod arguments;
    pub(crate) mod attribute;
    pub(crate) mod body;
    pub(crate) mod classify;
    pub(crate) mod code;
    pub(crate) mod duration;
    pub(crate) mod expand;
    pub(crate) mod function;
    pub(crate) mod literal;
    pub(crate) mod plan;
    pub(crate) mod policy;
    pub(crate) mod report;
    pub(crate) mod rules;
    pub(crate) mod summary;
    pub(crate) mod uses;
}

// Where the modules look for each other.
use source::{
    args, arguments, attribute, body, classify, code, duration, expand, function, literal, plan,
    policy, report, rules, summary, uses,
};

/// What stands in place of `item` below `#[retry(attribute)]`.
#[must_use]
pub fn retry(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    attribute::retry(&attribute, item)
}

/// What `#[derive(Classify)]` puts beside `item`.
#[must_use]
pub fn classify(item: TokenStream) -> TokenStream {
    classify::derive(item)
}
