//! The options one by one: what each takes, and what is wrong with what it was given.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Reader;
use super::constant::unbraced;
use crate::args::{Key, Value};
use crate::code::{at, code, located};
use crate::duration;
use crate::expand::private;
use crate::function::ends;
use crate::literal::{Literal, literal};
use crate::report::nearest;
use crate::rules::{Jitter, Known};

const BACKOFFS: [(&str, &str); 5] = [
    ("exp", "Exponential"),
    ("linear", "Linear"),
    ("fixed", "Fixed"),
    ("fibonacci", "Fibonacci"),
    ("none", "None"),
];

const JITTERS: [(&str, &str, Jitter); 4] = [
    ("full", "Full", Jitter::Full),
    ("equal", "Equal", Jitter::Equal),
    ("decorrelated", "Decorrelated", Jitter::Decorrelated),
    ("none", "None", Jitter::None),
];

impl Reader<'_> {
    pub(super) fn max(&mut self) -> Option<Known<u32>> {
        let expr = self.args.expr(Key::Max)?;
        match literal(expr) {
            Literal::Int(number) if matches!(number.suffix(), "" | "u32") => {
                match number.base10_parse::<u32>() {
                    Ok(0) => self.error(
                        expr,
                        "`max` counts every attempt, the first included, so it must be at least 1",
                    ),
                    Ok(max) => {
                        self.set(Key::Max, &quote!(#max));
                        return Some(Known::Literal(max));
                    }
                    Err(_) => self.error(expr, format_args!("`max` is at most {}", u32::MAX)),
                }
            }
            Literal::None => {
                self.set_expression(
                    Key::Max,
                    &quote!(::core::primitive::u32),
                    expr,
                    &unbraced(expr),
                );
            }
            _ => self.error(
                expr,
                "expected a whole number of attempts, such as `max = 3`",
            ),
        }
        Some(Known::Later)
    }

    pub(super) fn backoff(&mut self) -> Option<Known<&'static str>> {
        let expr = self.args.expr(Key::Backoff)?;
        let facade = self.facade;
        match literal(expr) {
            Literal::Str(text) => {
                let text = text.value();
                if let Some((name, variant)) = BACKOFFS.iter().find(|(name, _)| *name == text) {
                    let variant = Ident::new(variant, Span::mixed_site());
                    self.set(Key::Backoff, &quote!(#facade::Backoff::#variant));
                    return Some(Known::Literal(name));
                }
                if ["constant", "const"].contains(&text.as_str()) {
                    let message = format!("unknown backoff \"{text}\"; it is called \"fixed\"");
                    self.error(expr, message);
                } else {
                    let known = BACKOFFS.map(|(name, _)| name);
                    self.error(expr, unknown_name("backoff", &text, &known));
                }
            }
            Literal::None => {
                let ty = quote!(#facade::Backoff);
                self.set_expression(Key::Backoff, &ty, expr, &unbraced(expr));
            }
            _ => self.error(
                expr,
                "expected the name of a shape, such as `backoff = \"exp\"`",
            ),
        }
        Some(Known::Later)
    }

    pub(super) fn duration(&mut self, key: Key) -> Option<Known<u64>> {
        let expr = self.args.expr(key)?;
        let name = key.name();
        match literal(expr) {
            Literal::Str(text) => match duration::parse(&text.value()) {
                Ok(0) if key == Key::Base => self.error(
                    expr,
                    "`base` must be longer than zero; for no delay use `backoff = \"none\"`",
                ),
                Ok(0) => self.error(expr, format_args!("`{name}` must be longer than zero")),
                Ok(nanos) => {
                    let value = duration_tokens(nanos);
                    self.set(key, &value);
                    return Some(Known::Literal(nanos));
                }
                Err(why) => self.error(expr, duration_message(name, &why)),
            },
            Literal::None => {
                let ty = quote!(::core::time::Duration);
                self.set_expression(key, &ty, expr, &unbraced(expr));
            }
            Literal::Int(number) if number.suffix().is_empty() => {
                self.error(
                    expr,
                    duration_message(name, &format!("`{number}` lacks a unit")),
                );
            }
            _ => self.error(
                expr,
                format_args!("expected a duration, such as `{name} = \"10s\"`"),
            ),
        }
        Some(Known::Later)
    }

    /// `is_shape_later`: the compiler checks that the shape is exponential.
    pub(super) fn factor(&mut self, is_shape_later: bool) {
        let Some(expr) = self.args.expr(Key::Factor) else {
            return;
        };
        let here = ends(expr).0;
        let check = Ident::new("factor", at(here));
        let method = if is_shape_later {
            Ident::new("exponential_factor", at(here))
        } else {
            check.clone()
        };
        let value = match literal(expr) {
            Literal::Int(number) => number.base10_parse::<f64>().ok(),
            Literal::Float(number) => Some(number),
            Literal::None => {
                self.set_by(
                    &method,
                    &check,
                    &quote!(::core::primitive::f64),
                    expr,
                    &unbraced(expr),
                );
                return;
            }
            Literal::Str(_) | Literal::Other => None,
        };
        match value {
            Some(value) if value >= 1.0 && value.is_finite() => {
                self.override_by(&code!(here=> .#method(#value)));
            }
            _ => self.error(
                expr,
                "`factor` is the growth from one delay to the next, a number of at least 1, such as `factor = 2`",
            ),
        }
    }

    pub(super) fn jitter(&mut self) -> Option<Known<Jitter>> {
        let setting = self.args.get(Key::Jitter)?;
        let facade = self.facade;
        let expr = match &setting.value {
            Value::Expr(expr) => expr,
            Value::Flag | Value::Names(_) => {
                self.set(Key::Jitter, &quote!(#facade::Jitter::Full));
                return Some(Known::Literal(Jitter::Full));
            }
        };
        let proportion = match literal(expr) {
            Literal::Str(text) => {
                let text = text.value();
                if let Some((_, variant, jitter)) = JITTERS.iter().find(|it| it.0 == text) {
                    let variant = Ident::new(variant, Span::mixed_site());
                    self.set(Key::Jitter, &quote!(#facade::Jitter::#variant));
                    return Some(Known::Literal(*jitter));
                }
                if text.parse::<f64>().is_ok() {
                    let message = format!("a proportion stands without quotes: `jitter = {text}`");
                    self.error(expr, message);
                } else {
                    let known = JITTERS.map(|(name, ..)| name);
                    self.error(expr, unknown_name("jitter", &text, &known));
                }
                return Some(Known::Later);
            }
            Literal::None => {
                let (value, (first, last)) = (unbraced(expr), ends(expr));
                let private = private(self.facade, first);
                let value = code!(first=> #private::JitterFrom(#value));
                let value = code!(last=> #value.jitter());
                let ty = quote!(#facade::Jitter);
                self.set_expression(Key::Jitter, &ty, expr, &value);
                return Some(Known::Later);
            }
            Literal::Int(number) => number.base10_parse::<f64>().ok(),
            Literal::Float(number) => Some(number),
            Literal::Other => None,
        };
        match proportion {
            Some(proportion) if (0.0..=1.0).contains(&proportion) => {
                self.set(
                    Key::Jitter,
                    &quote!(#facade::Jitter::Proportion(#proportion)),
                );
                Some(Known::Literal(Jitter::Proportion(proportion)))
            }
            _ => {
                self.error(
                    expr,
                    "expected the name of a jitter, such as `jitter = \"full\"`, or a proportion between 0 and 1, \
                     such as `jitter = 0.25`",
                );
                Some(Known::Later)
            }
        }
    }

    pub(super) fn retry_after(&mut self) {
        let Some(expr) = self.args.expr(Key::RetryAfter) else {
            return;
        };
        let facade = self.facade;
        let at_most = |duration: &TokenStream| quote!(#facade::RetryAfter::AtMost(#duration));
        match literal(expr) {
            Literal::Str(text) if text.value() == "ignore" => {
                self.set(Key::RetryAfter, &quote!(#facade::RetryAfter::Ignore));
            }
            Literal::Str(text) => match duration::parse(&text.value()) {
                Ok(nanos) => self.set(Key::RetryAfter, &at_most(&duration_tokens(nanos))),
                Err(why) => self.error(
                    expr,
                    format_args!(
                        "{why}; expected `\"ignore\"` or the longest wait to accept, such as `retry_after = \"60s\"`"
                    ),
                ),
            },
            Literal::None => {
                let (value, here) = (unbraced(expr), ends(expr).0);
                let facade = located(self.facade, here);
                let value = code!(here=> #facade::RetryAfter::AtMost(#value));
                let ty = quote!(#facade::RetryAfter);
                self.set_expression(Key::RetryAfter, &ty, expr, &value);
            }
            _ => self.error(
                expr,
                "expected `\"ignore\"` or the longest wait to accept, such as `retry_after = \"60s\"`",
            ),
        }
    }
}

fn duration_message(name: &str, why: &str) -> String {
    format!(
        "{why}; a duration is a number and one of ns, us, ms, s, m, h, d, such as `{name} = \"10s\"`"
    )
}

fn unknown_name(what: &str, text: &str, known: &[&str]) -> String {
    match nearest(text, known.iter().copied()) {
        Some(near) => format!("unknown {what} \"{text}\"; did you mean \"{near}\"?"),
        None => {
            let known: Vec<String> = known.iter().map(|name| format!("\"{name}\"")).collect();
            format!(
                "unknown {what} \"{text}\"; expected one of {}",
                known.join(", ")
            )
        }
    }
}

fn duration_tokens(nanos: u64) -> TokenStream {
    quote!(::core::time::Duration::from_nanos(#nanos))
}
