//! Text as tokens, and what expansions have in common.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Brackets, signs and angles within each other beyond which the compiler and syn run out of stack, and we with them.
const DEPTH: usize = 100;

/// Tokens as a compiler could hand them over.
pub(crate) fn tokens(text: &str) -> Option<TokenStream> {
    let tokens: TokenStream = text.parse().ok()?;
    (depth(&tokens) <= DEPTH).then_some(tokens)
}

fn depth(tokens: &TokenStream) -> usize {
    let mut deepest = 0;
    let mut signs = 0;
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) => deepest = deepest.max(1 + depth(&group.stream())),
            TokenTree::Punct(_) => signs += 1,
            TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }
    deepest + signs / 4
}

/// The tokens one after the other, without spans; brackets that nobody sees are left out.
pub(crate) fn flat(tokens: &TokenStream) -> Vec<String> {
    let mut leaves = Vec::new();
    flatten(tokens.clone(), &mut leaves);
    leaves
}

fn flatten(tokens: TokenStream, leaves: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                leaves.extend((!open.is_empty()).then(|| open.to_owned()));
                flatten(group.stream(), leaves);
                leaves.extend((!close.is_empty()).then(|| close.to_owned()));
            }
            leaf => leaves.push(leaf.to_string()),
        }
    }
}

pub(crate) fn has(leaves: &[String], part: &[String]) -> bool {
    part.is_empty() || leaves.windows(part.len()).any(|window| window == part)
}

pub(crate) fn has_error(leaves: &[String]) -> bool {
    leaves.iter().any(|leaf| leaf == "compile_error")
}
