//! `fallback`: the function that is called when the call gives up.

use proc_macro2::TokenStream;

use super::Writer;
use crate::args::{Function, FunctionPath};
use crate::code::code;
use crate::plan::arguments::Held;

impl Writer<'_> {
    /// Ends a call of a sync function with `__retry_result`.
    pub(super) fn end(&self) -> TokenStream {
        let here = self.first;
        match (self.unless_fallback(), self.fallback()) {
            (Some(unless), Some(fallback)) => {
                let [_, take_back] = self.plan.arguments.lend_to_options();
                code! {here=>
                    #unless
                    #take_back
                    return #fallback;
                }
            }
            _ => code!(here=> return __retry_result;),
        }
    }

    /// Returns `__retry_result`, unless the fallback comes next. The failed result is then out of scope, or the future
    /// would be `Send` only if the result is.
    pub(super) fn unless_fallback(&self) -> Option<TokenStream> {
        let args = &self.plan.args;
        args.fallback.get()?;
        let here = self.place_of(&args.fallback);
        let private = self.private(here);
        let accepts = match args.fallback_when.get() {
            Some(Function(accepts)) => self.callable(accepts),
            None => code!(here=> #private::always),
        };
        Some(code! {here=>
            if let ::core::option::Option::Some(__retry_result) =
                #private::unless_fallback(__retry_result, #accepts)
            {
                return __retry_result;
            }
        })
    }

    /// Ends a call whose delay is `None`, and binds the delay.
    pub(super) fn or_fall_back(&self) -> Option<TokenStream> {
        let fallback = self.fallback()?;
        let here = self.place_of(&self.plan.args.fallback);
        let dot_await = self
            .plan
            .function
            .form
            .is_async()
            .then(|| code!(here=> .await));
        Some(code! {here=>
            let ::core::option::Option::Some(__retry_delay) = __retry_delay else {
                return #fallback #dot_await;
            };
        })
    }

    /// The function of `fallback`, called with what the caller passed.
    fn fallback(&self) -> Option<TokenStream> {
        let FunctionPath(function) = self.plan.args.fallback.get()?;
        let here = self.place_of(&self.plan.args.fallback);
        let held = self.plan.arguments.passed_on()?;
        let arguments = held
            .iter()
            .map(|Held { name, cfg, .. }| code!(here=> #(#cfg)* #name));
        Some(code!(here=> #function(#(#arguments),*)))
    }
}
