//! Constants: a literal, which is typed here, or an expression that the compiler evaluates.

use proc_macro2::Span;
use syn::Expr;

use super::duration;
use super::literal::{Written, literal};
use super::row::Row;
use super::value::Value;
use crate::nearest::did_you_mean;
use crate::report::Report;
use crate::tokens::written;

/// The value of an option that is checked at compile time.
pub(crate) enum Constant<T> {
    /// Known here. The expression is `None` if the option is given without a value.
    Known(T, Option<Expr>),
    /// Known to the compiler.
    Expression(Expr),
}

impl<T: Copy> Constant<T> {
    pub(crate) fn known(&self) -> Option<T> {
        match self {
            Self::Known(value, _) => Some(*value),
            Self::Expression(_) => None,
        }
    }

    /// The expression, if the option is given with a value.
    pub(crate) fn expr(&self) -> Option<&Expr> {
        match self {
            Self::Known(_, expr) => expr.as_ref(),
            Self::Expression(expr) => Some(expr),
        }
    }
}

/// A type that has literals.
pub(crate) trait Literal: Copy {
    /// The value of an option that is given without one.
    const ALONE: Option<Self> = None;

    /// The values that are words, written in quotes.
    fn words() -> Vec<&'static str> {
        Vec::new()
    }

    /// The value, or what is wrong with it.
    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String>;
}

/// A type whose default is needed by rules.
pub(crate) trait ReadDefault: Literal {
    /// From the text of a row's default.
    fn of_default(text: &str) -> Option<Self>;
}

impl<T: Literal> Value for Constant<T> {
    fn alone(_: Span) -> Option<Self> {
        T::ALONE.map(|value| Self::Known(value, None))
    }

    fn of(row: &Row, expr: Expr, report: &mut Report) -> Option<Self> {
        let Some(literal) = literal(&expr) else {
            if let Some(word) = T::words().into_iter().find(|word| is_name(&expr, word)) {
                let name = row.name;
                report.error_at(
                    &expr,
                    format_args!("`{word}` needs quotes: `{name} = \"{word}\"`"),
                );
                return None;
            }
            return Some(Self::Expression(expr));
        };
        match T::of(row, &literal) {
            Ok(value) => Some(Self::Known(value, Some(expr))),
            Err(message) => {
                report.error_at(&expr, message);
                None
            }
        }
    }

    fn needs(row: &Row) -> String {
        if T::ALONE.is_some() {
            let name = row.name;
            format!("expected `{name}` on its own or with a value, such as `{name} = \"full\"`")
        } else {
            format!("`{}` needs a value, such as `{}`", row.name, row.example)
        }
    }

    fn shown(&self) -> Option<String> {
        match self {
            Self::Known(_, None) => Some(String::new()),
            Self::Known(_, Some(expr)) => Some(match literal(expr) {
                Some(Written::Text(text)) => text.value(),
                _ => written(expr),
            }),
            Self::Expression(_) => None,
        }
    }

    fn expression(&self) -> Option<&Expr> {
        match self {
            Self::Known(..) => None,
            Self::Expression(expr) => Some(expr),
        }
    }
}

fn is_name(expr: &Expr, word: &str) -> bool {
    matches!(expr, Expr::Path(path) if path.path.is_ident(word))
}

/// A count of attempts.
impl Literal for u32 {
    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String> {
        match written {
            Written::Whole(number) if matches!(number.suffix(), "" | "u32") => {
                match number.base10_parse() {
                    Ok(0) => Err(format!(
                        "`{}` counts every attempt, including the first, so it must be at least 1",
                        row.name
                    )),
                    Ok(attempts) => Ok(attempts),
                    Err(_) => Err(format!("`{}` must be at most {}", row.name, Self::MAX)),
                }
            }
            _ => Err(format!(
                "expected a whole number of attempts, such as `{}`",
                row.example
            )),
        }
    }
}

impl ReadDefault for u32 {
    fn of_default(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// A count of throttled attempts.
#[derive(Clone, Copy)]
pub(crate) struct Throttled(pub(crate) u32);

impl Literal for Throttled {
    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String> {
        match u32::of(row, written)? {
            attempts if attempts > u32::from(u16::MAX) => {
                Err(format!("`{}` must be at most {}", row.name, u16::MAX))
            }
            attempts => Ok(Self(attempts)),
        }
    }
}

/// Yes or no.
impl Literal for bool {
    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String> {
        match written {
            Written::Truth(value) => Ok(*value),
            _ => Err(format!(
                "expected `true` or `false`, such as `{}`",
                row.example
            )),
        }
    }
}

/// The shape of the delays.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Backoff {
    Exponential,
    Linear,
    Fixed,
    Fibonacci,
    None,
}

impl Backoff {
    const ALL: [Self; 5] = [
        Self::Exponential,
        Self::Linear,
        Self::Fixed,
        Self::Fibonacci,
        Self::None,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Exponential => "exp",
            Self::Linear => "linear",
            Self::Fixed => "fixed",
            Self::Fibonacci => "fibonacci",
            Self::None => "none",
        }
    }
}

