//! Whether the result may borrow from an argument.
//!
//! If it does, a unique reference is captured as it is: a reborrow for each attempt could not live as long as the result.
//! The lifetimes show it, by the rules of elision.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, Lifetime, ReceiverKind, Signature, Token, Type};

use crate::tokens::{bare_type, is_punct, is_word};

/// The lifetimes in a return type.
pub(super) struct Lent {
    named: Vec<String>,
    has_elided: bool,
    /// Elided lifetimes are those of `self`.
    has_receiver: bool,
    /// The unique references in it: the name of the lifetime, if it has one, and the tokens up to `mut`.
    unique: Vec<(Option<String>, TokenStream)>,
}

impl Lent {
    pub(super) fn of(output: &Type, sig: &Signature) -> Self {
        let mut lent = Self {
            named: Vec::new(),
            has_elided: false,
            has_receiver: sig.inputs.iter().any(|input| match input {
                FnArg::Receiver(receiver) => {
                    matches!(receiver.kind, ReceiverKind::Reference(..))
                }
                FnArg::Typed(_) => false,
            }),
            unique: Vec::new(),
        };
        // Nothing else asks for it, and most functions have none.
        if sig.inputs.iter().any(|input| unique(input).is_some()) {
            lent.search(output.to_token_stream());
        }
        lent
    }

    fn search(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let mut after_name = false;
        while let Some(token) = tokens.next() {
            match &token {
                // The arguments of a function type have lifetimes of their own.
                TokenTree::Group(group)
                    if after_name && group.delimiter() == Delimiter::Parenthesis => {}
                TokenTree::Group(group) => self.search(group.stream()),
                token if is_punct(token, '\'') => {
                    self.lifetime(tokens.next().as_ref());
                }
                token if is_punct(token, '&') => {
                    let quote = tokens.next_if(|next| is_punct(next, '\''));
                    let name = quote.as_ref().and_then(|_| tokens.next());
                    let lifetime = self.lifetime(name.as_ref());
                    if let Some(mutability) = tokens.next_if(|next| is_word(next, "mut")) {
                        let tokens = [Some(token.clone()), quote, name, Some(mutability)];
                        let tokens = tokens.into_iter().flatten().collect();
                        self.unique.push((lifetime, tokens));
                    }
                }
                _ => {}
            }
            after_name = matches!(token, TokenTree::Ident(_));
        }
    }

    /// Remembers a lifetime, and returns its name.
    fn lifetime(&mut self, name: Option<&TokenTree>) -> Option<String> {
        let name = name.map(ToString::to_string).filter(|name| name != "_");
        match &name {
            Some(name) => self.named.push(name.clone()),
            None => self.has_elided = true,
        }
        name
    }

    /// The unique reference in it, if any, that must be a part of what an argument of this type refers to uniquely.
    pub(super) fn uniquely_by(&self, input: &FnArg) -> Option<&TokenStream> {
        let (_, lifetime) = unique(input)?;
        let elided_is_meant = matches!(input, FnArg::Receiver(_)) || !self.has_receiver;
        let is_it = |name: &Option<String>| match (name, lifetime) {
            (Some(name), Some(lifetime)) => lifetime.ident == name,
            (None, None) => elided_is_meant,
            _ => false,
        };
        let (_, reference) = self.unique.iter().find(|(name, _)| is_it(name))?;
        Some(reference)
    }

    /// Whether it may borrow from `self`, a reference of this lifetime.
    pub(super) fn by_receiver(&self, lifetime: Option<&Lifetime>) -> bool {
        self.by(lifetime, true)
    }

    /// Whether it may borrow from an argument of this type, if that is a reference.
    pub(super) fn by_argument(&self, ty: &Type) -> bool {
        match bare_type(ty) {
            Type::Reference(reference) => self.by(reference.lifetime.as_ref(), !self.has_receiver),
            _ => false,
        }
    }

    fn by(&self, lifetime: Option<&Lifetime>, elided_is_meant: bool) -> bool {
        match lifetime {
            Some(lifetime) if lifetime.ident != "_" => {
                self.named.iter().any(|name| lifetime.ident == name)
            }
            _ => self.has_elided && elided_is_meant,
        }
    }
}

