//! How the body uses a by-value argument, as far as its tokens tell.
//!
//! An argument that is only borrowed is never cloned. Anything not known to borrow counts as "may consume", which
//! costs a clone where the type is `Clone` and nothing where it is not.

mod words;

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};

use self::words::{BORROWING_MACROS, MOVING_MACROS, method_borrows, method_consumes};
use crate::tokens::{is_punct, is_word};

/// The most demanding use, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Use {
    /// Not at all, or only borrowed.
    Borrowed,
    /// By a method whose name says nothing, or in another unknown way.
    Unknown,
    /// As a whole: passed on, returned, bound, matched, captured by `move`.
    Whole,
    /// As a whole by a call that surely consumes it, and never hidden by another binding of its name.
    Consumed,
}

/// How `body` uses `name`.
pub(super) fn uses(body: &TokenStream, name: &Ident) -> Use {
    let mut search = Search {
        name,
        most: Use::Borrowed,
        is_rebound: false,
    };
    let place = Place {
        region: Region::Code,
        in_move: false,
        may_bind: false,
    };
    search.stream(body, place);
    match search.most {
        Use::Consumed if search.is_rebound => Use::Whole,
        most => most,
    }
}

/// Where tokens stand.
#[derive(Clone, Copy)]
struct Place {
    region: Region,
    /// What is named here is captured by `move`.
    in_move: bool,
    /// This may also be a pattern, whose names are new.
    may_bind: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Region {
    Code,
    /// The arguments of a call.
    Call,
    /// The arguments of a macro that borrows them.
    Borrowing,
    /// `json!`, which borrows its values at any depth.
    Json,
    /// The arguments of another macro.
    Macro,
}

struct Search<'a> {
    name: &'a Ident,
    most: Use,
    is_rebound: bool,
}

impl Search<'_> {
    fn stream(&mut self, stream: &TokenStream, place: Place) {
        let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
        let mut in_move = place.in_move;
        let mut rebound_at_semicolon = false;
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            match token {
                TokenTree::Group(group) => {
                    self.stream(
                        &group.stream(),
                        inside(&tokens, index, group, place, in_move),
                    );
                }
                TokenTree::Ident(ident) if ident == "move" => {
                    in_move = true;
                    // The commas between a closure's parameters do not end it.
                    if tokens.get(index + 1).is_some_and(|it| is_punct(it, '|')) {
                        let close = tokens[index + 2..].iter().position(|it| is_punct(it, '|'));
                        index += 2 + close.unwrap_or(0);
                    }
                }
                TokenTree::Ident(ident) if ident == self.name => {
                    if is_let(&tokens, index) {
                        self.is_rebound = true;
                        rebound_at_semicolon = true;
                    } else if is_name_of_field_or_lifetime(&tokens, index) {
                        // Another name.
                    } else if tokens.get(index + 1).is_some_and(|it| is_punct(it, ':')) {
                        // A parameter, a field in a literal or a pattern, a path; in `json!` a key.
                        self.is_rebound = true;
                        if place.region == Region::Json {
                            self.most = self.most.max(Use::Whole);
                        }
                    } else {
                        self.one(&tokens, index, place, in_move);
                    }
                }
                TokenTree::Punct(punct) => match punct.as_char() {
                    ';' if rebound_at_semicolon => return,
                    ';' | ',' => in_move = place.in_move,
                    _ => {}
                },
                _ => {}
            }
            index += 1;
        }
    }

    fn one(&mut self, tokens: &[TokenTree], index: usize, place: Place, in_move: bool) {
        let before = |back: usize| index.checked_sub(back).and_then(|at| tokens.get(at));
        let binds = before(1).is_some_and(|token| {
            is_punct(token, '|')
                || ["mut", "ref", "for"]
                    .iter()
                    .any(|word| is_word(token, word))
        }) || tokens.get(index + 1).is_some_and(|token| {
            is_word(token, "in")
                || is_punct(token, '@')
                || is_punct(token, '|')
                || (is_punct(token, '=')
                    && tokens.get(index + 2).is_some_and(|it| is_punct(it, '>')))
        }) || place.may_bind;
        self.is_rebound |= binds;

        let found = if in_move {
            Use::Whole
        } else {
            let is_referenced = before(1).is_some_and(|token| is_punct(token, '&'))
                || (before(1).is_some_and(|token| is_word(token, "mut"))
                    && before(2).is_some_and(|token| is_punct(token, '&')));
            let is_compared = before(1).is_some_and(|token| is_punct(token, '='))
                && before(2)
                    .is_some_and(|token| ['=', '!', '<', '>'].iter().any(|c| is_punct(token, *c)));
            chain(tokens, index, place, is_referenced || is_compared)
        };
        self.most = self.most.max(found);
    }
}

