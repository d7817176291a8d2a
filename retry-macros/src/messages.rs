//! What the macros say, and where: the messages beside each case of `tests/ui`, without a compiler.
//!
//! `tests/ui` needs the compiler version that rendered its expectations. This test runs the macros alone, with any
//! version, in no time. Errors of the compiler in generated code are left to `tests/ui`.

use std::collections::BTreeSet;
use std::fs;
use std::iter::Peekable;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

use crate::{attribute, classify};

/// Line, column and text.
type Messages = BTreeSet<(usize, usize, String)>;

/// Errors without a code that are the compiler's own.
const OF_THE_COMPILER: &[&str] = &[
    "cannot find attribute",
    "captured variable cannot escape",
    "future cannot be sent between threads safely",
    "function `",
    "lifetime may not live long enough",
    "missing documentation",
];

/// Cases of attributes that the compiler does not hand to a macro as they are written.
const NOT_AS_WRITTEN: &[&str] = &[
    "above-the-derive.rs",
    "name-value-attribute.rs",
    "through-a-macro.rs",
    "two-policies-by-two-names.rs",
];

#[test]
fn messages() {
    let topics = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui");
    if !topics.exists() {
        // The published package holds the macros without the repository's cases.
        return;
    }
    let mut wrong = Vec::new();
    for topic in files(&topics) {
        if !topic.is_dir() || !is_of_features(&topic) {
            continue;
        }
        for case in files(&topic) {
            let is_as_written = !NOT_AS_WRITTEN.iter().any(|it| case.ends_with(it));
            if case.extension().is_some_and(|it| it == "rs") && is_as_written {
                let said = said(&fs::read_to_string(&case).unwrap());
                let expected = fs::read_to_string(case.with_extension("stderr")).unwrap();
                let expected = expected_in(&expected);
                if said != expected {
                    let case = case.display();
                    wrong.push(format!("{case}\nsays {said:#?}\nand not {expected:#?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Whether the cases of a topic apply to the enabled features.
fn is_of_features(topic: &Path) -> bool {
    match topic.file_name().and_then(|name| name.to_str()) {
        Some("no-tokio") => !cfg!(feature = "tokio"),
        Some("stream") => cfg!(feature = "tokio") && cfg!(feature = "stream"),
        Some("no-stream") => cfg!(feature = "tokio") && !cfg!(feature = "stream"),
        _ => cfg!(feature = "tokio"),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap();
    files.map(|file| file.unwrap().path()).collect()
}

/// The errors of a compiler's output that are the macros'.
fn expected_in(output: &str) -> Messages {
    let lines: Vec<&str> = output.lines().collect();
    lines
        .windows(2)
        .filter_map(|lines| {
            let text = lines[0].strip_prefix("error: ")?;
            let mut place = lines[1].rsplit(':');
            let column = place.next()?.parse().ok()?;
            let line = place.next()?.parse().ok()?;
            let is_ours = !OF_THE_COMPILER.iter().any(|it| text.starts_with(it));
            is_ours.then(|| (line, column, text.to_owned()))
        })
        .collect()
}

/// What the macros say about a file.
fn said(file: &str) -> Messages {
    let mut messages = Messages::new();
    expand_in(file.parse().unwrap(), &mut messages);
    messages
}

/// Expands every item that has one of the macros.
fn expand_in(tokens: TokenStream, messages: &mut Messages) {
    let mut tokens = tokens.into_iter().peekable();
    while tokens.peek().is_some() {
        let mut attributes = Vec::new();
        while let Some(attribute) = next_attribute(&mut tokens) {
            attributes.push(attribute);
        }
        let item = next_item(&mut tokens);
        let Some(of) = attributes.iter().position(|it| it.calls.is_some()) else {
            for token in item {
                if let TokenTree::Group(group) = token {
                    expand_in(group.stream(), messages);
                }
            }
            continue;
        };
        let calls = attributes.remove(of).calls;
        let others = attributes.into_iter().map(|attribute| attribute.tokens);
        let item = others.chain([item]).collect();
        let output = match calls {
            Some(Calls::Retry(options)) => attribute::retry(&options, &item),
            _ => classify::derive(item),
        };
        errors_in(output.clone(), messages);
        // Methods of a block may have attributes of their own.
        expand_in(output, messages);
    }
}

struct Attribute {
    tokens: TokenStream,
    calls: Option<Calls>,
}

enum Calls {
    /// `#[retry]`, with its options.
    Retry(TokenStream),
    /// `#[derive(Classify)]`.
    Derive,
}

fn next_attribute(
    tokens: &mut Peekable<impl Iterator<Item = TokenTree> + Clone>,
) -> Option<Attribute> {
    let mut ahead = tokens.clone();
    let pound = ahead.next().filter(|it| it.to_string() == "#")?;
    let TokenTree::Group(group) = ahead.next()? else {
        return None;
    };
    *tokens = ahead;
    let mut inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let options = match inner.pop() {
        Some(TokenTree::Group(options)) => options.stream(),
        last => {
            inner.extend(last);
            TokenStream::new()
        }
    };
    let calls = match inner.last().map(ToString::to_string).as_deref() {
        Some("retry") => Some(Calls::Retry(options)),
        Some("derive") if options.to_string().contains("Classify") => Some(Calls::Derive),
        _ => None,
    };
    Some(Attribute {
        tokens: [pound, TokenTree::Group(group)].into_iter().collect(),
        calls,
    })
}

/// Everything up to the next braces or semicolon.
fn next_item(tokens: &mut impl Iterator<Item = TokenTree>) -> TokenStream {
    let mut item = Vec::new();
    for token in tokens {
        let is_last = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        item.push(token);
        if is_last {
            break;
        }
    }
    item.into_iter().collect()
}

/// Every `::core::compile_error! { "text" }`.
fn errors_in(output: TokenStream, messages: &mut Messages) {
    let tokens: Vec<TokenTree> = output.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let is_error = index >= 2 && tokens[index - 2].to_string() == "compile_error";
        if is_error {
            let text: LitStr = syn::parse2(group.stream()).unwrap();
            let start = tokens[index - 2].span().start();
            messages.insert((start.line, start.column + 1, text.value()));
        } else {
            errors_in(group.stream(), messages);
        }
    }
}
