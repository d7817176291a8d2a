//! The modules of the macro crate as a library: a proc-macro crate can be called by the compiler only.

use proc_macro2::TokenStream;

#[path = "../../../retry-macros/src"]
mod source {
    pub(crate) mod args;
    pub(crate) mod attribute;
    pub(crate) mod block;
    pub(crate) mod body;
    pub(crate) mod classify;
    pub(crate) mod code;
    pub(crate) mod expand;
    pub(crate) mod function;
    pub(crate) mod nearest;
    pub(crate) mod plan;
    pub(crate) mod report;
    pub(crate) mod tokens;
}

// Where the modules look for each other.
use source::{
    args, attribute, block, body, classify, code, expand, function, nearest, plan, report, tokens,
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