impl Literal for Backoff {
    fn words() -> Vec<&'static str> {
        Self::ALL.map(Self::name).to_vec()
    }

    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String> {
        let Written::Text(text) = written else {
            return Err(format!(
                "expected the name of a backoff, such as `{}`",
                row.example
            ));
        };
        let text = text.value();
        Self::of_default(&text).ok_or_else(|| {
            if ["constant", "const"].contains(&text.as_str()) {
                format!("unknown backoff \"{text}\"; use \"fixed\"")
            } else {
                unknown_name("backoff", &text, &Self::ALL.map(Self::name))
            }
        })
    }
}

impl ReadDefault for Backoff {
    fn of_default(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.name() == text)
    }
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Jitter {
    Full,
    Equal,
    Decorrelated,
    None,
    Proportion(f64),
}

impl Jitter {
    const NAMED: [(&str, Self); 4] = [
        ("full", Self::Full),
        ("equal", Self::Equal),
        ("decorrelated", Self::Decorrelated),
        ("none", Self::None),
    ];
}

impl Literal for Jitter {
    const ALONE: Option<Self> = Some(Self::Full);

    fn words() -> Vec<&'static str> {
        Self::NAMED.map(|(name, _)| name).to_vec()
    }

    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String> {
        let name = row.name;
        let proportion = match written {
            Written::Text(text) => {
                let text = text.value();
                return Self::of_default(&text).ok_or_else(|| {
                    if text.parse::<f64>().is_ok() {
                        format!("a proportion is written without quotes: `{name} = {text}`")
                    } else {
                        unknown_name("jitter", &text, &Self::NAMED.map(|(name, _)| name))
                    }
                });
            }
            Written::Whole(number) => number.base10_parse().ok(),
            Written::Decimal(number) => Some(*number),
            Written::Truth(_) | Written::Other => None,
        };
        proportion
            .filter(|proportion| (0.0..=1.0).contains(proportion))
            .map(Self::Proportion)
            .ok_or_else(|| {
                format!(
                    "expected a kind of jitter, such as `{name} = \"full\"`, or a proportion between 0 and 1, \
                     such as `{name} = 0.25`"
                )
            })
    }
}

impl ReadDefault for Jitter {
    fn of_default(text: &str) -> Option<Self> {
        let named = Self::NAMED.into_iter().find(|(name, _)| *name == text);
        named.map(|(_, jitter)| jitter)
    }
}

/// The growth from one delay to the next.
#[derive(Clone, Copy)]
pub(crate) struct Factor(pub(crate) f64);

impl Literal for Factor {
    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String> {
        let growth = match written {
            Written::Whole(number) => number.base10_parse().ok(),
            Written::Decimal(number) => Some(*number),
            Written::Text(_) | Written::Truth(_) | Written::Other => None,
        };
        growth
            .filter(|growth| *growth >= 1.0 && f64::is_finite(*growth))
            .map(Self)
            .ok_or_else(|| {
                format!(
                    "`{}` multiplies each delay to get the next, so it must be a number of at least 1, such as `{}`",
                    row.name, row.example
                )
            })
    }
}

/// A duration longer than zero.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Nanos(pub(crate) u64);

impl Literal for Nanos {
    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String> {
        let name = row.name;
        let with_units = |why: &str| {
            format!(
                "{why}; write a number and a unit (ns, us, ms, s, m, h or d), such as `{name} = \"10s\"`"
            )
        };
        match written {
            Written::Text(text) => match duration::parse(&text.value()) {
                Ok(0) => Err(match row.instead_of_zero {
                    Some(instead) => format!("`{name}` must be longer than zero; {instead}"),
                    None => format!("`{name}` must be longer than zero"),
                }),
                Ok(nanos) => Ok(Self(nanos)),
                Err(why) => Err(with_units(&why)),
            },
            Written::Whole(number) if number.suffix().is_empty() => {
                Err(with_units(&format!("`{number}` has no unit")))
            }
            _ => Err(format!("expected a duration, such as `{name} = \"10s\"`")),
        }
    }
}

impl ReadDefault for Nanos {
    fn of_default(text: &str) -> Option<Self> {
        duration::parse(text).ok().map(Self)
    }
}

/// What to do with a wait that the server names.
#[derive(Clone, Copy)]
pub(crate) enum RetryAfter {
    Ignore,
    /// Accept a wait of up to this many nanoseconds.
    AtMost(u64),
}

impl Literal for RetryAfter {
    fn of(row: &Row, written: &Written<'_>) -> Result<Self, String> {
        let expected = || {
            format!(
                "expected `\"ignore\"` or the longest wait to accept, such as `{}`",
                row.example
            )
        };
        match written {
            Written::Text(text) if text.value() == "ignore" => Ok(Self::Ignore),
            Written::Text(text) => duration::parse(&text.value())
                .map(Self::AtMost)
                .map_err(|why| format!("{why}; {}", expected())),
            _ => Err(expected()),
        }
    }
}

fn unknown_name(what: &str, text: &str, known: &[&str]) -> String {
    let hint = did_you_mean(text, known, '"', "expected one of");
    format!("unknown {what} \"{text}\"{hint}")
}
