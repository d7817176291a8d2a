//! The grammar of the derive's attributes: `throttled, after = field`.
//!
//! The words are in `keyword.rs`; what they mean together is for `classify.rs`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Attribute, Member, Meta, Path};

use super::keyword::{Keyword, unknown};
use crate::report::Report;
use crate::tokens::{is_absolute, is_punct, ungrouped};

pub(super) enum Operand {
    None,
    Field(Member),
    Path(Path),
}

pub(super) struct Word {
    pub(super) keyword: Keyword,
    pub(super) span: Span,
    pub(super) operand: Operand,
}

impl Word {
    pub(super) fn field(&self) -> Option<&Member> {
        match &self.operand {
            Operand::Field(field) => Some(field),
            Operand::None | Operand::Path(_) => None,
        }
    }
}

/// The words of all `#[classify(...)]` attributes in one place, each once.
#[derive(Default)]
pub(super) struct Words {
    words: Vec<Word>,
    /// Something could not be read, so a word may not really be missing.
    pub(super) is_broken: bool,
}

impl Words {
    pub(super) fn read(attrs: &[Attribute], report: &mut Report) -> Self {
        let mut words = Self::default();
        for attr in attrs {
            if attr.path().is_ident("retry") {
                words.is_broken = true;
                report.error_at(
                    attr.path(),
                    "`#[retry]` goes above a function; classify an error with `#[classify(...)]`",
                );
            }
            if !is_classify(attr) {
                continue;
            }
            let Meta::List(list) = &attr.meta else {
                // The same as no attribute, which is reported where it matters.
                if let Meta::NameValue(meta) = &attr.meta {
                    words.is_broken = true;
                    report.error(
                        meta.eq_token.span,
                        "expected parentheses, such as `#[classify(transient)]`",
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
        if self.get(word.keyword).is_some() {
            report.error(
                word.span,
                format_args!("duplicate `{}`", word.keyword.name()),
            );
        } else {
            self.words.push(word);
        }
    }

    pub(super) fn get(&self, keyword: Keyword) -> Option<&Word> {
        self.iter().find(|word| word.keyword == keyword)
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Word> {
        self.words.iter()
    }
}

pub(super) fn is_classify(attr: &Attribute) -> bool {
    attr.path().is_ident("classify")
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
    let Some(keyword) = Keyword::from_name(&name.to_string()) else {
        report.error(name.span(), unknown(&name.to_string()));
        return None;
    };
    let operand = operand(keyword, name, rest, report)?;
    Some(Word {
        keyword,
        span: name.span(),
        operand,
    })
}

fn operand(
    keyword: Keyword,
    name: &Ident,
    rest: &[TokenTree],
    report: &mut Report,
) -> Option<Operand> {
    let tokens = match rest {
        [] if keyword.is_kind() => return Some(Operand::None),
        [] => {
            report.error(name.span(), keyword.needs());
            return None;
        }
        [TokenTree::Punct(punct), tokens @ ..] if punct.as_char() == '=' => {
            if tokens.is_empty() {
                report.error(punct.span(), keyword.needs());
                return None;
            }
            tokens
        }
        [TokenTree::Group(group), ..] => {
            report.error(group.span_open(), keyword.needs());
            return None;
        }
        [other, ..] => {
            report.error_at(other, format_args!("expected a comma after `{name}`"));
            return None;
        }
    };
    let all: TokenStream = tokens.iter().cloned().collect();
    let operand = match keyword {
        Keyword::After | Keyword::Until | Keyword::Forward => {
            field(keyword, tokens).map(Operand::Field)
        }
        Keyword::Crate => match syn::parse2::<Path>(all.clone()) {
            Ok(path) if is_absolute(&path) => Ok(Operand::Path(path)),
            _ => Err(keyword.needs().to_owned()),
        },
        Keyword::Transient
        | Keyword::Unprocessed
        | Keyword::Throttled
        | Keyword::Immediate
        | Keyword::Permanent => Err(keyword.needs().to_owned()),
    };
    operand
        .map_err(|message| report.error_at(&all, message))
        .ok()
}

fn field(keyword: Keyword, tokens: &[TokenTree]) -> Result<Member, String> {
    let needs = || keyword.needs().to_owned();
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
                "a field name is written without quotes: `{} = {name}`",
                keyword.name()
            ),
            Err(_) => needs(),
        });
    }
    let index = syn::parse2(tokens).map_err(|_| needs())?;
    Ok(Member::Unnamed(index))
}

fn is_comma(token: &TokenTree) -> bool {
    is_punct(token, ',')
}
