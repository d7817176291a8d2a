//! The code that takes each argument to an attempt and back.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};

use crate::code::{Facade, Place, code};
use crate::plan::arguments::{Argument, Arguments, Held, Pass, Pattern};
use crate::tokens::at;

impl Arguments {
    /// Binds what must outlive an attempt. Runs before the future is made.
    pub(super) fn originals(&self, of_patterns: bool, facade: &Facade) -> TokenStream {
        self.list
            .iter()
            .filter(|argument| self.is_in_pattern(argument) == of_patterns)
            .map(|argument| argument.bind_original(facade))
            .collect()
    }

    fn is_in_pattern(&self, argument: &Argument) -> bool {
        !self.held.iter().any(|held| held.name == argument.original)
    }

    /// Makes a `move` block hold every argument, used or not, as a function does. Captures drop in the order of
    /// first mention, arguments in reverse.
    pub(super) fn hold(&self) -> TokenStream {
        self.held
            .iter()
            .rev()
            .filter(|held| !held.is_captured)
            .map(|Held { name, cfg, unused, .. }| match unused {
                None => code!(name.span()=> #(#cfg)* #[allow(clippy::used_underscore_binding)] let _ = &#name;),
                Some(levels) => code! {name.span()=>
                    #(#cfg)* #[allow(clippy::shadow_same)] #(#levels)* let #name = #name;
                },
            })
            .collect()
    }

    /// Destructures the arguments that are patterns.
    pub(super) fn destructure(&self) -> TokenStream {
        self.patterns
            .iter()
            .map(|Pattern { pat, whole, cfg }| {
                if has_ref_mut(pat.to_token_stream()) {
                    // A temporary is mutable.
                    code!(whole.span()=> #(#cfg)* let #pat = { #whole };)
                } else {
                    code!(whole.span()=> #(#cfg)* let #pat = #whole;)
                }
            })
            .collect()
    }

    /// Binds what the body sees, for one attempt: around the closure or the async block that the body is in, and
    /// inside it, where a `mut` argument may borrow from locals of the body.
    pub(super) fn bind(&self, facade: &Facade) -> [TokenStream; 2] {
        let mut bound = <[TokenStream; 2]>::default();
        for argument in &self.list {
            bound[usize::from(argument.is_bound_inside())].extend(argument.bind(facade));
        }
        bound
    }

    /// Moves what an attempt only borrowed back to its original.
    pub(super) fn give_back(&self, facade: &Facade) -> TokenStream {
        self.list
            .iter()
            .filter_map(|argument| argument.give_back(facade))
            .collect()
    }

    /// Goes around code from the user's options, where an argument means what the caller passed.
    pub(super) fn lend_to_options(&self) -> [TokenStream; 2] {
        let mut around = <[TokenStream; 2]>::default();
        for argument in self.list.iter().filter(|it| it.is_in_options) {
            let Argument {
                original,
                passed,
                cfg,
                ..
            } = argument;
            if original != passed {
                let here = argument.name.span();
                let (whole, back) = (argument.whole(), argument.put_back(passed));
                around[0].extend(code!(here=> #(#cfg)* let #passed = #whole;));
                around[1].extend(code!(here=> #(#cfg)* { #back }));
            }
        }
        around
    }

    /// Dead code that makes an async block capture what it owns by unique reference, which is `Send` whenever the
    /// argument is; a shared one asks for `Sync`. The compiler infers captures from it but never moves or borrow
    /// checks it, so the arguments need not be `mut`.
    pub(super) fn capture_uniquely(&self) -> TokenStream {
        self.list
            .iter()
            .filter(|argument| argument.is_mentioned && !argument.is_bound_inside())
            .filter_map(|argument| {
                let Argument { name, cfg, .. } = argument;
                match argument.pass {
                    Pass::Capture | Pass::Copy | Pass::Clone => None,
                    // What it refers to, which may be part of the result.
                    Pass::CaptureUnique | Pass::Reborrow => {
                        Some(code!(name.span()=> #(#cfg)* let _ = &mut *#name;))
                    }
                    Pass::Borrow | Pass::ReborrowPin | Pass::CloneOrMove => {
                        Some(code!(name.span()=> #(#cfg)* let _ = &mut #name;))
                    }
                }
            })
            .collect()
    }
}

impl Argument {
    fn bind_original(&self, facade: &Facade) -> TokenStream {
        let here = self.name.span();
        let Self {
            passed,
            original,
            cfg,
            ..
        } = self;
        match self.pass {
            Pass::ReborrowPin if passed != "self" => code! {here=>
                #(#cfg)* #[allow(unused_mut)] let mut #original = #passed;
            },
            Pass::CloneOrMove | Pass::Clone if self.is_lent => {
                let private = facade.private(here);
                code!(here=> #(#cfg)* let mut #original = #private::Loan::new(#passed);)
            }
            Pass::CloneOrMove | Pass::Clone if original != passed => code! {here=>
                #(#cfg)* let mut #original = #passed;
            },
            // A name or a `mut` that the signature does not have.
            Pass::Borrow if original != passed || self.mutability.is_some() => {
                let mutability = &self.mutability;
                code!(here=> #(#cfg)* let #mutability #original = #passed;)
            }
            _ => TokenStream::new(),
        }
    }

    fn is_bound_inside(&self) -> bool {
        match self.pass {
            Pass::Copy | Pass::Clone => true,
            Pass::Reborrow => self.mutability.is_some(),
            _ => false,
        }
    }

    fn bind(&self, facade: &Facade) -> TokenStream {
        let here = self.name.span();
        let private = facade.private(here);
        let Self {
            original,
            name,
            mutability,
            cfg,
            ..
        } = self;
        let way = self.way();
        let (place, whole) = (self.place(), self.whole());
        let value = match self.pass {
            Pass::Capture | Pass::CaptureUnique | Pass::Borrow => return TokenStream::new(),
            Pass::Copy => code!(here=> #original),
            Pass::Reborrow => code!(here=> &mut *#original),
            Pass::ReborrowPin => code!(here=> ::core::pin::Pin::as_mut(&mut #original)),
            Pass::Clone => {
                let fresh = if self.is_request {
                    "fresh_request"
                } else {
                    "fresh"
                };
                let fresh = Ident::new(fresh, at(here));
                code!(here=> #private::argument(&#place).#fresh(&mut #place))
            }
            Pass::CloneOrMove => code! {here=>
                match #way.take(&mut #place) {
                    #private::Choice::Fresh(__retry_way) => __retry_way.get(),
                    #private::Choice::Original(__retry_way) => { __retry_way.go(); #whole }
                }
            },
        };
        let way = (self.pass == Pass::CloneOrMove)
            .then(|| code!(here=> #(#cfg)* let #way = #private::argument(&#place).way();));
        code! {here=>
            #way
            #(#cfg)*
            #[allow(unreachable_code, clippy::shadow_reuse, clippy::shadow_same, clippy::shadow_unrelated)]
            let #mutability #name = #value;
        }
    }

    fn give_back(&self, facade: &Facade) -> Option<TokenStream> {
        let here = self.name.span();
        let private = facade.private(here);
        let Self { name, cfg, .. } = self;
        let (way, back) = (self.way(), self.put_back(name));
        (self.pass == Pass::CloneOrMove).then(|| {
            code! {here=>
                #(#cfg)*
                #[allow(unreachable_code)]
                match #way.back() {
                    #private::Choice::Fresh(__retry_way) => { __retry_way.go(); }
                    #private::Choice::Original(__retry_way) => { __retry_way.go(); #back }
                }
            }
        })
    }

    /// The original, as a place.
    fn place(&self) -> TokenStream {
        let original = &self.original;
        if self.is_lent {
            code!(self.name.span()=> *#original)
        } else {
            original.to_token_stream()
        }
    }

    /// The original, moved.
    fn whole(&self) -> TokenStream {
        let original = &self.original;
        if self.is_lent {
            code!(self.name.span()=> #original.take())
        } else {
            original.to_token_stream()
        }
    }

    /// A statement that moves it back. If the body has moved it, the compiler points at the attribute as its next user.
    fn put_back(&self, from: &Ident) -> TokenStream {
        let original = &self.original;
        let mut from = from.clone();
        from.set_span(from.span().located_at(Place::attribute().0));
        if self.is_lent {
            code!(self.name.span()=> #original.put(#from);)
        } else {
            code!(self.name.span()=> #original = #from;)
        }
    }

    /// The local that holds the way of this argument.
    fn way(&self) -> Ident {
        format_ident!("__retry_way_{}", self.number, span = at(self.name.span()))
    }
}

/// Whether a pattern binds by unique reference.
fn has_ref_mut(pattern: TokenStream) -> bool {
    let mut after_ref = false;
    pattern.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => {
            let found = after_ref && ident == "mut";
            after_ref = ident == "ref";
            found
        }
        TokenTree::Group(group) => has_ref_mut(group.stream()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unique_references_in_patterns() {
        for (pattern, has) in [
            ("ref mut x", true),
            ("(x, Point { y: ref mut y, .. })", true),
            ("(mut x, ref y)", false),
            ("(ref x, mut y)", false),
            ("x", false),
        ] {
            assert_eq!(has_ref_mut(pattern.parse().unwrap()), has, "{pattern}");
        }
    }
}