/// The `mut` of an argument that is a unique reference, and the name of its lifetime.
fn unique(input: &FnArg) -> Option<(Token![mut], Option<&Lifetime>)> {
    let (lifetime, mutability) = match input {
        FnArg::Receiver(receiver) => match &receiver.kind {
            ReceiverKind::Reference(_, lifetime, mutability) => (lifetime, mutability),
            _ => return None,
        },
        FnArg::Typed(input) => match bare_type(&input.ty) {
            Type::Reference(reference) => (&reference.lifetime, &reference.mutability),
            _ => return None,
        },
    };
    let lifetime = lifetime.as_ref().filter(|lifetime| lifetime.ident != "_");
    Some(((*mutability)?, lifetime))
}

#[cfg(test)]
mod tests {
    use syn::{ItemFn, ReturnType, parse_str};

    use super::*;

    /// The arguments that the result may borrow from, `self` included.
    fn lenders(signature: &str) -> Vec<String> {
        let sig = parse_str::<ItemFn>(&format!("{signature} {{}}"))
            .unwrap()
            .sig;
        let ReturnType::Type(_, output) = &sig.output else {
            return Vec::new();
        };
        let lent = Lent::of(output, &sig);
        let lends = |input: &FnArg| match input {
            FnArg::Receiver(receiver) => {
                let ReceiverKind::Reference(_, lifetime, _) = &receiver.kind else {
                    return None;
                };
                let lends = lent.by_receiver(lifetime.as_ref());
                lends.then(|| "self".to_owned())
            }
            FnArg::Typed(input) => {
                let lends = lent.by_argument(&input.ty);
                lends.then(|| input.pat.to_token_stream().to_string())
            }
        };
        sig.inputs.iter().filter_map(lends).collect()
    }

    #[test]
    fn results_borrow_by_named_and_by_elided_lifetimes() {
        for (signature, expected) in [
            ("fn f(c: &mut C) -> Result<&str, E>", &["c"][..]),
            ("fn f(c: &mut C) -> Result<Ref<'_, u8>, E>", &["c"]),
            ("fn f(c: &mut C, n: u8) -> Result<u8, E>", &[]),
            ("fn f(&mut self, c: &mut C) -> Option<&[u8]>", &["self"]),
            ("fn f(self, c: &mut C) -> Option<&[u8]>", &["c"]),
            (
                "fn f<'a>(c: &'a mut C, d: &mut D) -> Option<&'a u8>",
                &["c"],
            ),
            (
                "fn f<'a>(&'a mut self, d: &mut D) -> Option<X<'a>>",
                &["self"],
            ),
            (
                "fn f<'a>(&mut self, d: &'a mut D) -> Option<(X<'a>, &u8)>",
                &["self", "d"],
            ),
            ("fn f(c: &mut C) -> Option<&'static str>", &[]),
            ("fn f(c: &mut C) -> Option<fn(&str)>", &[]),
        ] {
            assert_eq!(lenders(signature), expected, "{signature}");
        }
    }

    #[test]
    fn unique_references_in_the_result_are_found() {
        for (signature, expected) in [
            ("fn f(c: &mut C) -> Option<&mut u8>", Some("& mut")),
            (
                "fn f(&mut self) -> Result<(u8, &mut str), E>",
                Some("& mut"),
            ),
            (
                "fn f<'a>(c: &'a mut C) -> Option<&'a mut u8>",
                Some("& 'a mut"),
            ),
            ("fn f<'a>(c: &mut C) -> Option<&'a mut u8>", None),
            ("fn f<'a>(c: &mut &'a mut C) -> Option<&'a mut u8>", None),
            ("fn f(&self, c: &mut C) -> Option<&mut u8>", None),
            ("fn f(c: &mut C) -> Option<&u8>", None),
            ("fn f(c: &mut C) -> Option<Box<dyn Fn(&mut u8)>>", None),
            ("fn f(c: C) -> Option<&mut u8>", None),
        ] {
            let sig = parse_str::<ItemFn>(&format!("{signature} {{}}"))
                .unwrap()
                .sig;
            let ReturnType::Type(_, output) = &sig.output else {
                panic!("{signature}");
            };
            let lent = Lent::of(output, &sig);
            let found = sig.inputs.iter().find_map(|input| lent.uniquely_by(input));
            let found = found.map(ToString::to_string);
            assert_eq!(found.as_deref(), expected, "{signature}");
        }
    }
}
