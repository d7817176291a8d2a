//! The grammar of the derive's attributes: `throttled, after = field`.
//!
//! The words are in `key.rs`; what they mean together is for `classify.rs`.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Attribute, Member, Meta, Path};

use super::key::{Key, unknown};
use crate::plan::is_absolute;
use crate::report::Report;

pub(super) enum Value {
    None,
    Field(Member),
    Path(Path),
}

pub(super) struct Word {
    pub(super) key: Key,
    pub(super) span: Span,
    pub(super) value: Value,
}

impl Word {
    pub(super) fn field(&self) -> Option<&Member> {
        match &self.value {
            Value::Field(field) => Some(field),
            Value::None | Value::Path(_) => None,
        }
    }
}

/// What all the `#[retry(...)]` of one place say, each word once.
#[derive(Default)]
pub(super) struct Words {
    words: Vec<Word>,
    /// Something could not be read, so nothing is missing for certain.
    pub(super) is_broken: bool,
}

impl Words {
    pub(super) fn read(attrs: &[Attribute], report: &mut Report) -> Self {
        let mut words = Self::default();
        for attr in attrs.iter().filter(|attr| is_retry(attr)) {
            let Meta::List(list) = &attr.meta else {
                // As bare as none, and that is reported where it matters.
                if let Meta::NameValue(meta) = &attr.meta {
                    words.is_broken = true;
                    report.error(
                        meta.eq_token.span,
                        "expected parentheses, such as `#[retry(transient)]`",
                    );
                }
                continue;
            };
            let tokens = ungrouped(list.tokens.clone());
            for tokens in tokens.split_inclusive(is_comma) {
                match word(tokens, report) {
                    Some(word) => words.set(word, report),
                    None => words.is_broken = true,
                }
            }
        }
        words
    }

    fn set(&mut self, word: Word, report: &mut Report) {
        if self.get(word.key).is_some() {
            report.error(word.span, format_args!("duplicate `{}`", word.key.name()));
        } else {
            self.words.push(word);
        }
    }

    pub(super) fn get(&self, key: Key) -> Option<&Word> {
        self.iter().find(|word| word.key == key)
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Word> {
        self.words.iter()
    }
}

pub(super) fn is_retry(attr: &Attribute) -> bool {
    attr.path().is_ident("retry")
}

/// The tokens of one word with the comma after it. What cannot be read is reported.
fn word(tokens: &[TokenTree], report: &mut Report) -> Option<Word> {
    let (name, rest) = match tokens {
        [TokenTree::Ident(name), rest @ ..] => (name, rest),
        [other, ..] => {
            report.error_at(other, "expected a word such as `transient`");
            return None;
        }
        [] => return None,
    };
    let rest = match rest {
        [rest @ .., last] if is_comma(last) => rest,
        _ => rest,
    };
    let Some(key) = Key::from_name(&name.to_string()) else {
        report.error(name.span(), unknown(&name.to_string()));
        return None;
    };
    let value = value(key, name, rest, report)?;
    Some(Word {
        key,
        span: name.span(),
        value,
    })
}

fn value(key: Key, name: &Ident, rest: &[TokenTree], report: &mut Report) -> Option<Value> {
    let tokens = match rest {
        [] if key.is_kind() => return Some(Value::None),
        [] => {
            report.error(name.span(), key.needs());
            return None;
        }
        [TokenTree::Punct(punct), tokens @ ..] if punct.as_char() == '=' => {
            if tokens.is_empty() {
                report.error(punct.span(), key.needs());
                return None;
            }
            tokens
        }
        [TokenTree::Group(group), ..] => {
            report.error(group.span_open(), key.needs());
            return None;
        }
        [other, ..] => {
            report.error_at(other, format_args!("expected a comma after `{name}`"));
            return None;
        }
    };
    let all: TokenStream = tokens.iter().cloned().collect();
    let value = match key {
        Key::After | Key::Until | Key::Forward => field(key, tokens).map(Value::Field),
        Key::Crate => match syn::parse2::<Path>(all.clone()) {
            Ok(path) if is_absolute(&path) => Ok(Value::Path(path)),
            _ => Err(key.needs().to_owned()),
        },
        Key::Transient | Key::Throttled | Key::Permanent => Err(key.needs().to_owned()),
    };
    value.map_err(|message| report.error_at(&all, message)).ok()
}

fn field(key: Key, tokens: &[TokenTree]) -> Result<Member, String> {
    let needs = || key.needs().to_owned();
    let [token] = tokens else {
        return Err(needs());
    };
    if let TokenTree::Ident(name) = token {
        return Ok(Member::Named(name.unraw()));
    }
    let tokens = TokenStream::from(token.clone());
    let quoted = syn::parse2::<syn::LitStr>(tokens.clone()).map(|text| text.value());
    if let Ok(name) = quoted {
        return Err(match syn::parse_str::<Member>(&name) {
            Ok(_) => format!(
                "the name of a field stands without quotes: `{} = {name}`",
                key.name()
            ),
            Err(_) => needs(),
        });
    }
    let index = syn::parse2(tokens).map_err(|_| needs())?;
    Ok(Member::Unnamed(index))
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// A macro's fragments come in groups without delimiters.
fn ungrouped(tokens: TokenStream) -> Vec<TokenTree> {
    let mut flat = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flat.extend(ungrouped(group.stream()));
            }
            token => flat.push(token),
        }
    }
    flat
}
