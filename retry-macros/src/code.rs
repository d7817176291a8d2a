//! How generated code is marked: hygienic, in the rules of this crate's edition, and underlined where the user wrote
//! what it is about.
//!
//! The compiler underlines an expression from its first token to its last, so all of them must lie at one place; a
//! single one without a place drags the underline back to the whole attribute.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Path;

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
        let span = $crate::tokens::at($span);
        ::quote::quote_spanned!(span=> $($tokens)*)
    }};
}
pub(crate) use code;

/// The path of the runtime's private module.
pub(crate) fn private(facade: &TokenStream, span: Span) -> TokenStream {
    let facade = located(facade, span);
    code!(span=> #facade::__private)
}

/// Where the facade lives.
pub(crate) fn root(path: Option<&Path>) -> TokenStream {
    path.map_or_else(|| quote!(::retry_attr), ToTokens::to_token_stream)
}
