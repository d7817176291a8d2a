//! `#[derive(Classify)]`: the classification of each variant, and its rules.
//!
//! `keyword.rs`, `words.rs` (grammar) → here (meaning) → `write.rs` (tokens).

mod keyword;
mod words;
mod write;

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Fields, Index, Member, Type};

use self::keyword::Keyword;
use self::words::{Operand, Word, Words, is_classify};
use crate::nearest::nearest;
use crate::report::Report;

/// A field of a variant, as a pattern names it.
struct Field<'a> {
    member: Member,
    ty: &'a Type,
    attrs: &'a [Attribute],
}

enum Kind<'a> {
    Transient,
    Unprocessed,
    Immediate,
    Throttled { after: Option<Field<'a>> },
    Permanent { until: Option<Field<'a>> },
    Forward(Field<'a>),
}

/// The classification of a variant. A struct is its own only variant.
struct Case<'a> {
    variant: Option<&'a Ident>,
    kind: Kind<'a>,
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut report = Report::default();
    let words = Words::read(&input.attrs, &mut report);
    let facade = match words.get(Keyword::Crate).map(|word| &word.operand) {
        Some(Operand::Path(path)) => Some(path),
        _ => None,
    };
    let cases = cases(&input, &words, &mut report);
    match report.finish(()) {
        Ok(()) => write::cases(&input, facade, &cases),
        Err(errors) => {
            // The impl is kept on any error, so that its users still compile.
            let mut none = write::diverging(&input, facade);
            none.extend(errors);
            none
        }
    }
}

fn cases<'a>(input: &'a DeriveInput, words: &Words, report: &mut Report) -> Vec<Case<'a>> {
    match &input.data {
        Data::Struct(data) => {
            let kind = kind(words, &input.ident, &data.fields, report);
            let case = kind.map(|kind| Case {
                variant: None,
                kind,
            });
            case.into_iter().collect()
        }
        Data::Enum(data) => {
            if let Some(word) = words.iter().find(|word| word.keyword != Keyword::Crate) {
                report.error(
                    word.span,
                    "an enum has no default classification, so that no new variant is forgotten; put this on each variant",
                );
            }
            let cases = data.variants.iter().filter_map(|variant| {
                let words = Words::read(&variant.attrs, report);
                if let Some(word) = words.get(Keyword::Crate) {
                    report.error(
                        word.span,
                        "`crate` goes on the type, below `#[derive(Classify)]`, not on a variant",
                    );
                }
                let kind = kind(&words, &variant.ident, &variant.fields, report)?;
                Some(Case {
                    variant: Some(&variant.ident),
                    kind,
                })
            });
            cases.collect()
        }
        Data::Union(data) => {
            report.error(
                data.union_token.span,
                "`#[derive(Classify)]` cannot be used on a union: there is no way to tell which field is set",
            );
            Vec::new()
        }
    }
}

/// The classification that the words on `name` make up.
fn kind<'a>(
    words: &Words,
    name: &Ident,
    fields: &'a Fields,
    report: &mut Report,
) -> Option<Kind<'a>> {
    let misplaced = fields.iter().flat_map(|field| &field.attrs);
    let misplaced: Vec<&Attribute> = misplaced.filter(|attr| is_classify(attr)).collect();
    for attr in &misplaced {
        report.error_at(
            attr.path(),
            format_args!(
                "`#[classify(...)]` goes above `{name}` and names the field there: `#[classify(throttled, after = \
                 field)]`"
            ),
        );
    }
    let is_broken = words.is_broken || !misplaced.is_empty();
    let mut kinds = words.iter().filter(|word| word.keyword.is_kind());
    let first = kinds.next();
    if let Some(first) = first {
        for other in kinds {
            report.error(
                other.span,
                format_args!(
                    "`{}` contradicts `{}`; remove one of the two",
                    other.keyword.name(),
                    first.keyword.name()
                ),
            );
        }
    }
    let mut addition = |addition, kind| {
        let word = words.get(addition)?;
        let is_alone = words.get(kind).is_none();
        if is_alone && (first.is_some() || !is_broken) {
            let found = first.map(|word| word.keyword);
            report.error(word.span, alone(addition, kind, found));
        }
        find(name, fields, word, report)
    };
    let after = addition(Keyword::After, Keyword::Throttled);
    let until = addition(Keyword::Until, Keyword::Permanent);
    let Some(word) = first else {
        let has_addition =
            words.get(Keyword::After).is_some() || words.get(Keyword::Until).is_some();
        if !is_broken && !has_addition {
            report.error(name.span(), missing(name, fields));
        }
        return None;
    };
    match word.keyword {
        Keyword::Throttled => Some(Kind::Throttled { after }),
        Keyword::Permanent => Some(Kind::Permanent { until }),
        Keyword::Forward => forwarded(name, fields, word, report).map(Kind::Forward),
        Keyword::Unprocessed => Some(Kind::Unprocessed),
        Keyword::Immediate => Some(Kind::Immediate),
        _ => Some(Kind::Transient),
    }
}