/// What follows the name: fields, then perhaps a method, an index, an operator.
fn chain(tokens: &[TokenTree], index: usize, place: Place, borrows: bool) -> Use {
    let mut next = index + 1;
    let mut has_field = false;
    // `x?` and `x + y` consume, wherever they stand.
    let is_operand = |next: usize| {
        tokens.get(next).is_some_and(|token| {
            ['?', '+', '-', '*', '/', '%', '^', '&', '|']
                .iter()
                .any(|c| is_punct(token, *c))
        })
    };
    let whole = |has_field: bool, next: usize| match place.region {
        _ if borrows && !tokens.get(next).is_some_and(|token| is_punct(token, '?')) => {
            Use::Borrowed
        }
        Region::Borrowing | Region::Json if !is_operand(next) => Use::Borrowed,
        _ if has_field => Use::Unknown,
        _ if !place.may_bind && is_bound(tokens, index) => Use::Consumed,
        Region::Call if !place.may_bind && is_alone(tokens, index) => Use::Consumed,
        _ => Use::Whole,
    };
    loop {
        let Some(token) = tokens.get(next) else {
            return whole(has_field, next);
        };
        match token {
            TokenTree::Punct(punct)
                if punct.as_char() == '.' && punct.spacing() == Spacing::Alone =>
            {
                match (tokens.get(next + 1), tokens.get(next + 2)) {
                    (Some(TokenTree::Ident(method)), Some(after)) if starts_call(after) => {
                        return if method_borrows(method) {
                            Use::Borrowed
                        } else if method_consumes(method) && !has_field && !place.may_bind {
                            Use::Consumed
                        } else {
                            Use::Unknown
                        };
                    }
                    (Some(TokenTree::Ident(word)), _) if word == "await" => return Use::Whole,
                    _ => {
                        has_field = true;
                        next += 2;
                    }
                }
            }
            // An index always borrows: its element cannot be moved out.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                return Use::Borrowed;
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                return Use::Unknown;
            }
            _ if is_comparison(tokens, next) => return Use::Borrowed,
            _ => return whole(has_field, next),
        }
    }
}

/// `(` or the `::` of a turbofish.
fn starts_call(token: &TokenTree) -> bool {
    is_punct(token, ':')
        || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}

/// Whether it is all of `let other = name;`.
fn is_bound(tokens: &[TokenTree], index: usize) -> bool {
    let ends = tokens.get(index + 1).is_some_and(|it| is_punct(it, ';'));
    let [before @ .., equals] = &tokens[..index] else {
        return false;
    };
    let [before @ .., TokenTree::Ident(other)] = before else {
        return false;
    };
    let binds = before
        .last()
        .is_some_and(|it| is_word(it, "let") || is_word(it, "mut"));
    // `let _ = name;` leaves it where it is.
    ends && binds && is_punct(equals, '=') && other != "_"
}

/// Whether the name is a whole argument.
fn is_alone(tokens: &[TokenTree], index: usize) -> bool {
    let is_comma = |token: Option<&TokenTree>| token.is_none_or(|token| is_punct(token, ','));
    is_comma(index.checked_sub(1).and_then(|at| tokens.get(at))) && is_comma(tokens.get(index + 1))
}

