//! Errors, collected so that all mistakes are shown at once.

use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream};
use syn::spanned::Spanned;

/// The errors found so far.
#[derive(Default)]
pub(crate) struct Report {
    errors: Vec<syn::Error>,
    /// The beginning of each message.
    prefix: String,
}

impl Report {
    /// For one of several functions.
    pub(crate) fn about(function: &Ident) -> Self {
        Self {
            errors: Vec::new(),
            prefix: format!("in `{function}`: "),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// Adds the errors of a part; whether there are any.
    pub(crate) fn take(&mut self, part: Self) -> bool {
        let is_any = !part.is_empty();
        self.errors.extend(part.errors);
        is_any
    }

    pub(crate) fn error(&mut self, span: Span, message: impl Display) {
        let error = syn::Error::new(span, format_args!("{}{message}", self.prefix));
        self.errors.push(error);
    }

    /// Underlines all of `at`.
    pub(crate) fn error_at(
        &mut self,
        at: &(impl Spanned + quote::ToTokens),
        message: impl Display,
    ) {
        let error = syn::Error::new_spanned(at, format_args!("{}{message}", self.prefix));
        self.errors.push(error);
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// `value` if nothing was reported; otherwise the errors as code.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, TokenStream> {
        let Some(all) = self.errors.into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        }) else {
            return Ok(value);
        };
        Err(all.into_compile_error())
    }
}
