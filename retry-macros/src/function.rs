//! The annotated function: its signature, and its body as tokens. Its return type is read in `function/output.rs`.

mod items;
mod output;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, GenericParam, Signature, Token, Visibility};

pub(crate) use self::items::{Boxed, Items};
pub(crate) use self::output::{Form, infallible, is_primitive, last_type_argument};
use self::output::{form, is_future, is_self_or_reference};
use crate::report::Report;
use crate::tokens::{is_one_of, ungrouped};

/// The message about a second attribute.
pub(crate) const TWICE: &str =
    "a second `#[retry]` multiplies the attempts of the first; remove one of the two";

#[derive(Clone)]
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    /// The user's braces and what is in them.
    pub(crate) body: Group,
    pub(crate) form: Form,
    /// Whether an attribute macro that has not run yet may look at it.
    pub(crate) has_macro: bool,
}

impl Function {
    /// Whether `name` is a generic parameter of the function itself.
    pub(crate) fn has_generic(&self, name: &Ident) -> bool {
        self.sig.generics.params.iter().any(|param| match param {
            GenericParam::Type(param) => param.ident == *name,
            GenericParam::Const(param) => param.ident == *name,
            GenericParam::Lifetime(_) => false,
        })
    }
}

/// Whether an attribute macro that has not run yet is among them.
pub(crate) fn has_macro(attrs: &[Attribute]) -> bool {
    const BUILT_IN: &[&str] = &[
        "doc",
        "allow",
        "warn",
        "deny",
        "forbid",
        "expect",
        "cfg",
        "inline",
        "deprecated",
        "cold",
        "track_caller",
        "no_mangle",
        "export_name",
        "link_section",
        "target_feature",
        "unsafe",
        "rustfmt",
        "clippy",
        "diagnostic",
    ];
    attrs.iter().any(|attr| {
        let first = attr.path().segments.first();
        !first.is_some_and(|first| is_one_of(&first.ident, BUILT_IN))
    })
}

/// The keyword of an item that is not a function.
pub(crate) fn other_item(item: &TokenStream) -> Option<TokenTree> {
    const KEYWORDS: &[&str] = &[
        "struct", "enum", "impl", "trait", "mod", "static", "type", "use", "let", "union",
    ];
    let mut tokens = item.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(ident) = &token else {
            continue;
        };
        // `const fn` is a function, `const NAME` is not.
        let is_constant = ident == "const"
            && matches!(tokens.peek(), Some(TokenTree::Ident(next)) if !["fn", "async", "unsafe", "extern"].iter().any(|it| next == it));
        if is_constant || KEYWORDS.iter().any(|keyword| ident == keyword) {
            return Some(token);
        }
        if ident == "fn" {
            return None;
        }
    }
    None
}

/// Takes the inner attributes out of the body: the body of a closure may not have any.
fn take_inner_attributes(body: &mut Group) -> syn::Result<Vec<Attribute>> {
    let parser = |input: ParseStream<'_>| {
        Ok((
            input.call(Attribute::parse_inner)?,
            input.parse::<TokenStream>()?,
        ))
    };
    let (mut attrs, rest) = syn::parse::Parser::parse2(parser, body.stream())?;
    if !attrs.is_empty() {
        let mut stripped = Group::new(Delimiter::Brace, rest);
        stripped.set_span(body.span());
        *body = stripped;
    }
    for attr in &mut attrs {
        attr.style = syn::AttrStyle::Outer;
    }
    Ok(attrs)
}

/// A function with or without a body.
pub(crate) struct Item {
    pub(crate) attrs: Vec<Attribute>,
    vis: Visibility,
    pub(crate) sig: Signature,
    body: Option<Group>,
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let sig = input.parse()?;
        let mut body = if input.parse::<Option<Token![;]>>()?.is_some() {
            None
        } else {
            let token: TokenTree = input.parse()?;
            let span = token.span();
            match ungrouped(token.into()).as_slice() {
                [TokenTree::Group(body)] if body.delimiter() == Delimiter::Brace => {
                    Some(body.clone())
                }
                _ => return Err(syn::Error::new(span, "expected the function's body")),
            }
        };
        if let Some(body) = &mut body {
            attrs.append(&mut take_inner_attributes(body)?);
        }
        Ok(Self {
            attrs,
            vis,
            sig,
            body,
        })
    }
}