fn missing(name: &Ident, fields: &Fields) -> String {
    let forward = if fields.is_empty() {
        " or `#[classify(permanent)]`"
    } else {
        ", `#[classify(permanent)]` or `#[classify(forward)]`"
    };
    format!(
        "`{name}` has no classification; add `#[classify(transient)]`, `#[classify(throttled)]`{forward}"
    )
}

/// The message about an `addition` without the `kind` that it belongs to.
fn alone(addition: Keyword, kind: Keyword, found: Option<Keyword>) -> String {
    let (addition, kind) = (addition.name(), kind.name());
    match found {
        None => {
            format!("`{addition}` goes with `{kind}`: `#[classify({kind}, {addition} = field)]`")
        }
        Some(found) => format!(
            "`{addition}` goes with `{kind}`, and has no effect with `{}`; remove one of the two",
            found.name()
        ),
    }
}

fn all(fields: &Fields) -> impl Iterator<Item = Field<'_>> {
    (0..).zip(fields).map(|(index, field)| Field {
        member: field.ident.clone().map_or_else(
            || {
                Member::Unnamed(Index {
                    index,
                    span: Span::call_site(),
                })
            },
            Member::Named,
        ),
        ty: &field.ty,
        attrs: &field.attrs,
    })
}

/// A member as the user writes it.
fn text(member: &Member) -> String {
    match member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

fn list(fields: &Fields) -> String {
    let all: Vec<String> = all(fields)
        .map(|field| format!("`{}`", text(&field.member)))
        .collect();
    all.join(", ")
}

/// The field that a word names.
fn find<'a>(
    name: &Ident,
    fields: &'a Fields,
    word: &Word,
    report: &mut Report,
) -> Option<Field<'a>> {
    let wanted = word.field()?;
    let wanted_text = text(wanted);
    if let Some(field) = all(fields).find(|field| text(&field.member) == wanted_text) {
        return Some(field);
    }
    let known: Vec<String> = all(fields).map(|field| text(&field.member)).collect();
    let near = match wanted {
        Member::Named(_) => nearest(&wanted_text, known.iter().map(String::as_str)),
        // Numbers have no nearest one.
        Member::Unnamed(_) => None,
    };
    let hint = match (near, known.len()) {
        (Some(near), _) => format!("; did you mean `{near}`?"),
        (None, 0) => "; it has no fields".to_owned(),
        (None, 1) => format!("; its only field is {}", list(fields)),
        (None, _) => format!("; its fields are {}", list(fields)),
    };
    report.error_at(
        wanted,
        format_args!("`{name}` has no field `{wanted_text}`{hint}"),
    );
    None
}

/// The field that `forward` asks: the one it names, the only one, or the one that is marked as the source.
fn forwarded<'a>(
    name: &Ident,
    fields: &'a Fields,
    word: &Word,
    report: &mut Report,
) -> Option<Field<'a>> {
    if word.field().is_some() {
        return find(name, fields, word, report);
    }
    if fields.len() == 1 {
        return all(fields).next();
    }
    let is_source =
        |attr: &Attribute| attr.path().is_ident("source") || attr.path().is_ident("from");
    let mut marked = all(fields).filter(|field| field.attrs.iter().any(is_source));
    if let (Some(source), None) = (marked.next(), marked.next()) {
        return Some(source);
    }
    let message = if fields.is_empty() {
        format!("`forward` needs a field to ask, but `{name}` has none")
    } else {
        format!(
            "`{name}` has several fields; choose one with `forward = field`: {}",
            list(fields)
        )
    };
    report.error(word.span, message);
    None
}
