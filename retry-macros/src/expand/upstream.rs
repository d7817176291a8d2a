//! The option `upstream`: what the call keeps about it, the wait for its turn, and its success.

use proc_macro2::{Ident, TokenStream};
use syn::Expr;

use super::Writer;
use crate::args::Upstream;
use crate::code::code;

impl Writer<'_> {
    /// Binds the upstream, whose value is kept as long as the call, and what a call that shares it begins with.
    pub(super) fn share(&self, call: TokenStream) -> [TokenStream; 2] {
        let option = &self.plan.args.upstream;
        let Some(Upstream(expr)) = option.get() else {
            return [TokenStream::new(), call];
        };
        let place = self.place_of(option);
        let private = self.private(place);
        let (bound, lend) = if self.is_item(expr) {
            (None, code!(place=> || #private::upstream(&#expr)))
        } else {
            let [lend, take_back] = self.plan.arguments.lend_to_options();
            let bound = code!(place=> #lend let __retry_upstream = &#expr; #take_back);
            let lend = code!(place=> move || #private::upstream(__retry_upstream));
            (Some(bound), lend)
        };
        [
            bound.unwrap_or_default(),
            code!(place=> #private::sharing(#lend, #call)),
        ]
    }

    /// Whether an expression is the name of something outside of the function, which need not be kept.
    fn is_item(&self, expr: &Expr) -> bool {
        let Expr::Path(path) = expr else { return false };
        let is_argument = |name: &Ident| {
            let mut arguments = self.plan.arguments.list.iter();
            *name == "self" || arguments.any(|argument| argument.name == *name)
        };
        !path.path.get_ident().is_some_and(is_argument)
    }

    /// On a thread that may block: waits until it is the attempt's turn.
    pub(super) fn wait_for_turn(&self) -> Option<TokenStream> {
        self.plan.args.upstream.get()?;
        let here = self.first;
        let private = self.private(here);
        if !self.plan.args.sleep.is_given() {
            let (policy, site) = (self.lent_policy(), self.site());
            return Some(code! {here=>
                #private::Sharing::wait_blocking(&mut __retry_call, #policy, || #site);
            });
        }
        let (wait, sleep) = (self.wait(), self.sleep_blocking());
        let [lend, take_back] = self.plan.arguments.lend_to_options();
        Some(code! {here=>
            while let ::core::option::Option::Some(__retry_delay) = #wait {
                let mut __retry_place = #private::Sharing::hold(&__retry_call);
                #lend
                #sleep
                #take_back
                #private::Held::keep(&mut __retry_place);
            }
        })
    }

    /// The delay after an attempt, or the wait for its turn.
    pub(super) fn in_turn(&self, delay: &TokenStream) -> TokenStream {
        let here = self.first;
        if !self.plan.args.upstream.is_given() {
            return code!(here=> { #delay });
        }
        let wait = self.wait();
        let waits = if self.plan.args.fallback.is_given() {
            code!(here=> ::core::option::Option::Some(__retry_wait))
        } else {
            code!(here=> __retry_wait)
        };
        code! {here=>
            if let ::core::option::Option::Some(__retry_wait) = #wait { #waits } else { #delay }
        }
    }

    /// How long to wait before asking again, if it is not the attempt's turn.
    fn wait(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let (policy, clock, site) = (self.policy(), self.clock(), self.site());
        code!(here=> #private::Sharing::wait(&mut __retry_call, #policy, #clock, #site))
    }

    /// The sleep of an async function, during which the call keeps its place.
    pub(super) fn sleep_in_place(&self) -> TokenStream {
        let sleep = self.sleep();
        if !self.plan.args.upstream.is_given() {
            return sleep;
        }
        let private = self.private(self.first);
        code!(self.first=> #private::Held::sleep(#private::Sharing::hold(&__retry_call), #sleep))
    }

    /// Tells that the call succeeded.
    pub(super) fn succeeded(&self) -> Option<TokenStream> {
        self.plan.args.upstream.get()?;
        let here = self.first;
        let (private, clock) = (self.private(here), self.clock());
        Some(code!(here=> #private::Sharing::succeeded(&mut __retry_call, #clock);))
    }
}
