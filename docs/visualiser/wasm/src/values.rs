//! The values of the options: which literal is which value, and what is wrong with the others.

use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, RetryAfter, policies};

use crate::duration;
use crate::nearest::did_you_mean;

const POLICIES: [(&str, Policy); 7] = [
    ("AI", policies::AI),
    ("OPENAI", policies::OPENAI),
    ("ANTHROPIC", policies::ANTHROPIC),
    ("GOOGLE", policies::GOOGLE),
    ("COHERE", policies::COHERE),
    ("MISTRAL", policies::MISTRAL),
    ("AWS", policies::AWS),
];

const BACKOFFS: [(&str, Backoff); 5] = [
    ("exp", Backoff::Exponential),
    ("linear", Backoff::Linear),
    ("fixed", Backoff::Fixed),
    ("fibonacci", Backoff::Fibonacci),
    ("none", Backoff::None),
];

const JITTERS: [(&str, Jitter); 4] = [
    ("full", Jitter::Full),
    ("equal", Jitter::Equal),
    ("decorrelated", Jitter::Decorrelated),
    ("none", Jitter::None),
];

/// `None` if only the compiler knows the value.
pub(crate) type Read<T> = Result<Option<T>, String>;

/// A value as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Literal<'a> {
    Text(&'a str),
    Whole(&'a str),
    Decimal(f64),
    Truth(bool),
    /// One that no option takes, such as a negative number.
    Other,
    /// What only the compiler knows.
    Expression(&'a str),
}

impl<'a> Literal<'a> {
    pub(crate) fn of(text: &'a str) -> Result<Self, String> {
        let first = text.chars().next().unwrap_or(' ');
        Ok(match text {
            "true" => Self::Truth(true),
            "false" => Self::Truth(false),
            _ if first == '"' => match text.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
                Some(inside) if !inside.contains('"') => Self::Text(inside),
                _ => return Err("expected a comma between options".to_owned()),
            },
            _ if first.is_ascii_digit() => Self::number(text)?,
            _ if "-'".contains(first) || text.starts_with("b\"") => Self::Other,
            _ if first.is_ascii_alphabetic() || "_:({[&*<|".contains(first) => {
                Self::Expression(text)
            }
            _ => return Err("expected an expression".to_owned()),
        })
    }

    fn number(text: &'a str) -> Result<Self, String> {
        if text.contains(|c: char| c.is_whitespace() || c == ';') {
            // An expression such as `2 * 3`, but no second option.
            return if text.contains(['+', '-', '*', '/', '%']) {
                Ok(Self::Expression(text))
            } else {
                Err("expected a comma between options".to_owned())
            };
        }
        let whole = text.strip_suffix("u32").unwrap_or(text);
        Ok(
            if whole.bytes().all(|it| it.is_ascii_digit() || it == b'_') {
                Self::Whole(whole)
            } else {
                decimal(text).map_or(Self::Other, Self::Decimal)
            },
        )
    }
}

/// Exact up to 2<sup>53</sup> without the point, and for 22 digits behind it. The standard library is exact for all numbers,
/// with tables as large as all else here.
fn decimal(text: &str) -> Option<f64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole
        .bytes()
        .chain(decimals.bytes())
        .filter(|it| *it != b'_');
    let mut number = 0.0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10.0 + f64::from(digit - b'0');
    }
    let decimals = decimals.bytes().filter(|it| *it != b'_').count();
    let mut divisor = 1.0;
    for _ in 0..decimals {
        divisor *= 10.0;
    }
    Some(number / divisor)
}

pub(crate) fn count(literal: Literal<'_>, name: &str, example: &str) -> Read<u32> {
    match literal {
        Literal::Whole(number) => match number.replace('_', "").parse() {
            Ok(0) => Err(format!(
                "`{name}` counts every attempt, including the first, so it must be at least 1"
            )),
            Ok(attempts) => Ok(Some(attempts)),
            Err(_) => Err(format!("`{name}` must be at most {}", u32::MAX)),
        },
        Literal::Expression(_) => Ok(None),
        _ => Err(format!(
            "expected a whole number of attempts, such as `{example}`"
        )),
    }
}

pub(crate) fn throttled(literal: Literal<'_>, example: &str) -> Read<u32> {
    match count(literal, "throttled", example)? {
        Some(attempts) if attempts > u32::from(u16::MAX) => {
            Err(format!("`throttled` must be at most {}", u16::MAX))
        }
        attempts => Ok(attempts),
    }
}

pub(crate) fn truth(literal: Literal<'_>, example: &str) -> Read<bool> {
    match literal {
        Literal::Truth(value) => Ok(Some(value)),
        Literal::Expression(_) => Ok(None),
        _ => Err(format!("expected `true` or `false`, such as `{example}`")),
    }
}

