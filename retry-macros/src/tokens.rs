//! Questions about tokens, and the spans of generated ones.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, Path, Type};

/// A span whose names the user's code cannot see, at the place of `span`.
pub(crate) fn at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// The spans of the first and the last token.
pub(crate) fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens
        .to_token_stream()
        .into_iter()
        .map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}

pub(crate) fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

pub(crate) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether the name is one of these. It is converted to text once, where each comparison would do it again.
pub(crate) fn is_one_of(name: &Ident, words: &[&str]) -> bool {
    words.contains(&&*name.to_string())
}

/// Whether any name, at any depth, is the one meant.
pub(crate) fn mentions(tokens: &TokenStream, is_meant: &dyn Fn(&Ident) -> bool) -> bool {
    any(tokens, &|token| match token {
        TokenTree::Ident(ident) => is_meant(ident),
        _ => false,
    })
}

/// Whether the tokens name it, perhaps in a format string.
pub(crate) fn may_mention(tokens: &TokenStream, name: &Ident) -> bool {
    let name = name.to_string();
    let text = name.trim_start_matches("r#");
    any(tokens, &|token| match token {
        TokenTree::Ident(ident) => ident.to_string().trim_start_matches("r#") == text,
        TokenTree::Literal(literal) => literal.to_string().contains(text),
        _ => false,
    })
}

/// Whether a token that is not a group is meant, at any depth.
fn any(tokens: &TokenStream, is_meant: &dyn Fn(&TokenTree) -> bool) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => any(&group.stream(), is_meant),
        token => is_meant(&token),
    })
}

/// The tokens without the invisible groups in which a `macro_rules!` macro passes its fragments on.
pub(crate) fn ungrouped(tokens: TokenStream) -> Vec<TokenTree> {
    let mut flat = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flat.extend(ungrouped(group.stream()));
            }
            token => flat.push(token),
        }
    }
    flat
}

/// The expression without the invisible group of a macro's `$value:expr`.
pub(crate) fn ungrouped_expr(mut expr: &Expr) -> &Expr {
    while let Expr::Group(group) = expr {
        expr = &group.expr;
    }
    expr
}

/// The type without parentheses, and without the invisible group of a macro's `$ty:ty`.
pub(crate) fn bare_type(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return ty,
        };
    }
}

/// Whether it is an absolute path of a module, which has no arguments.
pub(crate) fn is_absolute(path: &Path) -> bool {
    let is_plain = path.segments.iter().all(|it| it.arguments.is_none());
    let starts_at_root = path.leading_colon.is_some()
        || path
            .segments
            .first()
            .is_some_and(|it| it.ident == "crate" || it.ident == "$crate");
    is_plain && starts_at_root
}

/// Tokens as a person would write them, near enough for a message.
pub(crate) fn written(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" (", "("),
        (" .", "."),
        (". ", "."),
        (" ;", ";"),
        ("! ", "!"),
        (" !", "!"),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}
