//! What is said about an option that there is not.

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
                        "unknown option `{name}`; it is called `{}`, such as `{}`",
                        row.name, row.example
                    );
                }
                Foreign::Attempts(names) if names.contains(&name) => {
                    let max = such_as(row.name, count(value));
                    return format!(
                        "attempts are counted by `{}`, the first included{max}",
                        row.name
                    );
                }
                Foreign::Retries(names) if names.contains(&name) => {
                    // `retries = 4` is `max = 5`.
                    let max = count(value).and_then(|retries| retries.checked_add(1));
                    let max = such_as(row.name, max);
                    return format!(
                        "retries are counted by `{}`, the first attempt included{max}",
                        row.name
                    );
                }
                _ => {}
            }
        }
    }
    let known: Vec<&str> = Args::ROWS.iter().map(|row| row.name).collect();
    let hint = did_you_mean(name, &known, '`', "the options are");
    format!("unknown option `{name}`{hint}")
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
