//! The grammar of the attribute: which options are given, and their values, each with its type.
//!
//! The options are in `args/options.rs`, the types of their values in `args/value.rs`. What they mean together is for
//! `plan.rs`.

mod constant;
pub(crate) mod duration;
mod literal;
mod options;
mod row;
mod unknown;
mod value;

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Token};

pub(crate) use self::constant::{
    Backoff, Constant, Factor, Jitter, Literal, Nanos, ReadDefault, RetryAfter, Throttled,
};
pub(crate) use self::options::Args;
use self::row::Row;
pub(crate) use self::row::Summary;
use self::unknown::unknown;
use self::value::Value;
pub(crate) use self::value::{Ending, Function, FunctionPath, Name, Names, Upstream};
use crate::report::Report;

/// An option, and what it is set to if it is given.
pub(crate) struct Setting<T> {
    pub(crate) row: &'static Row,
    /// The span of its name, if it is given.
    name: Option<Span>,
    /// Also `None` if the value is wrong. That is reported.
    value: Option<T>,
}

impl<T> Setting<T> {
    fn new(row: &'static Row) -> Self {
        Self {
            row,
            name: None,
            value: None,
        }
    }

    pub(crate) fn is_given(&self) -> bool {
        self.name.is_some()
    }

    /// The span of its name, if it is given.
    pub(crate) fn name_span(&self) -> Option<Span> {
        self.name
    }

    pub(crate) fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

/// A [`Setting`], whatever the type of its value.
pub(crate) trait AnySetting {
    fn row(&self) -> &'static Row;

    fn is_given(&self) -> bool {
        self.name_span().is_some()
    }

    /// The span of its name, if it is given.
    fn name_span(&self) -> Option<Span>;

    /// Reads what follows the name. A wrong value is reported; anything else that is wrong is an error.
    fn read(
        &mut self,
        name: &Ident,
        input: ParseStream<'_>,
        report: &mut Report,
    ) -> syn::Result<()>;

    /// The value as the documentation shows it, unless it is an expression.
    fn shown(&self) -> Option<String>;

    /// The expression whose value the compiler finds.
    fn expression(&self) -> Option<&Expr>;
}

impl<T: Value> AnySetting for Setting<T> {
    fn row(&self) -> &'static Row {
        self.row
    }

    fn name_span(&self) -> Option<Span> {
        self.name
    }

    fn read(
        &mut self,
        name: &Ident,
        input: ParseStream<'_>,
        report: &mut Report,
    ) -> syn::Result<()> {
        if self.is_given() {
            T::parse(self.row, name, input, &mut Report::default())?;
            report.error(
                name.span(),
                format_args!("duplicate option `{}`", self.row.name),
            );
        } else {
            self.value = T::parse(self.row, name, input, report)?;
            self.name = Some(name.span());
        }
        Ok(())
    }

    fn shown(&self) -> Option<String> {
        self.get().and_then(T::shown)
    }

    fn expression(&self) -> Option<&Expr> {
        self.get().and_then(T::expression)
    }
}

impl Args {
    /// Reads the attribute. What cannot be read is reported and left out.
    pub(crate) fn parse(attribute: TokenStream, report: &mut Report) -> Self {
        let mut args = Self::new();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = args.read_option(input, report) {
                    report.push(error);
                    skip_option(input)?;
                }
                if input.is_empty() {
                    break;
                }
                if !input.peek(Token![,]) {
                    report.push(input.error("expected a comma between options"));
                    skip_option(input)?;
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(attribute) {
            report.push(error);
        }
        args
    }

    /// Whether `cut = false` is given.
    pub(crate) fn is_never_cut(&self) -> bool {
        self.cut.get().is_some_and(|cut| !cut.0)
    }

    fn read_option(&mut self, input: ParseStream<'_>, report: &mut Report) -> syn::Result<()> {
        if !input.peek(syn::Ident::peek_any) {
            return Err(input.error("expected an option, such as `max = 3`"));
        }
        let name = Ident::parse_any(input)?;
        if let Some(setting) = self.by_name(&name.to_string()) {
            setting.read(&name, input, report)
        } else {
            let value = input.fork();
            report.error(name.span(), unknown(&name.to_string(), &value));
            skip_option(input)
        }
    }
}

/// Moves to the next comma, or the end.
fn skip_option(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}
