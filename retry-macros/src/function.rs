//! The annotated function: its signature, and its body as tokens. Its return type is read in `function/output.rs`.

mod items;
mod output;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, GenericParam, Signature, Token, Visibility};

pub(crate) use self::items::{Boxed, Items};
use self::output::form;
pub(crate) use self::output::{Form, infallible, is_primitive, last_type_argument};
use crate::report::Report;
use crate::tokens::{ends, is_word, ungrouped};

#[derive(Clone)]
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    /// The user's braces and what is in them.
    pub(crate) body: Group,
    pub(crate) form: Form,
}

impl Function {
    /// Reads the item; `None` if it cannot be retried, which is then reported.
    pub(crate) fn parse(item: &TokenStream, report: &mut Report) -> Option<Self> {
        match syn::parse2::<Item>(item.clone()) {
            Ok(item) => item.check(report),
            Err(error) => {
                match other_item(item) {
                    Some(keyword) => {
                        let what = match keyword.to_string().as_str() {
                            word @ ("enum" | "impl") => format!("an `{word}`"),
                            word => format!("a `{word}`"),
                        };
                        report.error(
                            keyword.span(),
                            format_args!("`#[retry]` goes above a function, not {what}"),
                        );
                    }
                    None if item.clone().into_iter().any(|token| is_word(&token, "fn")) => {
                        report.push(error);
                    }
                    None => report.error(
                        ends(item).0,
                        "`#[retry]` goes above a function, and this is none",
                    ),
                }
                None
            }
        }
    }

    /// Whether `name` is a generic parameter of the function itself.
    pub(crate) fn has_generic(&self, name: &Ident) -> bool {
        self.sig.generics.params.iter().any(|param| match param {
            GenericParam::Type(param) => param.ident == *name,
            GenericParam::Const(param) => param.ident == *name,
            GenericParam::Lifetime(_) => false,
        })
    }

    /// Whether an attribute macro that has not run yet may look at this function.
    pub(crate) fn has_foreign_attribute(&self) -> bool {
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
        self.attrs.iter().any(|attr| {
            let first = attr.path().segments.first();
            !first.is_some_and(|first| BUILT_IN.iter().any(|name| first.ident == name))
        })
    }
}

/// The keyword of an item that is no function.
fn other_item(item: &TokenStream) -> Option<TokenTree> {
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

/// Takes the inner attributes off the body: they may not stand in a closure's.
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
struct Item {
    attrs: Vec<Attribute>,
    vis: Visibility,
    sig: Signature,
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
    fn check(self, report: &mut Report) -> Option<Function> {
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
                report.error_at(
                    attr.path(),
                    "a second `#[retry]` multiplies the attempts of the first; remove one of the two",
                );
                is_sound = false;
            }
        }
        let form = form(&sig);
        let infallible = form.as_ref().and_then(|form| {
            let output = form.output();
            infallible(output).map(|why| (output, why))
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

    #[track_caller]
    fn refused(item: &str) -> String {
        let mut report = Report::default();
        assert!(Function::parse(&item.parse().unwrap(), &mut report).is_none());
        report.finish(()).unwrap_err().to_string()
    }

    #[test]
    fn names_of_generic_parameters() {
        let has = |item: &str, name: &str| {
            let function = Function::parse(&item.parse().unwrap(), &mut Report::default());
            let name = Ident::new(name, Span::call_site());
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
        assert!(refused("ask").contains("and this is none"));
    }
}
