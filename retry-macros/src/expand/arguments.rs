//! The code that takes each argument to an attempt and back.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;

use crate::code::{code, private};
use crate::plan::arguments::{Argument, Arguments, Held, Pass, Pattern};
use crate::tokens::at;

impl Arguments {
    /// Binds what must outlive an attempt. Runs before the future is made.
    pub(super) fn originals(&self, of_patterns: bool) -> TokenStream {
        self.list
            .iter()
            .filter(|argument| self.is_in_pattern(argument) == of_patterns)
            .map(Argument::bind_original)
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
            .map(|Held { name, cfg, unused }| match unused {
                None => code!(name.span()=> #(#cfg)* #[allow(clippy::used_underscore_binding)] let _ = &#name;),
                Some(levels) => code! {name.span()=>
                    #(#cfg)* #[allow(clippy::shadow_same)] #(#levels)* let #name = #name;
                },
            })
            .collect()
    }

    /// Takes apart the arguments that are not a name.
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

    /// Binds what the body sees, for one attempt.
    pub(super) fn bind(&self, facade: &TokenStream) -> TokenStream {
        self.list
            .iter()
            .map(|argument| argument.bind(facade))
            .collect()
    }

    /// Before and after what [`bind`](Self::bind) and the attempt do in a block of their own: chooses the ways, moves
    /// what was only borrowed out of the block, and back to where it came from.
    pub(super) fn around(&self, facade: &TokenStream) -> [TokenStream; 3] {
        let mut around = <[TokenStream; 3]>::default();
        for argument in &self.list {
            around[0].extend(argument.choose_way(facade));
            let (out, back) = argument.give_back(facade);
            around[1].extend(out);
            around[2].extend(back);
        }
        around
    }

    /// Dead code that makes an async block capture what it owns by unique reference, which is `Send` whenever the
    /// argument is; a shared one asks for `Sync`. The compiler infers captures from it but never moves or borrow
    /// checks it, so the arguments need not be `mut`.
    pub(super) fn capture_uniquely(&self) -> TokenStream {
        self.list
            .iter()
            .filter(|argument| argument.is_mentioned)
            .filter_map(
                |Argument {
                     name, cfg, pass, ..
                 }| match pass {
                    Pass::Capture | Pass::Copy => None,
                    // What it refers to, which may be part of the result.
                    Pass::CaptureUnique | Pass::Reborrow => {
                        Some(code!(name.span()=> #(#cfg)* let _ = &mut *#name;))
                    }
                    Pass::Borrow | Pass::ReborrowPin | Pass::CloneOrMove | Pass::Clone => {
                        Some(code!(name.span()=> #(#cfg)* let _ = &mut #name;))
                    }
                },
            )
            .collect()
    }
}

impl Argument {
    fn bind_original(&self) -> TokenStream {
        let here = self.name.span();
        let Self {
            passed,
            original,
            cfg,
            ..
        } = self;
        match self.pass {
            Pass::CloneOrMove | Pass::ReborrowPin if passed != "self" => code! {here=>
                #(#cfg)* #[allow(unused_mut)] let mut #original = #passed;
            },
            // A name or a `mut` that the signature does not have.
            Pass::Borrow if original != passed || self.mutability.is_some() => {
                let mutability = &self.mutability;
                code!(here=> #(#cfg)* let #mutability #original = #passed;)
            }
            _ => TokenStream::new(),
        }
    }

    /// Chooses the way of an argument that may be consumed, and makes room for its way back.
    fn choose_way(&self, facade: &TokenStream) -> TokenStream {
        let here = self.name.span();
        let private = private(facade, here);
        let Self { original, cfg, .. } = self;
        if self.pass != Pass::CloneOrMove {
            return TokenStream::new();
        }
        let (way, back) = (self.local("way"), self.local("back"));
        code! {here=>
            #(#cfg)*
            let #way = {
                use #private::{ByClone as _, ByMove as _};
                (&&#private::Argument(&#original)).__retry_ways()
            };
            #(#cfg)*
            let #back;
        }
    }

    fn bind(&self, facade: &TokenStream) -> TokenStream {
        let here = self.name.span();
        let private = private(facade, here);
        let Self {
            original,
            name,
            mutability,
            cfg,
            ..
        } = self;
        let value = match self.pass {
            Pass::Capture | Pass::CaptureUnique | Pass::Borrow => return TokenStream::new(),
            Pass::Copy => code!(here=> #original),
            Pass::Reborrow => code!(here=> &mut *#original),
            Pass::ReborrowPin => code!(here=> ::core::pin::Pin::as_mut(&mut #original)),
            Pass::Clone => code!(here=> {
                use #private::{ByClone as _, NotClone as _};
                (&&#private::Argument(&#original)).__retry_fresh()
            }),
            Pass::CloneOrMove => {
                let way = self.local("way");
                code! {here=> match #way.take(&#original) {
                    #private::Choice::Cloned(__fresh) => __fresh.get(),
                    #private::Choice::Moved(__way) => { __way.go(); #original }
                }}
            }
        };
        code! {here=>
            #(#cfg)*
            #[allow(unreachable_code, clippy::shadow_reuse, clippy::shadow_same, clippy::shadow_unrelated)]
            let #mutability #name = #value;
        }
    }

    /// Moves what an attempt only borrowed to the room made for it, and from there to where it came from.
    fn give_back(&self, facade: &TokenStream) -> (TokenStream, TokenStream) {
        let here = self.name.span();
        let private = private(facade, here);
        let Self {
            original,
            name,
            cfg,
            ..
        } = self;
        if self.pass != Pass::CloneOrMove {
            return Default::default();
        }
        let (way, back) = (self.local("way"), self.local("back"));
        let step = |to: &Ident, from: &Ident| {
            code! {here=>
                #(#cfg)*
                #[allow(unreachable_code)]
                match #way.back() {
                    #private::Choice::Cloned(__way) => { __way.go(); }
                    #private::Choice::Moved(__way) => { __way.go(); #to = #from; }
                }
            }
        };
        (step(&back, name), step(original, &back))
    }

    /// A local of generated code that belongs to this argument.
    fn local(&self, what: &str) -> Ident {
        let span = at(self.name.span());
        format_ident!(
            "__{what}_{}_{}",
            self.name.unraw(),
            self.number,
            span = span
        )
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
