//! The code that takes one argument to an attempt and back.

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use syn::ext::IdentExt;

use super::Argument;
use super::pass::Pass;
use crate::code::{at, code};
use crate::expand::private;

impl Argument {
    pub(super) fn original(&self) -> TokenStream {
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
    pub(super) fn choose_way(&self, facade: &TokenStream) -> TokenStream {
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

    pub(super) fn pass(&self, facade: &TokenStream) -> TokenStream {
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
    pub(super) fn give_back(&self, facade: &TokenStream) -> (TokenStream, TokenStream) {
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
