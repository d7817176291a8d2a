//! The body as tokens: where in it the retried block is, and what is known about it before it runs.

use proc_macro2::{Delimiter, Group, Ident, Literal, Spacing, Span, TokenStream, TokenTree};
use syn::{LitStr, Token};

use crate::function::{Form, Function};
use crate::tokens::{is_one_of, is_punct, is_word, mentions};

/// What stands for `self`, as `#[async_trait]` has it too.
const SELF: &str = "__self";

pub(crate) struct Body {
    pub(crate) block: Group,
    /// Where the block opens. A rebuilt block does not know.
    pub(crate) open: Span,
    pub(crate) run: Run,
    /// Whether nothing in it can leave the function early, as far as the tokens show. It then needs no closure or async
    /// block of its own.
    pub(crate) is_straight: bool,
    /// Statements `let x = x;` or `let mut x = x;` that `#[async_trait]` put in front, taken off again.
    pub(crate) rebound: Vec<(Ident, Option<Token![mut]>)>,
    /// The other name that it gave `self`, by a statement that is taken off too.
    pub(crate) other_self: Option<(Ident, Option<Token![mut]>)>,
    /// The name that replaces `self` where each attempt has its own receiver.
    self_name: &'static str,
}

/// How one attempt of the block runs.
pub(crate) enum Run {
    /// Called.
    Blocking,
    /// Awaited as an async block, within the future that the wrapper holds.
    Async(Wrapper),
    /// Called, and the future that it returns awaited.
    Future,
}

/// What the function does with its future.
pub(crate) enum Wrapper {
    /// `Box::pin(future)`
    Call(TokenStream),
    /// `future.boxed()`, or nothing.
    Method(TokenStream),
}

impl Body {
    pub(crate) fn of(function: &Function) -> Self {
        let whole = function.body.clone();
        let mut body = match &function.form {
            Form::Sync { .. } | Form::ReturnsItems { .. } => Self::plain(whole, Run::Blocking),
            Form::Async { .. } => {
                Self::plain(whole, Run::Async(Wrapper::Method(TokenStream::new())))
            }
            Form::ReturnsFuture { .. } => match async_block(&whole) {
                Some((block, wrapper)) => Self::of_async_trait(block, wrapper),
                None => Self::plain(whole, Run::Future),
            },
        };
        if function.has_macro {
            // `#[async_trait]` below will call the receiver `__self`.
            body.self_name = "__retry_self";
        }
        body
    }

    fn plain(block: Group, run: Run) -> Self {
        Self {
            is_straight: is_straight(&block.stream()),
            open: block.span_open(),
            block,
            run,
            rebound: Vec::new(),
            other_self: None,
            self_name: SELF,
        }
    }

    /// Takes off the `let x = x;` that `#[async_trait]` writes, so that it does not count as a use of `x`.
    ///
    /// Input:
    ///
    /// ```text
    /// { if let Some(__ret) = None::<R> { return __ret; } let __self = self; let x = x; let __ret: R = ...; __ret }
    /// ```
    ///
    /// Output, beside x and `__self`:
    ///
    /// ```text
    /// { if let Some(__ret) = None::<R> { return __ret; } let __ret: R = ...; __ret }
    /// ```
    fn of_async_trait(block: Group, wrapper: Wrapper) -> Self {
        let tokens: Vec<TokenTree> = block.stream().into_iter().collect();
        let is_brace = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        let head = tokens.iter().position(is_brace).map_or(0, |end| end + 1);
        let (head, mut rest) = tokens.split_at(head);
        let is_async_trait =
            head.first().is_some_and(|first| is_word(first, "if")) && names_result(head);
        if !is_async_trait {
            return Self::plain(block, Run::Async(wrapper));
        }
        let mut kept: TokenStream = head.iter().cloned().collect();
        let mut rebound = Vec::new();
        let mut other_self = None;
        while let Some(end) = rest.iter().position(|token| is_punct(token, ';')) {
            let (statement, after) = rest.split_at(end + 1);
            if names_result(statement) {
                break;
            }
            match rebinding(statement) {
                Some((to, from, mutability)) if to == from => rebound.push((to, mutability)),
                Some((to, from, mutability)) if from == "self" => {
                    other_self = Some((to, mutability));
                }
                _ => kept.extend(statement.iter().cloned()),
            }
            rest = after;
        }
        kept.extend(rest.iter().cloned());
        let mut stripped = Group::new(Delimiter::Brace, kept);
        stripped.set_span(block.span());
        Self {
            is_straight: is_straight(&stripped.stream()),
            open: block.span_open(),
            block: stripped,
            run: Run::Async(wrapper),
            rebound,
            other_self,
            self_name: SELF,
        }
    }

    /// The block with `self` replaced, for a receiver that each attempt needs its own copy of.
    pub(crate) fn replace_self(&mut self) {
        let mut block = Group::new(
            Delimiter::Brace,
            with_self_replaced(self.block.stream(), self.self_name, false),
        );
        block.set_span(self.block.span());
        self.block = block;
    }

    /// The name that then stands for `self`. The body must see it, as a format string names what its own span sees.
    pub(crate) fn self_ident(&self, span: Span) -> Ident {
        Ident::new(self.self_name, span)
    }
}

/// Whether there is no `?`, no keyword that leaves the function, and no macro, which may expand to either.
fn is_straight(tokens: &TokenStream) -> bool {
    const LEAVING: &[&str] = &["return", "break", "continue", "yield"];
    let mut after_name = false;
    tokens.clone().into_iter().all(|token| {
        let is_macro = std::mem::take(&mut after_name) && is_punct(&token, '!');
        match &token {
            TokenTree::Ident(name) => {
                after_name = true;
                !is_one_of(name, LEAVING)
            }
            TokenTree::Group(group) => is_straight(&group.stream()),
            // Not the one of `!=`.
            TokenTree::Punct(punct) => {
                punct.as_char() != '?' && !(is_macro && punct.spacing() == Spacing::Alone)
            }
            TokenTree::Literal(_) => true,
        }
    })
}

