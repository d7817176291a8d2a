//! Errors, collected so that all mistakes are shown at once, and the nearest known name to a misspelt one.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;

/// The errors found so far.
#[derive(Default)]
pub(crate) struct Report {
    errors: Vec<syn::Error>,
}

impl Report {
    pub(crate) fn error(&mut self, span: Span, message: impl Display) {
        self.errors.push(syn::Error::new(span, message));
    }

    /// Underlines all of `at`.
    pub(crate) fn error_at(
        &mut self,
        at: &(impl Spanned + quote::ToTokens),
        message: impl Display,
    ) {
        self.errors.push(syn::Error::new_spanned(at, message));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// `value` if nothing was reported; else the errors as code.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, TokenStream> {
        let Some(all) = self.errors.into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        }) else {
            return Ok(value);
        };
        Err(all.into_compile_error())
    }
}

/// The known name that `name` was probably meant to be.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|known| (distance(name, known), known))
        .filter(|&(distance, known)| {
            distance <= 1 + known.len().min(name.len()) / 4 || is_longer_form(name, known)
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// `exponential` for `exp`.
fn is_longer_form(name: &str, known: &str) -> bool {
    known.len() >= 3 && name.starts_with(known)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("abc", "abc", 0),
            ("ab", "ba", 1),
            ("abc", "acb", 1),
            ("abcd", "badc", 2),
            ("abc", "axc", 1),
            ("abc", "ac", 1),
            ("ac", "abc", 1),
            ("ca", "abc", 3),
            ("aab", "aba", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_name_is_near() {
        let known = ["max", "backoff", "base", "cap", "jitter", "timeout"];
        assert_eq!(nearest("mx", known), Some("max"));
        assert_eq!(nearest("bakcoff", known), Some("backoff"));
        assert_eq!(nearest("Jitter", known), Some("jitter"));
        assert_eq!(nearest("timout", known), Some("timeout"));
        assert_eq!(nearest("frequency", known), None);
        assert_eq!(nearest("exponential", ["exp", "linear"]), Some("exp"));
    }
}
