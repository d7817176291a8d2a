//! The line about the policy that the function's documentation gains.

use syn::{Expr, ExprLit, Lit};

use crate::args::{Args, Key};
use crate::function::written;
use crate::literal::{Literal, literal};

pub(crate) fn summary(args: &Args) -> String {
    let text = |key| {
        args.get(key).map(|setting| match setting.expr() {
            Some(Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            })) => text.value(),
            Some(expr) if matches!(literal(expr), Literal::None) => format!("`{}`", written(expr)),
            Some(expr) => written(expr),
            None => String::new(),
        })
    };
    let mut parts = Vec::new();
    if let Some(policy) = text(Key::Policy) {
        parts.push(format!("policy {policy}"));
    }
    let has_policy = !parts.is_empty();
    let default = |value: &str| (!has_policy).then(|| value.to_owned());
    if let Some(max) = text(Key::Max).or(default("3")) {
        parts.push(format!("up to {max} attempts"));
    }
    if let Some(shape) = text(Key::Backoff).or(default("exp")) {
        parts.push(match shape.as_str() {
            "exp" => "exponential backoff".to_owned(),
            "none" => "no delay".to_owned(),
            _ => format!("{shape} backoff"),
        });
    }
    for (key, words) in [
        (Key::Base, "from"),
        (Key::Factor, "by factor"),
        (Key::Cap, "up to"),
    ] {
        if let Some(value) = text(key) {
            parts.push(format!("{words} {value}"));
        }
    }
    if let Some(jitter) = text(Key::Jitter) {
        parts.push(match jitter.as_str() {
            "" => "full jitter".to_owned(),
            _ => format!("{jitter} jitter"),
        });
    }
    for (key, words) in [(Key::Timeout, "timeout"), (Key::Deadline, "deadline")] {
        if let Some(value) = text(key) {
            parts.push(format!("{words} {value}"));
        }
    }
    format!("Retried on failure: {}.", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;

    #[test]
    fn summaries() {
        for (options, expected) in [
            ("", "up to 3 attempts, exponential backoff"),
            (
                "max = 5, jitter",
                "up to 5 attempts, exponential backoff, full jitter",
            ),
            (
                "backoff = \"none\", deadline = \"1m\"",
                "up to 3 attempts, no delay, deadline 1m",
            ),
            (
                "max = MAX, backoff = \"linear\", base = \"1s\", cap = CAP, jitter = 0.5, timeout = \"5s\"",
                "up to `MAX` attempts, linear backoff, from 1s, up to `CAP`, 0.5 jitter, timeout 5s",
            ),
            ("policy = POLICY", "policy `POLICY`"),
            (
                "policy = self.policy, max = 2, factor = 3",
                "policy `self.policy`, up to 2 attempts, by factor 3",
            ),
        ] {
            let args = Args::parse(options.parse().unwrap(), &mut Report::default());
            let expected = format!("Retried on failure: {expected}.");
            assert_eq!(summary(&args), expected, "{options}");
        }
    }
}
