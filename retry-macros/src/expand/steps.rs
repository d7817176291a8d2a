//! The two loops: what happens once per call, and after each attempt.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Expr;

use super::Writer;
use super::opaque::with_unit;
use crate::args::{Function, FunctionPath, Names};
use crate::code::{Place, append_call, code, joined};
use crate::function::Form;
use crate::plan::{Cuts, StartsClock};
use crate::tokens::{mentions, written};

impl Writer<'_> {
    /// The loop of a sync function.
    pub(super) fn blocking_steps(&self) -> TokenStream {
        let here = self.first;
        let start = self.start();
        let attempt = self.attempt();
        let [lend, take_back] = self.plan.arguments.lend_to_options();
        match self.sleeper() {
            // Sleeps as well.
            None => {
                let private = self.private(here);
                let turn = self.wait_for_turn();
                let step = if self.plan.args.upstream.is_given() {
                    "step_sharing"
                } else {
                    "step"
                };
                let (check, step) = self.assessed(step, None);
                // After the check: otherwise LLVM prepares a retry before the first attempt.
                let advance = self
                    .only_counts()
                    .then(|| code!(here=> __retry_call += #private::ONE_ATTEMPT;));
                let end = self.end();
                let steps = code! {here=>
                    #attempt
                    #lend
                    #check
                    if let #private::Ended::With(__retry_result) = #step {
                        #end
                    }
                    #advance
                    #take_back
                    #turn
                };
                // Not at the start of the loop, or LLVM prepares a retry before the first attempt.
                joined([start, turn.unwrap_or_default(), Self::forever(&steps)])
            }
            Some(_) => {
                let private = self.private(here);
                let turn = self.wait_for_turn();
                let (check, next) = self.next(None);
                let sleep = self.sleep_blocking();
                let or_fall_back = self.or_fall_back();
                let steps = code! {here=>
                    #turn
                    #attempt
                    #lend
                    #check
                    let __retry_delay = #next;
                    #or_fall_back
                    if #private::is_sleep(__retry_delay) { #sleep }
                    #take_back
                };
                joined([start, Self::forever(&steps)])
            }
        }
    }

    /// The loop of an async function.
    pub(super) fn async_steps(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let start = self.start();
        let attempt = self.attempt();
        let (check, next) = match self.plan.cuts {
            Cuts::Never => self.next(None),
            _ => self.next(Some(code!(here=> __retry_limit))),
        };
        let sleep = self.sleep_async();
        // The failed result is out of scope before the sleep is awaited, or the future would be `Send` only if the error is.
        let [lend, take_back] = self.plan.arguments.lend_to_options();
        // The hook for a recovery may name arguments too.
        let (before, lend) = if self.hears_recoveries() {
            (Some(lend), None)
        } else {
            (None, Some(lend))
        };
        let next = if take_back.is_empty() {
            next
        } else {
            code!(here=> #lend let __retry_delay = #next; #take_back __retry_delay)
        };
        let or_fall_back = self.or_fall_back();
        let delay = self.in_turn(&code!(here=> #attempt #before #check #next));
        let steps = code! {here=>
            let __retry_delay = #delay;
            #or_fall_back
            if #private::is_sleep(__retry_delay) { #sleep }
        };
        joined([start, Self::forever(&steps)])
    }

    /// The loop has the span of the attribute: the compiler points at it if a value was moved in the previous attempt.
    fn forever(steps: &TokenStream) -> TokenStream {
        code!(Place::attribute()=> loop { #steps })
    }

    /// What happens once per call, before the first attempt.
    pub(super) fn start(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let policy = self.bind_policy();
        let begun = match self.plan.function.form.items() {
            // It starts when it is read.
            Some(_) => code!(here=> #private::Call::new()),
            None => self.begun(),
        };
        let limit = match &self.plan.cuts {
            Cuts::Never => None,
            Cuts::Always => Some(code!(here=> #private::Limit::<true>)),
            Cuts::IfPolicy => {
                let policy = self.known_policy();
                Some(code!(here=> #private::Limit::<{ #private::cuts_attempts(&#policy) }>))
            }
        };
        let limit = limit.map(|limit| code!(here=> let __retry_limit = #limit;));
        let number = self
            .plan
            .args
            .attempt
            .is_given()
            .then(|| code!(here=> let __retry_number = #private::CallNumber::next();));
        // Lets an editor find the arguments that `borrow` names.
        let borrowed = self.plan.args.borrow.get().map(|Names(names)| {
            let names = names.iter();
            code!(here=> #(let _ = &#names;)*)
        });
        let last = self.plan.args.last_error.is_given().then(|| {
            let output = with_unit(self.output);
            code! {here=>
                let mut __retry_last: ::core::option::Option<#private::ErrorOf<#output>> =
                    ::core::option::Option::None;
            }
        });
        let entry = self.entry();
        let [upstream, call] = self.share(begun);
        code!(here=> #borrowed #policy #entry #upstream let mut __retry_call = #call; #limit #number #last)
    }

    /// What a call keeps when its first attempt starts.
    pub(super) fn begun(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let clock = self.clock();
        match self.plan.starts_clock {
            _ if self.only_counts() => code!(here=> #private::ONE_ATTEMPT),
            StartsClock::No => code!(here=> #private::Call::new()),
            StartsClock::Yes => code!(here=> #private::Call::timed(#clock)),
            StartsClock::IfBounded => {
                let policy = self.policy();
                code!(here=> #private::Call::timed_if_limited(#policy, #clock))
            }
        }
    }

    /// The delay before the next attempt, as an expression that returns from the function if there is none, preceded by
    /// the statements that it needs. With `fallback` the delay is an `Option`: `None` if the fallback comes next.
    fn next(&self, limit: Option<TokenStream>) -> (Option<TokenStream>, TokenStream) {
        let here = self.first;
        let next = match (limit.is_some(), self.plan.args.upstream.is_given()) {
            (false, false) => "next",
            (true, false) => "next_limited",
            (false, true) => "next_sharing",
            (true, true) => "next_limited_sharing",
        };
        let (check, next) = self.assessed(next, limit);
        let (go_on, end) = match self.unless_fallback() {
            None => (
                code!(here=> __retry_delay),
                code!(here=> return __retry_result),
            ),
            Some(unless) => (
                code!(here=> ::core::option::Option::Some(__retry_delay)),
                code!(here=> { #unless ::core::option::Option::None }),
            ),
        };
        let next = code! {here=>
            match #next {
                ::core::ops::ControlFlow::Continue(__retry_delay) => #go_on,
                ::core::ops::ControlFlow::Break(__retry_result) => #end,
            }
        };
        (check, next)
    }

    /// A statement that returns a success, and the call of a method of the runtime's `Assessment` that follows it.
    pub(super) fn assessed(
        &self,
        method: &str,
        limit: Option<TokenStream>,
    ) -> (Option<TokenStream>, TokenStream) {
        let here = self.first;
        let private = self.private(here);
        let args = &self.plan.args;
        // It uses the clock of threads.
        let is_step = method.starts_with("step");
        let method = Ident::new(method, here.0);
        let suffix = if limit.is_some() { "_limited" } else { "" };
        // All with one span, so that a type that cannot fail is reported once.
        let ask = |what: &str| {
            let question = Ident::new(&format!("{what}{suffix}"), here.0);
            code!(here=> #private::#question(&__retry_result))
        };
        let policy = self.policy();
        let lent = if is_step && args.upstream.is_given() {
            self.lent_policy()
        } else {
            policy.clone()
        };
        // Returns a success immediately, unless something else may ask about it.
        let returns = self.plan.function.form.items().is_none();
        let is_checked = limit.is_none() && !args.when_ok.is_given() && returns;
        let mut choices = TokenStream::new();
        if let Some(Function(retries)) = args.when.get() {
            let retries = self.callable(retries);
            let error = ask("error_of");
            choices.extend(code!(self.place_of(&args.when)=> .when(#error, #retries)));
        }
        if let Some(Function(classify)) = args.classify.get() {
            let classify = self.callable(classify);
            let error = ask("error_of");
            choices.extend(code!(self.place_of(&args.classify)=> .classify(#error, #classify)));
        }
        if let Some(Function(retries)) = args.when_ok.get() {
            let retries = self.callable(retries);
            let value = ask("value_of");
            choices.extend(code!(self.place_of(&args.when_ok)=> .when_ok(#value, #retries)));
        }
        if self.is_observed() {
            let (site, hooks) = (self.site(), self.hooks(is_checked));
            let (shown, known) = (ask("shown"), ask("known"));
            choices.extend(code!(here=> .told(#site, #shown.eraser(), #known.knower(), #hooks)));
        }
        if args.last_error.is_given() {
            let place = self.place_of(&args.last_error);
            choices.extend(code!(place=> .keep(&mut __retry_last)));
        }
        let (check, assess) = if is_checked {
            let recovery = self.hears_recoveries().then(|| {
                let (clock, site) = (self.clock(), self.site());
                let on_recover = self.option_of_hook(&args.on_recover);
                // Not where the success is returned: a call there makes rustc 1.95 report unused arguments.
                code! {here=>
                    if #private::recovers(&__retry_result, &__retry_call) {
                        __retry_call.recovered(#policy, #clock, #site, #on_recover);
                    }
                }
            });
            let failed = ask("failed");
            let succeeded = self.succeeded();
            let check = code! {here=>
                #recovery
                let ::core::option::Option::Some(__retry_failed) = #failed else {
                    #succeeded
                    return __retry_result;
                };
            };
            (Some(check), code!(here=> __retry_failed))
        } else {
            (None, ask("assess"))
        };
        let mut follow = assess;
        if args.upstream.is_given() || !choices.is_empty() {
            let choose = Ident::new("choose", here.0);
            append_call(&mut follow, here, &choose, TokenStream::new());
            follow.extend([choices]);
        }
        let limit = limit.map(|limit| code!(here=> , #limit));
        let clock = (!is_step).then(|| {
            let clock = self.clock();
            code!(here=> , #clock)
        });
        let arguments = code!(here=> __retry_result #limit, &mut __retry_call, #lent #clock);
        append_call(&mut follow, here, &method, arguments);
        (check, follow)
    }

    /// A reference to a constant, which costs a success nothing.
    pub(super) fn site(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let sig = &self.plan.function.sig;
        let name = self.name();
        let is_of_type =
            sig.receiver().is_some() || mentions(&sig.to_token_stream(), &|ident| ident == "Self");
        let owner = is_of_type.then(|| code!(here=> .of(::core::any::type_name::<Self>)));
        let fallback = self.plan.args.fallback.get().map(|FunctionPath(path)| {
            let name = written(path);
            code!(here=> .falls_back_to(#name))
        });
        let counted =
            cfg!(feature = "registry").then(|| code!(here=> .counted(|| &__RETRY_FUNCTION)));
        code!(here=> const { &#private::Site::new(#name, ::core::module_path!()) #owner #fallback #counted })
    }

    /// The sleep between attempts, not yet awaited.
    pub(super) fn sleep(&self) -> TokenStream {
        match self.sleeper() {
            Some(sleeper) => {
                let place = self.place_of(&self.plan.args.sleep);
                let private = self.private(place);
                let sleep = self.called_sleeper(sleeper, place);
                code! {place=>
                    { let __retry_sleep = #sleep; #private::sleeping(&__retry_sleep).future(__retry_sleep) }
                }
            }
            None => {
                let private = self.private(self.first);
                code!(self.first=> #private::sleep(__retry_delay))
            }
        }
    }

    /// The sleeper that the user named, called.
    fn called_sleeper(&self, sleeper: &Expr, place: Place) -> TokenStream {
        match sleeper {
            Expr::Path(_) => code!(place=> #sleeper(__retry_delay)),
            _ => {
                let sleeper = self.callable(sleeper);
                code!(place=> (#sleeper)(__retry_delay))
            }
        }
    }

    /// The sleep between attempts of an async function.
    pub(super) fn sleep_async(&self) -> TokenStream {
        let place = self.place_of(&self.plan.args.sleep);
        let sleep = self.sleep_in_place();
        code!(place=> #sleep.await;)
    }

    /// The sleep between attempts of a sync function.
    pub(super) fn sleep_blocking(&self) -> TokenStream {
        let Some(sleeper) = self.sleeper() else {
            let private = self.private(self.first);
            return code!(self.first=> #private::sleep_blocking(__retry_delay););
        };
        let place = self.place_of(&self.plan.args.sleep);
        let sleep = self.called_sleeper(sleeper, place);
        let private = self.private(place);
        // A future that nobody awaits does not sleep.
        match sleeper {
            Expr::Path(_) => code!(place=> #private::slept(#sleep);),
            // A closure may never return, as in tests.
            _ => code!(place=> let () = #sleep;),
        }
    }

    /// Whether a call keeps nothing between attempts but their count.
    fn only_counts(&self) -> bool {
        matches!(self.plan.function.form, Form::Sync { .. })
            && self.plan.starts_clock == StartsClock::No
            && self.sleeper().is_none()
            && !self.plan.args.upstream.is_given()
            && !self.plan.policy.may_look_back
            && !self.is_observed()
    }

    /// The sleeper that the user named.
    fn sleeper(&self) -> Option<&Expr> {
        self.plan.args.sleep.get().map(|sleeper| &sleeper.0)
    }
}
