//! The option `stream`: an attempt that lasts until the first item of its stream, and functions that return a stream or an
//! iterator as such.
//!
//! Input:
//!
//! ```text
//! fn ask(prompt: &str) -> impl Stream<Item = Result<String, E>> { BODY }
//! ```
//!
//! Output, shortened:
//!
//! ```text
//! fn ask(prompt: &str) -> impl Stream<Item = Result<String, E>> {
//!     let mut call = Call::new();
//!     Retrying::<Result<String, E>>::stream(|_| true, move |turn| match turn {
//!         Turn::Attempt { .. } => Next::Attempt((|| -> _ { BODY })(), limit),
//!         Turn::Failed(result) => match assess(&result).next(result, &mut call, POLICY) {
//!             Continue(delay) => Next::Delay(sleep(delay)),
//!             Break(result) => Next::End(result),
//!         },
//!     })
//! }
//! ```

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Type;

use super::Writer;
use super::opaque::without_impl;
use crate::args::{Ending, Function};
use crate::code::code;
use crate::function::{Boxed, Items, infallible};
use crate::plan::{Cuts, StartsClock};
use crate::tokens::bare_type;

impl Writer<'_> {
    /// The attempt of an async function, which includes the start of its stream.
    pub(super) fn until_first(&self, call: TokenStream) -> TokenStream {
        let Some(ends) = self.ending() else {
            return call;
        };
        let here = self.first;
        let private = self.private(here);
        let is_opaque = Items::are_opaque_in(self.output);
        let until_first = if is_opaque {
            code!(here=> until_first)
        } else {
            code!(here=> until_first_as)
        };
        let attempt = code! {here=> {
            let __retry_future = #call;
            let __retry_held = #private::opened(&__retry_future).hold();
            __retry_held.#until_first(__retry_future, #ends)
        }};
        if is_opaque {
            return attempt;
        }
        let output = self.annotation();
        code!(here=> #private::yields::<#output, _>(#attempt))
    }

    /// The attempt of a sync function, which includes the start of its iterator; and its type.
    pub(super) fn until_first_of_iterator(
        &self,
        called: TokenStream,
    ) -> (TokenStream, Option<Type>) {
        let here = self.first;
        let private = self.private(here);
        if let Some(items) = self.plan.function.form.items() {
            let item = item(items);
            let yields = if items.is_stream {
                code!(here=> yields_items)
            } else {
                code!(here=> yields_items_blocking)
            };
            return (code!(here=> #private::#yields::<#item, _>(#called)), None);
        }
        let Some(ends) = self.ending() else {
            return (called, None);
        };
        if Items::are_opaque_in(self.output) {
            let run = code!(here=> #private::until_first_of_iterator(#called, #ends));
            return (run, None);
        }
        let output = self.annotation();
        let run = code!(here=> #private::until_first_of_iterator_as(#called, #ends));
        (run, Some(output))
    }

    /// Asks the compiler whether what is returned is a stream under another name, or one whose items may fail under
    /// another name.
    pub(super) fn refuse_unread(&self) -> Option<TokenStream> {
        let form = &self.plan.function.form;
        if self.plan.args.stream.is_given() || form.items().is_some() {
            return None;
        }
        let here = self.first;
        let private = self.private(here);
        let generics = &self.plan.function.sig.generics;
        let returned = if Items::may_be_behind(self.output, generics) {
            let (output, is_opaque) = without_impl(self.output);
            match Items::value_of_result(self.output) {
                // Whatever its error is.
                Some(value) if is_opaque && !without_impl(value).1 => {
                    code!(here=> ::core::result::Result<#value, ()>)
                }
                _ if is_opaque => return None,
                _ => output.into_token_stream(),
            }
        } else if cfg!(not(feature = "stream")) {
            return None;
        } else {
            let (items, _) = Items::in_result(self.output)?;
            let item = items.item.filter(|it| items.is_stream && is_name(it))?;
            code!(here=> ::core::result::Result<#private::Streaming<#item>, ()>)
        };
        Some(code!(here=> #private::returned::<#returned>().is_whole();))
    }

    /// All of a function that returns a stream or an iterator.
    pub(super) fn retried_items(&self, items: &Items) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let item = item(items);
        let start = self.start();
        let (is_first, begun) = if self.plan.starts_clock == StartsClock::No {
            (code!(here=> ..), None)
        } else {
            let begun = self.begun();
            let begun = code!(here=> if __retry_is_first { __retry_call = #begun; });
            (code!(here=> is_first: __retry_is_first), Some(begun))
        };
        let attempt = self.attempt();
        let result = self.result_of_items(items);
        let (limit, failed, limited) = match self.plan.cuts {
            Cuts::Never if items.is_stream => {
                let pending = code!(here=> ::core::future::pending::<#result>());
                (pending, result, None)
            }
            Cuts::Never => (code!(here=> ()), result, None),
            _ => {
                let limit = self.limited(&code!(here=> ::core::future::pending::<#result>()));
                let failed = code!(here=> #private::Attempted<#result, _>);
                (limit, failed, Some(code!(here=> __retry_limit)))
            }
        };
        let next = if limited.is_some() {
            "next_limited"
        } else {
            "next"
        };
        let (_, next) = self.assessed(next, limited);
        let delay = if items.is_stream {
            let sleep = self.sleep();
            code!(here=> #private::is_sleep(__retry_delay).then(|| #sleep))
        } else {
            let sleep = self.sleep_blocking();
            code!(here=> {
                if #private::is_sleep(__retry_delay) { #sleep }
                ::core::option::Option::None
            })
        };
        let [lend, take_back] = self.plan.arguments.lend_to_options();
        let method = if items.is_stream {
            code!(here=> stream)
        } else {
            code!(here=> iterator)
        };
        let ends = self.ending();
        let made = code! {here=>
            #private::Retrying::<#item>::#method(#ends, move |__retry_turn| match __retry_turn {
                #private::Turn::Attempt { #is_first } => {
                    #begun
                    #attempt
                    #private::Next::Attempt(__retry_result, #limit)
                }
                #private::Turn::Failed(__retry_result) => {
                    let __retry_result: #failed = __retry_result;
                    #lend
                    let __retry_next = #next;
                    #take_back
                    match __retry_next {
                        ::core::ops::ControlFlow::Continue(__retry_delay) => #private::Next::Delay(#delay),
                        ::core::ops::ControlFlow::Break(__retry_result) => #private::Next::End(__retry_result),
                    }
                }
            })
        };
        let returned = match (items.boxed, items.is_stream) {
            (None, _) => made,
            (Some(Boxed::Plain), false) => code!(here=> #private::Box::new(#made)),
            (Some(Boxed::Pinned), _) => code!(here=> #private::Box::pin(#made)),
            (Some(Boxed::Plain), true) => {
                code!(here=> #private::Box::new(#private::Box::pin(#made)))
            }
        };
        code!(here=> #start #returned)
    }

    /// The result of an attempt whose items are read later: that of the items read so far.
    pub(super) fn result_of_items(&self, items: &Items) -> TokenStream {
        let here = self.first;
        let (private, item) = (self.private(here), item(items));
        code!(here=> ::core::result::Result<(), <#item as #private::Item>::Error>)
    }

    /// The predicate for the item that ends an attempt, if `stream` is given. Our own closure around it always fits, so that
    /// a predicate that does not fit is reported once, at its own place.
    fn ending(&self) -> Option<TokenStream> {
        let here = self.first;
        let private = self.private(here);
        // A returned stream outlives the function.
        let keyword = self.plan.function.form.items().map(|_| code!(here=> move));
        self.plan.args.stream.get().map(|Ending(ends)| match ends {
            Some(Function(ends)) => {
                let ends = self.callable(ends);
                code!(here=> #keyword |__retry_value: &_| #private::ends(__retry_value, #ends))
            }
            None => code!(here=> |_| true),
        })
    }
}

/// Whether a type may be another name for a `Result`.
fn is_name(ty: &Type) -> bool {
    matches!(bare_type(ty), Type::Path(_)) && infallible(ty).is_none()
}

/// The type of the items, as far as it can be said.
fn item(items: &Items) -> TokenStream {
    items.item.as_ref().map_or_else(
        || quote::quote!(_),
        |item| without_impl(item).0.into_token_stream(),
    )
}
