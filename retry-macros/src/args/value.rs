//! The types of the options' values, and how each is written. Constants are in `args/constant.rs`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, ExprPath, Lit, Path, Token, parenthesized, token};

use super::literal::literal;
use super::row::Row;
use crate::report::Report;
use crate::tokens::{is_absolute, ungrouped_expr};

/// A type of value.
pub(crate) trait Value: Sized {
    /// Reads what follows the option's name. An error if it is not a value; `None` if it is a wrong value, which is
    /// reported.
    fn parse(
        row: &Row,
        name: &Ident,
        input: ParseStream<'_>,
        report: &mut Report,
    ) -> syn::Result<Option<Self>> {
        let is_end = |input: ParseStream<'_>| input.is_empty() || input.peek(Token![,]);
        if is_end(input) {
            if let Some(value) = Self::alone(name.span()) {
                return Ok(Some(value));
            }
        }
        let has_value = input.parse::<Option<Token![=]>>()?.is_some() && !is_end(input);
        if !has_value {
            return Err(syn::Error::new(name.span(), Self::needs(row)));
        }
        let expr = match lone_literal(input) {
            Some(literal) => literal,
            None => input.parse()?,
        };
        Ok(Self::of(row, expr, report))
    }

    /// The value of an option that is given without one.
    fn alone(_: Span) -> Option<Self> {
        None
    }

    /// `None` if it is wrong, which is then reported.
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self>;

    /// The message about a missing value.
    fn needs(row: &Row) -> String {
        format!("`{}` needs a value, such as `{}`", row.name, row.example)
    }

    /// As the documentation shows it, if it is a literal. Expressions are left out: an editor completes one by expanding
    /// the attribute with and without a marker, and fails if the marker also comes earlier.
    fn shown(&self) -> Option<String> {
        None
    }

    /// The expression, if the compiler finds its value.
    fn expression(&self) -> Option<&Expr> {
        None
    }
}

/// A value that is a single literal. Most are, and an expression takes much longer to read.
fn lone_literal(input: ParseStream<'_>) -> Option<Expr> {
    let (_, rest) = input.cursor().literal()?;
    let is_all = rest.eof() || rest.punct().is_some_and(|(next, _)| next.as_char() == ',');
    let lit = is_all.then(|| input.parse())?.ok()?;
    Some(Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit,
    }))
}

/// The path of a function, a closure, or another expression that is called.
pub(crate) struct Function(pub(crate) Expr);

impl Value for Function {
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        let expected = || format!("`{}` takes a function path or a closure", row.name);
        no_literal(expr, expected, report).map(Self)
    }
}

/// The path of a function that is called with the arguments of the annotated one.
pub(crate) struct FunctionPath(pub(crate) ExprPath);

impl Value for FunctionPath {
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        if let Expr::Path(path) = ungrouped_expr(&expr) {
            return Some(Self(path.clone()));
        }
        report.error_at(
            &expr,
            format_args!(
                "`{}` takes a function path, such as `{}`",
                row.name, row.example
            ),
        );
        None
    }
}

/// Which item of a stream ends an attempt: the first, or the first for which a predicate holds.
pub(crate) struct Ending(pub(crate) Option<Function>);

impl Value for Ending {
    fn alone(_: Span) -> Option<Self> {
        Some(Self(None))
    }

    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        let expected = || {
            format!(
                "`{}` takes no value, or a function path or a closure, such as `{}`",
                row.name, row.example
            )
        };
        no_literal(expr, expected, report).map(|expr| Self(Some(Function(expr))))
    }

    fn needs(row: &Row) -> String {
        format!(
            "expected `{}` on its own or with a predicate, such as `{}`",
            row.name, row.example
        )
    }

    fn shown(&self) -> Option<String> {
        Some(String::new())
    }
}

/// The path of a function that sleeps.
pub(crate) struct Sleeper(pub(crate) Expr);

impl Value for Sleeper {
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        let expected = || format!("`{}` takes a function path or a closure", row.name);
        no_literal(expr, expected, report).map(Self)
    }
}

/// A policy: a constant, or an expression that is evaluated once per call.
pub(crate) struct Policy(pub(crate) Expr);

