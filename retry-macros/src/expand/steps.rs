//! The two loops: what happens once a call, and after each attempt.

use proc_macro2::{Ident, TokenStream};
use syn::Expr;

use super::Writer;
use super::opaque::without_impl;
use crate::args::{Function, Setting};
use crate::code::code;
use crate::plan::{Cuts, StartsClock};
use crate::tokens::{at, ends};

impl Writer<'_> {
    /// The loop of a sync function.
    pub(super) fn blocking_steps(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let (result, delay) = (&self.names.result, &self.names.delay);
        let start = self.start();
        let attempt = self.attempt();
        let unless_success = self.unless_success();
        let after_failure = match self.sleeper() {
            // One shared function decides and sleeps.
            None if !self.is_observed() => {
                let (call, failed) = (&self.names.call, self.failed());
                let (site, classifier) = (self.site_reference(), self.classifier());
                let (call, next) = if self.only_counts() {
                    let next = code!(here=> #call = #private::Count::next(#call););
                    (code!(here=> #call), Some(next))
                } else {
                    (code!(here=> &mut #call), None)
                };
                code! {here=>
                    if let ::core::result::Result::Err(__failed) = {
                        #classifier
                        #private::sleep_next_delay(#failed, #call, #site, __classifier)
                    } {
                        return __failed;
                    }
                    #next
                }
            }
            sleeper => {
                let decide = self.decide();
                let sleep = match sleeper {
                    Some(sleeper) => {
                        let sleep = call(sleeper, delay);
                        // A future that nobody awaits does not sleep.
                        let sleep = code!(ends(sleeper).0=> let () = #sleep;);
                        code!(here=> if #private::is_sleep(#delay) { #sleep })
                    }
                    None => code!(here=> #private::sleep_blocking(#delay);),
                };
                code! {here=>
                    let #delay = #decide;
                    #sleep
                }
            }
        };
        code! {here=>
            #start
            loop {
                let #result = #attempt;
                #unless_success
                #after_failure
            }
        }
    }

    /// The loop of an async function.
    pub(super) fn async_steps(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let super::Names {
            call,
            result,
            delay,
            cut,
            limit,
            ..
        } = &self.names;
        let start = self.start();
        let attempt = self.attempt();
        let unless_success = self.unless_success();
        let decide = self.decide();
        let decided = code!(here=> #unless_success #decide);
        let outcome = if matches!(self.plan.cuts, Cuts::Never) {
            code!(here=> let #result = #attempt; #decided)
        } else {
            let (hooks, site, policy) =
                (self.hooks(), self.site_reference(), self.policy_reference());
            let clock = self.clock();
            code! {here=>
                match #attempt {
                    ::core::result::Result::Ok(#result) => { #decided }
                    ::core::result::Result::Err(#cut) => {
                        let __timed_out = #private::Call::timed_out(&#call, #policy, #clock);
                        match #private::next_delay_after_cut(&mut #call, #site, __timed_out, #clock, #hooks) {
                            ::core::option::Option::Some(__delay) => __delay,
                            ::core::option::Option::None => return #private::Cuts::result_of_cut(#limit, #cut, __timed_out),
                        }
                    }
                }
            }
        };
        let sleep = self.sleep(delay);
        // The failed result is gone before the sleep is awaited, or the future would be `Send` only if the error is.
        code! {here=>
            #start
            loop {
                let #delay = { #outcome };
                if #private::is_sleep(#delay) {
                    #sleep.await;
                }
            }
        }
    }

    /// What happens once a call, before the first attempt.
    fn start(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let (call, limit) = (&self.names.call, &self.names.limit);
        let policy = self.bind_policy();
        let clock = self.clock();
        let begun = match self.plan.starts_clock {
            _ if self.only_counts() => code!(here=> #private::Count::FIRST),
            StartsClock::No => code!(here=> #private::Call::new()),
            StartsClock::Yes => code!(here=> #private::Call::timed(#clock)),
            StartsClock::IfBounded => {
                let policy = self.policy_reference();
                code!(here=> #private::Call::timed_if_limited(#policy, #clock))
            }
        };
        let kind = match &self.plan.cuts {
            Cuts::Never => None,
            Cuts::Always => Some(code!(here=> #private::Limit::<true>)),
            Cuts::IfPolicy => {
                let policy = super::site::shared_policy(here);
                Some(code!(here=> #private::Limit::<{ #private::cuts_attempts(&#policy) }>))
            }
            Cuts::IfType => Some(match without_impl(self.output) {
                (output, false) => code!(here=> {
                    use #private::{CutsAttempts as _, RunsToEnd as _};
                    (&&#private::Type::<#output>::new()).__retry_limit()
                }),
                // Nothing can be asked of a type that has no name.
                (_, true) => code!(here=> #private::Limit::<false>),
            }),
        };
        let limit = kind.map(|kind| code!(here=> let #limit = #kind;));
        let number = self.plan.args.attempt.get().map(|_| {
            let number = &self.names.number;
            code!(here=> let #number = #private::CallNumber::next();)
        });
        code!(here=> #policy let mut #call = #begun; #limit #number)
    }

    /// Returns a result that is good enough; else binds the failure.
    ///
    /// The failed result moves first: what is only looked at after that need not lie in memory before.
    fn unless_success(&self) -> TokenStream {
        let (first, last) = (self.first, self.last);
        let private = self.private(first);
        let super::Names {
            result,
            failed,
            failure,
            ..
        } = &self.names;
        // The check that the type can fail underlines all of the type.
        let looked_at = {
            let (and, mut result) = (code!(first=> &), result.clone());
            result.set_span(at(last));
            code!(last=> #and #result)
        };
        let is_success = match self.plan.args.when_ok.get() {
            None => code!(first=> #private::is_success(#looked_at)),
            Some(rejects) => {
                let rejects = &rejects.0;
                let here = ends(rejects).0;
                let private = self.private(here);
                code!(here=> #private::is_accepted(#looked_at, #rejects))
            }
        };
        let kept = self.failed();
        code! {first=>
            if #is_success {
                return #result;
            }
            let #failed = (#result,);
            let #failure = #private::failure(&#kept);
        }
    }

    /// The failed result. It lies in a tuple, as what is reported at it must underline the same as the first report,
    /// all of the type, to be left out.
    fn failed(&self) -> TokenStream {
        let failed = &self.names.failed;
        let (tuple, field) = (code!(self.first=> #failed), code!(self.last=> .0));
        code!(self.first=> #tuple #field)
    }

    /// Binds how errors are classified.
    fn classifier(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let failure = &self.names.failure;
        let when = self.plan.args.when.get().map(|when| {
            let when = &when.0;
            let place = ends(when).0;
            let private = self.private(place);
            let classifier = Ident::new("__classifier", at(here));
            let decided = code!(place=> #private::when(&#failure, #when, #classifier));
            code!(here=> let __classifier = #decided;)
        });
        code! {here=>
            use #private::{ByClassify as _, ByDefault as _, BySource as _};
            let __classifier = (&&&#private::error_of(&#failure)).__retry_classifier();
            #when
        }
    }

    fn hooks(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let hook = |setting: &Setting<Function>| {
            setting.get().map(|hook| {
                let hook = &hook.0;
                let place = ends(hook).0;
                let name = Ident::new(setting.row.name, at(place));
                match hook {
                    Expr::Path(_) | Expr::Closure(_) => code!(place=> .#name(&#hook)),
                    _ => code!(place=> .#name(&(#hook))),
                }
            })
        };
        let on_retry = hook(&self.plan.args.on_retry);
        let on_give_up = hook(&self.plan.args.on_give_up);
        code!(here=> #private::Hooks::NONE #on_retry #on_give_up)
    }

    /// The delay after a failed attempt, or the end of the call.
    fn decide(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let super::Names { call, failure, .. } = &self.names;
        let failed = self.failed();
        let (site, clock, classifier) = (self.site_reference(), self.clock(), self.classifier());
        let decide = if self.is_observed() {
            let hooks = self.hooks();
            code! {here=>
                use #private::{KeepsBoth as _, KeepsDebug as _, KeepsDisplay as _, KeepsNothing as _};
                let __eraser = (&&&&#private::error_of(&#failure)).__retry_eraser();
                #private::next_delay_observed(#failed, &mut #call, #site, __classifier, #clock, __eraser, #hooks)
            }
        } else {
            code!(here=> #private::next_delay(#failed, &mut #call, #site, __classifier, #clock))
        };
        code! {here=>
            match { #classifier #decide } {
                ::core::result::Result::Ok(__delay) => __delay,
                ::core::result::Result::Err(__failed) => return __failed,
            }
        }
    }

    /// The sleep of `delay`, not yet awaited.
    pub(super) fn sleep(&self, delay: &Ident) -> TokenStream {
        match self.sleeper() {
            Some(sleeper) => {
                let here = ends(sleeper).0;
                let private = self.private(here);
                let sleep = call(sleeper, delay);
                code!(here=> #private::sleeping(#sleep))
            }
            None => {
                let private = self.private(self.first);
                code!(self.first=> #private::sleep(#delay))
            }
        }
    }

    /// Whether all that a call keeps between its attempts is their number.
    fn only_counts(&self) -> bool {
        !self.plan.function.form.is_async()
            && self.plan.starts_clock == StartsClock::No
            && self.sleeper().is_none()
            && !self.plan.policy.may_look_back
            && !self.is_observed()
    }

    /// The sleeper that the user named.
    fn sleeper(&self) -> Option<&Expr> {
        self.plan.args.sleep.get().map(|sleeper| &sleeper.0)
    }
}

/// The sleeper that the user named, called.
fn call(sleeper: &Expr, delay: &Ident) -> TokenStream {
    let (first, last) = ends(sleeper);
    let mut delay = delay.clone();
    delay.set_span(at(last));
    let argument = code!(last=> (#delay));
    match sleeper {
        Expr::Path(_) => code!(first=> #sleeper #argument),
        _ => code!(first=> (#sleeper) #argument),
    }
}
