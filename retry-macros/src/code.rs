//! How generated code is marked: hygienic, in the rules of this crate's edition, and underlined where the user wrote
//! what it is about.
//!
//! The compiler underlines an expression from its first token to its last, so all of them must have one place: a single
//! token without it extends the underline to the whole attribute. An editor takes every token with the place of a user's
//! token for the same name, so only the value of an option has the place of that value.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::Path;

use crate::tokens::{at, ends};

/// The place of generated code, with the hygiene of generated code.
#[derive(Clone, Copy)]
pub(crate) struct Place(pub(crate) Span);

impl Place {
    /// The whole attribute.
    pub(crate) fn attribute() -> Self {
        Self(Span::mixed_site())
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self(at(span))
    }
}

/// `code!(place=> tokens)`: generated code at a [`Place`] or a span.
macro_rules! code {
    ($place:expr=> $($tokens:tt)*) => {{
        let span = $crate::code::Place::from($place).0;
        ::quote::quote_spanned!(span=> $($tokens)*)
    }};
}
pub(crate) use code;

/// One after the other. Adding a stream to another costs a call into the compiler, even if it is empty.
pub(crate) fn joined<const N: usize>(parts: [TokenStream; N]) -> TokenStream {
    let mut parts = parts.into_iter().filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |mut all, part| {
        all.extend([part]);
        all
    })
}

/// Appends `.method(arguments)`, without a new stream.
pub(crate) fn append_call(
    receiver: &mut TokenStream,
    place: Place,
    method: &Ident,
    arguments: TokenStream,
) {
    let mut dot = Punct::new('.', Spacing::Alone);
    dot.set_span(place.0);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(place.0);
    receiver.append(dot);
    receiver.append(method.clone());
    receiver.append(arguments);
}

/// The path of the facade.
pub(crate) enum Facade {
    /// Its own name.
    Default,
    /// The path in `crate = path`.
    Path(Vec<TokenTree>),
}

impl Facade {
    pub(crate) fn new(path: Option<&Path>) -> Self {
        path.map_or(Self::Default, |path| {
            Self::Path(path.to_token_stream().into_iter().collect())
        })
    }

    /// The facade under a local name, and the import that binds it. A wrong path is then reported once, and an editor finds
    /// the path's target.
    pub(crate) fn imported(path: Option<&Path>, place: Place) -> (Self, Option<TokenStream>) {
        let Some(path) = path else {
            return (Self::Default, None);
        };
        let name = Ident::new("__retry_attr", place.0);
        // The name goes last, at the end of the path, or the compiler underlines everything between the two.
        let end = Ident::new("__retry_attr", at(ends(path).1));
        let import = code!(place=> #[allow(unused_imports)] use #path as #end;);
        (Self::Path(vec![name.into()]), Some(import))
    }

    /// Its path, as code at a place.
    pub(crate) fn at(&self, place: impl Into<Place>) -> FacadeAt<'_> {
        FacadeAt {
            facade: self,
            place: place.into(),
            is_private: false,
        }
    }

    /// The path of the runtime's private module, as code at a place.
    pub(crate) fn private(&self, place: impl Into<Place>) -> FacadeAt<'_> {
        FacadeAt {
            is_private: true,
            ..self.at(place)
        }
    }
}

/// See [`Facade::at`]. Written token by token: adding a stream to another costs a call into the compiler.
pub(crate) struct FacadeAt<'a> {
    facade: &'a Facade,
    place: Place,
    is_private: bool,
}

impl ToTokens for FacadeAt<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Place(span) = self.place;
        match self.facade {
            Facade::Default => {
                separator(tokens, span);
                tokens.append(Ident::new("retry_attr", span));
            }
            Facade::Path(path) => tokens.extend(path.iter().cloned().map(|mut token| {
                token.set_span(token.span().located_at(span));
                token
            })),
        }
        if self.is_private {
            separator(tokens, span);
            tokens.append(Ident::new("__private", span));
        }
    }
}

fn separator(tokens: &mut TokenStream, span: Span) {
    for spacing in [Spacing::Joint, Spacing::Alone] {
        let mut colon = Punct::new(':', spacing);
        colon.set_span(span);
        tokens.append(colon);
    }
}