impl Value for Policy {
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        let expected = || format!("expected a policy, such as `{}`", row.example);
        no_literal(expr, expected, report).map(Self)
    }

    fn shown(&self) -> Option<String> {
        Some(String::new())
    }
}

/// `true` or `false`.
pub(crate) struct Bool(pub(crate) bool);

impl Value for Bool {
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        if let Expr::Lit(ExprLit {
            lit: Lit::Bool(it), ..
        }) = ungrouped_expr(&expr)
        {
            return Some(Self(it.value));
        }
        report.error_at(
            &expr,
            format_args!(
                "`{}` takes `true` or `false`, such as `{}`",
                row.name, row.example
            ),
        );
        None
    }
}

/// What the call shares with others: an expression that is evaluated once per call and borrows as an upstream.
pub(crate) struct Upstream(pub(crate) Expr);

impl Value for Upstream {
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        let expected = || format!("expected an upstream, such as `{}`", row.example);
        let expr = no_literal(expr, expected, report)?;
        if is_new(&expr) {
            report.error_at(
                &expr,
                "each call would make an upstream for itself and share nothing; put it into a `static` and name that",
            );
            return None;
        }
        Some(Self(expr))
    }
}

/// Whether the value is made in place, by `Upstream::new`.
fn is_new(mut expr: &Expr) -> bool {
    loop {
        expr = match expr {
            Expr::MethodCall(call) => &call.receiver,
            Expr::Reference(reference) => &reference.expr,
            Expr::Group(group) => &group.expr,
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else {
                    return false;
                };
                let mut names = path.path.segments.iter().rev().map(|it| &it.ident);
                return names.next().is_some_and(|name| name == "new")
                    && names.next().is_some_and(|name| name == "Upstream");
            }
            _ => return false,
        };
    }
}

/// A name that the body may use.
pub(crate) struct Name(pub(crate) Ident);

impl Value for Name {
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        const KEYWORDS: &[&str] = &["self", "Self", "super", "crate"];
        let name = match &expr {
            Expr::Path(path) => path.path.get_ident(),
            _ => None,
        };
        let name = name.filter(|name| !KEYWORDS.iter().any(|keyword| name == keyword));
        if name.is_none() {
            report.error_at(
                &expr,
                format_args!(
                    "expected a variable name for the body to use, such as `{}`",
                    row.example
                ),
            );
        }
        name.cloned().map(Self)
    }
}

/// Names of arguments in parentheses.
pub(crate) struct Names(pub(crate) Vec<Ident>);

impl Value for Names {
    fn parse(
        row: &Row,
        name: &Ident,
        input: ParseStream<'_>,
        _: &mut Report,
    ) -> syn::Result<Option<Self>> {
        let missing = || syn::Error::new(name.span(), Self::needs(row));
        if !input.peek(token::Paren) {
            return Err(missing());
        }
        let names;
        parenthesized!(names in input);
        let names: TokenStream = names.parse()?;
        let parser = |input: ParseStream<'_>| {
            Punctuated::<Ident, Token![,]>::parse_terminated_with(input, Ident::parse_any)
        };
        match parser.parse2(names.clone()) {
            Ok(names) if names.is_empty() => Err(missing()),
            Ok(names) => Ok(Some(Self(names.into_iter().collect()))),
            Err(_) => Err(syn::Error::new_spanned(
                names,
                format_args!("expected argument names, such as `{}`", row.example),
            )),
        }
    }

    fn of(_: &Row, _: Expr, _: &mut Report) -> Option<Self> {
        None
    }

    fn needs(row: &Row) -> String {
        format!("expected `{}(name, ...)`", row.name)
    }
}

/// The path of the facade.
pub(crate) struct Root(pub(crate) Path);

impl Value for Root {
    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        match ungrouped_expr(&expr) {
            Expr::Path(path) if path.qself.is_none() && is_absolute(&path.path) => {
                Some(Self(path.path.clone()))
            }
            _ => {
                report.error_at(
                    &expr,
                    format_args!(
                        "`{}` takes an absolute path, such as `{}`",
                        row.name, row.example
                    ),
                );
                None
            }
        }
    }
}

fn no_literal(expr: Expr, expected: impl Fn() -> String, report: &mut Report) -> Option<Expr> {
    if literal(&expr).is_some() {
        report.error_at(&expr, expected());
        return None;
    }
    Some(expr)
}