/// Whether it names the result of `#[async_trait]`'s own code.
fn names_result(tokens: &[TokenTree]) -> bool {
    let tokens: TokenStream = tokens.iter().cloned().collect();
    mentions(&tokens, &|ident| ident == "__ret")
}

/// `let x = y;` and `let mut x = y;`: x, y, and the `mut`.
fn rebinding(statement: &[TokenTree]) -> Option<(Ident, Ident, Option<Token![mut]>)> {
    let [TokenTree::Ident(keyword), binding @ ..] = statement else {
        return None;
    };
    let (mutability, binding) = match binding {
        [TokenTree::Ident(mutability), rest @ ..] if mutability == "mut" => {
            (Some(Token![mut](mutability.span())), rest)
        }
        rest => (None, rest),
    };
    match binding {
        [
            TokenTree::Ident(to),
            TokenTree::Punct(_),
            TokenTree::Ident(from),
            _,
        ] if keyword == "let" => Some((to.clone(), from.clone(), mutability)),
        _ => None,
    }
}

/// Leaves alone paths (`self::f`) and what has a `self` of its own: items within the body.
fn with_self_replaced(stream: TokenStream, name: &str, mut may_be_format: bool) -> TokenStream {
    let mut tokens = stream.into_iter().peekable();
    let mut output = TokenStream::new();
    let mut in_item = false;
    let mut after_bang = false;
    while let Some(token) = tokens.next() {
        let next = tokens.peek();
        let is_bang = is_punct(&token, '!');
        let of_macro = std::mem::replace(&mut after_bang, is_bang);
        let token = match token {
            TokenTree::Ident(ident) if ident == "self" && !in_item => {
                let is_path = next.is_some_and(|next| is_punct(next, ':'));
                TokenTree::Ident(if is_path {
                    ident
                } else {
                    Ident::new(name, ident.span())
                })
            }
            TokenTree::Ident(ident) => {
                let names_item = matches!(next, Some(TokenTree::Ident(_)));
                in_item |= ident == "fn" && names_item;
                TokenTree::Ident(ident)
            }
            TokenTree::Group(group) if in_item => {
                // The item ends with its braces.
                in_item = group.delimiter() != Delimiter::Brace;
                TokenTree::Group(group)
            }
            TokenTree::Group(group) => {
                let mut replaced = Group::new(
                    group.delimiter(),
                    with_self_replaced(group.stream(), name, of_macro),
                );
                replaced.set_span(group.span());
                TokenTree::Group(replaced)
            }
            // The first text in a macro may be a format string; the others are its arguments.
            TokenTree::Literal(literal) if may_be_format && !in_item => {
                may_be_format = !literal.to_string().ends_with('"');
                TokenTree::Literal(with_self_replaced_in(literal, name))
            }
            other => other,
        };
        output.extend([token]);
    }
    output
}

/// `"{self}"` and `"{self:?}"` name it too, but not `"{{self}}"`.
fn with_self_replaced_in(literal: Literal, name: &str) -> Literal {
    let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) else {
        return literal;
    };
    let text = text.value();
    let mut replaced = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("{self") {
        let (before, found) = rest.split_at(at);
        let after = &found["{self".len()..];
        let is_escaped = before.chars().rev().take_while(|it| *it == '{').count() % 2 == 1;
        let is_name = after.starts_with(['}', ':']);
        replaced.push_str(before);
        replaced.push('{');
        replaced.push_str(if is_name && !is_escaped { name } else { "self" });
        rest = after;
    }
    if replaced.is_empty() {
        return literal;
    }
    replaced.push_str(rest);
    let mut new = Literal::string(&replaced);
    new.set_span(literal.span());
    new
}

/// The async block that is all of the body: `async move { }`, `Box::pin(async move { })`, `async { }.boxed()`.
fn async_block(body: &Group) -> Option<(Group, Wrapper)> {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    if let Some((block, after)) = leading_async_block(&tokens) {
        let after: TokenStream = after.iter().cloned().collect();
        let method = after.to_string().replace(' ', "");
        if !["", ".boxed()", ".boxed_local()"].contains(&method.as_str()) {
            return None;
        }
        return Some((block, Wrapper::Method(after)));
    }
    let (TokenTree::Group(arguments), path) = tokens.split_last()? else {
        return None;
    };
    let is_path = |token: &TokenTree| match token {
        TokenTree::Ident(_) => true,
        token => is_punct(token, ':'),
    };
    if !path.iter().all(is_path) {
        return None;
    }
    let path: TokenStream = path.iter().cloned().collect();
    let is_box = path.to_string().replace(' ', "");
    if arguments.delimiter() != Delimiter::Parenthesis || !is_box.ends_with("Box::pin") {
        return None;
    }
    let arguments: Vec<TokenTree> = arguments.stream().into_iter().collect();
    let (block, []) = leading_async_block(&arguments)? else {
        return None;
    };
    Some((block, Wrapper::Call(path)))
}

fn leading_async_block(tokens: &[TokenTree]) -> Option<(Group, &[TokenTree])> {
    let (TokenTree::Ident(keyword), mut rest) = tokens.split_first()? else {
        return None;
    };
    if keyword != "async" {
        return None;
    }
    if let Some((TokenTree::Ident(keyword), after)) = rest.split_first() {
        if keyword != "move" {
            return None;
        }
        rest = after;
    }
    match rest.split_first()? {
        (TokenTree::Group(block), after) => Some((block.clone(), after)),
        _ => None,
    }
}
