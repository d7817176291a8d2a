//! Whether the result may borrow from an argument.
//!
//! If it does, a unique reference is captured as it is: a reborrow for each attempt could not live as long as the result.
//! The lifetimes show it, by the rules of elision.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, Lifetime, ReceiverKind, Signature, Type};

use crate::tokens::{bare_type, is_punct};

/// The lifetimes in a return type.
pub(super) struct Lent {
    named: Vec<String>,
    has_elided: bool,
    /// Elided lifetimes are those of `self`.
    has_receiver: bool,
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
        };
        lent.search(output.to_token_stream());
        lent
    }

    fn search(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            let next = tokens.peek();
            match &token {
                TokenTree::Group(group) => self.search(group.stream()),
                token if is_punct(token, '&') => {
                    self.has_elided |= !next.is_some_and(|next| is_punct(next, '\''));
                }
                token if is_punct(token, '\'') => match next {
                    Some(TokenTree::Ident(name)) if name == "_" => self.has_elided = true,
                    Some(name) => self.named.push(name.to_string()),
                    None => {}
                },
                _ => {}
            }
        }
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
        ] {
            assert_eq!(lenders(signature), expected, "{signature}");
        }
    }
}
