//! The messages about unknown options.

use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Expr, ExprLit, Lit, Token};

use super::Args;
use super::row::Foreign;
use crate::nearest::did_you_mean;

/// `value` is what follows the name.
pub(super) fn unknown(name: &str, value: ParseStream<'_>) -> String {
    for row in Args::ROWS {
        for foreign in row.foreign {
            match foreign {
                Foreign::Same(names) if names.contains(&name) => {
                    return format!(
                        "unknown option `{name}`; here it is called `{}`: `{}`",
                        row.name, row.example
                    );
                }
                Foreign::Attempts(names) if names.contains(&name) => {
                    let max = such_as(row.name, count(value));
                    return format!(
                        "use `{}`, which counts all attempts, including the first{max}",
                        row.name
                    );
                }
                Foreign::Retries(names) if names.contains(&name) => {
                    // `retries = 4` is `max = 5`.
                    let max = count(value).and_then(|retries| retries.checked_add(1));
                    let max = such_as(row.name, max);
                    return format!(
                        "use `{}`, which counts attempts and not retries, including the first attempt{max}",
                        row.name
                    );
                }
                _ => {}
            }
        }
    }
    if name == "skip" {
        return "`skip` has no other options beside it, and only applies to a method of an `impl` block with `#[retry]`"
            .to_owned();
    }
    if let Some(policy) = policy(name, value) {
        return format!("to use a policy, write `policy = {policy}`");
    }
    let known: Vec<&str> = Args::ROWS.iter().map(|row| row.name).collect();
    let hint = did_you_mean(name, &known, '`', "the options are");
    format!("unknown option `{name}`{hint}")
}

/// The path of a constant without an option name, as in `#[retry(policies::AI)]`.
fn policy(name: &str, rest: ParseStream<'_>) -> Option<String> {
    let mut path = name.to_owned();
    while rest.parse::<Option<Token![::]>>().ok()?.is_some() {
        let segment: Ident = rest.parse().ok()?;
        path = format!("{path}::{segment}");
    }
    let last = path.rsplit("::").next()?;
    let is_constant = last.len() > 1 && !last.chars().any(char::is_lowercase);
    let is_alone = rest.is_empty() || rest.peek(Token![,]);
    (is_constant && is_alone).then_some(path)
}

fn such_as(option: &str, count: Option<u32>) -> String {
    count.map_or(String::new(), |count| format!(": `{option} = {count}`"))
}

/// The number in `= 4`, but not in `= 2 + 2`.
fn count(value: ParseStream<'_>) -> Option<u32> {
    value.parse::<Token![=]>().ok()?;
    let Ok(Expr::Lit(ExprLit {
        lit: Lit::Int(number),
        ..
    })) = value.parse()
    else {
        return None;
    };
    number.base10_parse().ok()
}