/// The value of this name.
fn named<T: Copy>(text: &str, what: &str, all: &[(&str, T)]) -> Read<T> {
    let found = all.iter().find(|(name, _)| *name == text);
    match found {
        Some((_, value)) => Ok(Some(*value)),
        None => {
            let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
            let hint = did_you_mean(text, &names, '"', "expected one of");
            Err(format!("unknown {what} \"{text}\"{hint}"))
        }
    }
}

/// What only the compiler knows, unless it is a word that lacks its quotes.
fn later<T>(text: &str, what: &str, all: &[(&str, T)]) -> Read<T> {
    if all.iter().any(|(name, _)| *name == text) {
        return Err(format!("`{text}` needs quotes: `{what} = \"{text}\"`"));
    }
    Ok(None)
}

pub(crate) fn backoff(literal: Literal<'_>, example: &str) -> Read<Backoff> {
    match literal {
        Literal::Text(text @ ("constant" | "const")) => {
            Err(format!("unknown backoff \"{text}\"; use \"fixed\""))
        }
        Literal::Text(text) => named(text, "backoff", &BACKOFFS),
        Literal::Expression(text) => later(text, "backoff", &BACKOFFS),
        _ => Err(format!(
            "expected the name of a backoff, such as `{example}`"
        )),
    }
}

pub(crate) fn jitter(literal: Literal<'_>) -> Read<Jitter> {
    let proportion = match literal {
        Literal::Text(text) if decimal(text).is_some() && !text.is_empty() => {
            return Err(format!(
                "a proportion is written without quotes: `jitter = {text}`"
            ));
        }
        Literal::Text(text) => return named(text, "jitter", &JITTERS),
        Literal::Expression(text) => return later(text, "jitter", &JITTERS),
        Literal::Whole(number) => decimal(number),
        Literal::Decimal(number) => Some(number),
        Literal::Truth(_) | Literal::Other => None,
    };
    match proportion.filter(|it| (0.0..=1.0).contains(it)) {
        Some(proportion) => Ok(Some(Jitter::Proportion(proportion))),
        None => Err(
            "expected a kind of jitter, such as `jitter = \"full\"`, or a proportion between 0 and 1, such as \
             `jitter = 0.25`"
                .to_owned(),
        ),
    }
}

pub(crate) fn factor(literal: Literal<'_>, example: &str) -> Read<f64> {
    let growth = match literal {
        Literal::Whole(number) => decimal(number),
        Literal::Decimal(number) => Some(number),
        Literal::Expression(_) => return Ok(None),
        _ => None,
    };
    match growth.filter(|it| *it >= 1.0 && f64::is_finite(*it)) {
        Some(growth) => Ok(Some(growth)),
        None => Err(format!(
            "`factor` multiplies each delay to get the next, so it must be a number of at least 1, such as `{example}`"
        )),
    }
}

/// A duration longer than zero.
pub(crate) fn length(literal: Literal<'_>, name: &str) -> Read<u64> {
    let with_units = |why: &str| {
        format!(
            "{why}; write a number and a unit (ns, us, ms, s, m, h or d), such as `{name} = \"10s\"`"
        )
    };
    match literal {
        Literal::Text(text) => match duration::parse(text) {
            Ok(0) if name == "base" => Err(
                "`base` must be longer than zero; for no delay use `backoff = \"none\"`".to_owned(),
            ),
            Ok(0) => Err(format!("`{name}` must be longer than zero")),
            Ok(nanos) => Ok(Some(nanos)),
            Err(why) => Err(with_units(&why)),
        },
        Literal::Whole(number) => Err(with_units(&format!("`{number}` has no unit"))),
        Literal::Expression(_) => Ok(None),
        _ => Err(format!("expected a duration, such as `{name} = \"10s\"`")),
    }
}

pub(crate) fn retry_after(literal: Literal<'_>, example: &str) -> Read<RetryAfter> {
    let expected =
        || format!("expected `\"ignore\"` or the longest wait to accept, such as `{example}`");
    match literal {
        Literal::Text("ignore") => Ok(Some(RetryAfter::Ignore)),
        Literal::Text(text) => match duration::parse(text) {
            Ok(nanos) => Ok(Some(RetryAfter::AtMost(Duration::from_nanos(nanos)))),
            Err(why) => Err(format!("{why}; {}", expected())),
        },
        Literal::Expression(_) => Ok(None),
        _ => Err(expected()),
    }
}

pub(crate) fn policy(literal: Literal<'_>, example: &str) -> Read<Policy> {
    let Literal::Expression(path) = literal else {
        return Err(format!("expected a policy, such as `{example}`"));
    };
    let name = path.rsplit(':').next().unwrap_or(path);
    let found = POLICIES.iter().find(|(known, _)| *known == name);
    Ok(found.map(|(_, policy)| *policy))
}