/// `==`, `!=`, `<`, `<=`, `>`, `>=`, but not `=>`, `<<`, `>>`.
fn is_comparison(tokens: &[TokenTree], index: usize) -> bool {
    let (Some(TokenTree::Punct(first)), second) = (tokens.get(index), tokens.get(index + 1)) else {
        return false;
    };
    let then = |c| first.spacing() == Spacing::Joint && second.is_some_and(|it| is_punct(it, c));
    match first.as_char() {
        '=' | '!' => then('='),
        '<' | '>' => first.spacing() == Spacing::Alone || then('='),
        _ => false,
    }
}

/// `let name` or `let mut name`, but not in `if let` and `while let`.
fn is_let(tokens: &[TokenTree], index: usize) -> bool {
    let mut words = tokens[..index].iter().rev();
    let mut last = words.next();
    if last.is_some_and(|token| is_word(token, "mut")) {
        last = words.next();
    }
    last.is_some_and(|token| is_word(token, "let"))
        && !words.next().is_some_and(|token| {
            is_word(token, "if") || is_word(token, "while") || is_punct(token, '&')
        })
}

/// `.name` but not `..name`, and `'name`.
fn is_name_of_field_or_lifetime(tokens: &[TokenTree], index: usize) -> bool {
    let mut back = tokens[..index].iter().rev();
    let Some(TokenTree::Punct(punct)) = back.next() else {
        return false;
    };
    let mut is_range = || back.next().is_some_and(|token| is_punct(token, '.'));
    punct.as_char() == '\'' || (punct.as_char() == '.' && !is_range())
}

/// What place the group at `index` is.
fn inside(tokens: &[TokenTree], index: usize, group: &Group, place: Place, in_move: bool) -> Place {
    let before = |back: usize| index.checked_sub(back).and_then(|at| tokens.get(at));
    let after_name = matches!(before(1), Some(TokenTree::Ident(name)) if !is_keyword(name));
    let is_paren = group.delimiter() == Delimiter::Parenthesis;
    let mut in_move = in_move;
    let region = match (before(1), before(2)) {
        (Some(bang), Some(TokenTree::Ident(name))) if is_punct(bang, '!') => {
            in_move |= MOVING_MACROS.iter().any(|it| name == it);
            if name == "json" {
                Region::Json
            } else if BORROWING_MACROS.iter().any(|it| name == it) {
                Region::Borrowing
            } else {
                Region::Macro
            }
        }
        _ if place.region == Region::Macro => Region::Macro,
        _ if is_paren && after_name => Region::Call,
        _ if place.region == Region::Json && !is_paren => Region::Json,
        _ => Region::Code,
    };
    // A block in braces is not a pattern; only `Name { .. }` is.
    let may_be_pattern = match group.delimiter() {
        Delimiter::Brace => after_name && may_be_pattern(tokens, index),
        _ => may_be_pattern(tokens, index),
    };
    Place {
        region,
        in_move,
        may_bind: place.may_bind || may_be_pattern,
    }
}

/// Whether what looks like an expression may be a pattern: `Some(x) =>`, `(x, y) = z`, `Some(x) | None`, `(x, y): T`.
fn may_be_pattern(tokens: &[TokenTree], index: usize) -> bool {
    tokens.get(index + 1).is_some_and(|token| {
        (is_punct(token, '=') && !is_comparison(tokens, index + 1))
            || is_punct(token, '|')
            || is_punct(token, ':')
            || is_word(token, "if")
            || is_word(token, "in")
    })
}

fn is_keyword(name: &Ident) -> bool {
    [
        "if", "while", "match", "return", "in", "for", "let", "mut", "ref", "else", "move", "await",
    ]
    .iter()
    .any(|keyword| name == keyword)
}

#[cfg(test)]
mod tests;