impl Item {
    /// Whether it is a method to retry, as far as its signature tells.
    pub(crate) fn can_fail(&self) -> bool {
        let is_possible =
            self.body.is_some() && self.sig.constness.is_none() && self.sig.variadic.is_none();
        let may_fail = |form: Form| {
            let output = form.output();
            infallible(output).is_none() && !is_self_or_reference(output)
        };
        is_possible && form(&self.sig).is_some_and(may_fail)
    }

    /// The function; `None` if it cannot be retried, which is then reported.
    pub(crate) fn check(self, report: &mut Report) -> Option<Function> {
        let Self {
            attrs,
            vis,
            sig,
            body,
        } = self;
        let mut is_sound = true;
        if let Some(keyword) = &sig.constness {
            report.error(
                keyword.span,
                "`#[retry]` cannot be used on a `const fn`: waiting between attempts is not possible at compile time",
            );
            is_sound = false;
        }
        if let Some(variadic) = &sig.variadic {
            report.error_at(
                &variadic.dots,
                "`#[retry]` cannot be used on a variadic function: its arguments cannot be passed to a second attempt",
            );
            is_sound = false;
        }
        if body.is_none() {
            report.error(
                sig.ident.span(),
                "`#[retry]` needs a function body to retry; put it on the methods that implement this one",
            );
            is_sound = false;
        }
        for attr in &attrs {
            if attr
                .path()
                .segments
                .last()
                .is_some_and(|last| last.ident == "retry")
            {
                report.error_at(attr.path(), TWICE);
                is_sound = false;
            }
        }
        let form = form(&sig);
        let infallible = form.as_ref().and_then(|form| {
            let why = match form {
                Form::Async { output } if is_future(output) => {
                    Some("a future of a future; remove `async`".to_owned())
                }
                form => infallible(form.output()),
            };
            Some((form.output(), why?))
        });
        if let Some((output, why)) = infallible {
            report.error_at(
                output,
                format_args!(
                    "`#[retry]` needs a function that can fail, but this one returns {why}"
                ),
            );
            is_sound = false;
        }
        if form.is_none() {
            report.error(
                sig.ident.span(),
                "`#[retry]` needs a function that can fail, but this one returns nothing",
            );
        }
        Some(Function {
            has_macro: has_macro(&attrs),
            attrs,
            vis,
            sig,
            body: body.filter(|_| is_sound)?,
            form: form?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;
    use crate::attribute;

    #[track_caller]
    fn refused(item: &str) -> String {
        let item = item.parse().unwrap();
        attribute::retry(&TokenStream::new(), &item).to_string()
    }

    #[test]
    fn names_of_generic_parameters() {
        let has = |item: &str, name: &str| {
            let item: Item = syn::parse_str(item).unwrap();
            let name = Ident::new(name, Span::call_site());
            let function = item.check(&mut Report::default());
            function.unwrap().has_generic(&name)
        };
        let function = "fn ask<'a, T, const N: usize>(x: &'a [T; N]) -> Option<T> {}";
        assert!(has(function, "T") && has(function, "N"));
        assert!(!has(function, "a") && !has(function, "X"));
        assert!(!has("fn ask<T>(x: T) -> Option<T> {}", "N"));
        assert!(!has("fn ask<const N: usize>() -> Option<u8> {}", "T"));
    }

    /// The compiler hands over no such items, but an editor does.
    #[test]
    fn half_a_function() {
        assert!(refused("fn ask() -> ").contains("unexpected end of input"));
        assert!(refused("fn ask() (1)").contains("expected the function's body"));
        assert!(refused("ask").contains("and this is neither"));
    }
}
