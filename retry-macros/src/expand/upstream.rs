//! The option `upstream`: what the call keeps about it, the wait for its turn, and its success.

use proc_macro2::TokenStream;

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
        let [lend, take_back] = self.plan.arguments.lend_to_options();
        [
            code!(place=> #lend let __retry_upstream = &#expr; #take_back),
            code!(place=> #private::sharing(__retry_upstream, #call)),
        ]
    }

    /// Waits until it is the attempt's turn.
    pub(super) fn wait_for_turn(&self) -> Option<TokenStream> {
        self.plan.args.upstream.get()?;
        let here = self.first;
        let private = self.private(here);
        let (policy, clock, site) = (self.policy(), self.clock(), self.site());
        if !self.plan.function.form.is_async() && !self.plan.args.sleep.is_given() {
            // Sleeps as well.
            return Some(code! {here=>
                #private::Sharing::wait_blocking(&mut __retry_call, #policy, #site);
            });
        }
        let sleep = if self.plan.function.form.is_async() {
            self.sleep_async()
        } else {
            self.sleep_blocking()
        };
        Some(code! {here=>
            while let ::core::option::Option::Some(__retry_delay) =
                #private::Sharing::wait(&mut __retry_call, #policy, #clock, #site)
            {
                #sleep
            }
        })
    }

    /// Tells that the call succeeded, which needs no place to be given back.
    pub(super) fn succeeded(&self) -> Option<TokenStream> {
        self.plan.args.upstream.get()?;
        let here = self.first;
        let (private, clock) = (self.private(here), self.clock());
        Some(code! {here=>
            #private::Sharing::succeeded(&mut __retry_call, #clock);
            #private::Sharing::end(__retry_call);
        })
    }
}
