//! How generated code is marked: hygienic, in the rules of this crate's edition, and underlined where the user wrote
//! what it is about.
//!
//! The compiler underlines an expression from its first token to its last, so all of them must lie at one place; a
//! single one without a place drags the underline back to the whole attribute.

use proc_macro2::{Span, TokenStream};

/// A span whose names the user's code cannot see, at the place of `span`.
pub(crate) fn at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// `tokens` at the place of `span`.
pub(crate) fn located(tokens: &TokenStream, span: Span) -> TokenStream {
    tokens
        .clone()
        .into_iter()
        .map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        })
        .collect()
}

/// `code!(span=> tokens)`: generated code at the place of `span`.
macro_rules! code {
    ($span:expr=> $($tokens:tt)*) => {{
        let span = $crate::code::at($span);
        ::quote::quote_spanned!(span=> $($tokens)*)
    }};
}
pub(crate) use code;
