//! The two loops: what happens once a call, and after each attempt.

use proc_macro2::{Ident, TokenStream};
use syn::Expr;

use super::Writer;
use super::opaque::without_impl;
use crate::args::{Function, Names, Setting};
use crate::code::{Place, code};
use crate::plan::{Cuts, StartsClock};

impl Writer<'_> {
    /// The loop of a sync function.
    pub(super) fn blocking_steps(&self) -> TokenStream {
        let here = self.first;
        let start = self.start();
        let attempt = self.attempt();
        let wait = self.wait_for_turn();
        let step = match self.sleeper() {
            // Sleeps as well.
            None => {
                let step = if self.plan.args.upstream.is_given() {
                    "step_sharing"
                } else {
                    "step"
                };
                let (check, step) = self.assessed(step, None);
                // After the check, or LLVM prepares a retry before the first attempt.
                let advance = self.only_counts().then(|| code!(here=> __retry_call += 1;));
                code! {here=>
                    #check
                    if let ::core::option::Option::Some(__retry_result) = #step {
                        return __retry_result;
                    }
                    #advance
                }
            }
            Some(_) => {
                let private = self.private(here);
                let (check, next) = self.next(None);
                let sleep = self.sleep_blocking();
                code! {here=>
                    #check
                    let __retry_delay = #next;
                    if #private::is_sleep(__retry_delay) { #sleep }
                }
            }
        };
        let [lend, take_back] = self.plan.arguments.lend_to_options();
        let steps = code!(here=> #wait #attempt #lend #step #take_back);
        let retry = Self::forever(&steps);
        code!(here=> #start #retry)
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
        let wait = self.wait_for_turn();
        // The failed result is gone before the sleep is awaited, or the future would be `Send` only if the error is.
        let [lend, take_back] = self.plan.arguments.lend_to_options();
        let next = if take_back.is_empty() {
            next
        } else {
            code!(here=> #lend let __retry_delay = #next; #take_back __retry_delay)
        };
        let steps = code! {here=>
            #wait
            let __retry_delay = { #attempt #check #next };
            if #private::is_sleep(__retry_delay) { #sleep }
        };
        let retry = Self::forever(&steps);
        code!(here=> #start #retry)
    }

    /// The loop itself lies at the attribute: the compiler points at it where a value was moved in the attempt before.
    fn forever(steps: &TokenStream) -> TokenStream {
        code!(Place::attribute()=> loop { #steps })
    }

    /// What happens once a call, before the first attempt.
    fn start(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let policy = self.bind_policy();
        let clock = self.clock();
        let begun = match self.plan.starts_clock {
            _ if self.only_counts() => code!(here=> 1u64),
            StartsClock::No => code!(here=> #private::Call::new()),
            StartsClock::Yes => code!(here=> #private::Call::timed(#clock)),
            StartsClock::IfBounded => {
                let policy = self.policy();
                code!(here=> #private::Call::timed_if_limited(#policy, #clock))
            }
        };
        let limit = match &self.plan.cuts {
            Cuts::Never => None,
            Cuts::Always => Some(code!(here=> #private::Limit::<true>)),
            Cuts::IfPolicy => {
                let policy = super::policy::shared_policy(here);
                Some(code!(here=> #private::Limit::<{ #private::cuts_attempts(&#policy) }>))
            }
            Cuts::IfType => Some(match without_impl(self.output) {
                (output, false) => code!(here=> #private::LimitOf::<#output>::ASK.limit()),
                // Nothing can be asked of a type that has no name.
                (_, true) => code!(here=> #private::Limit::<false>),
            }),
        };
        let limit = limit.map(|limit| code!(here=> let __retry_limit = #limit;));
        let number = self
            .plan
            .args
            .attempt
            .is_given()
            .then(|| code!(here=> let __retry_number = #private::CallNumber::next();));
        // Where an editor finds the argument that `borrow` names.
        let borrowed = self.plan.args.borrow.get().map(|Names(names)| {
            let names = names.iter();
            code!(here=> #(let _ = &#names;)*)
        });
        let [upstream, call] = self.share(begun);
        code!(here=> #borrowed #policy #upstream let mut __retry_call = #call; #limit #number)
    }

    /// The delay before the next attempt, as an expression that returns from the function if there is none; and what
    /// goes before it.
    fn next(&self, limit: Option<TokenStream>) -> (Option<TokenStream>, TokenStream) {
        let here = self.first;
        let next = match (limit.is_some(), self.plan.args.upstream.is_given()) {
            (false, false) => "next",
            (true, false) => "next_limited",
            (false, true) => "next_sharing",
            (true, true) => "next_limited_sharing",
        };
        let (check, next) = self.assessed(next, limit);
        let next = code! {here=>
            match #next {
                ::core::ops::ControlFlow::Continue(__retry_delay) => __retry_delay,
                ::core::ops::ControlFlow::Break(__retry_result) => return __retry_result,
            }
        };
        (check, next)
    }

    /// What follows the attempt, by a method of the runtime's `Assessment`; and before that, a statement that returns a
    /// success.
    fn assessed(
        &self,
        method: &str,
        limit: Option<TokenStream>,
    ) -> (Option<TokenStream>, TokenStream) {
        let here = self.first;
        let private = self.private(here);
        let args = &self.plan.args;
        // It has the clock of threads.
        let is_step = method.starts_with("step");
        let method = Ident::new(method, here.0);
        let suffix = if limit.is_some() { "_limited" } else { "" };
        // All at one place: that the type cannot fail is then reported once.
        let ask = |what: &str| {
            let question = Ident::new(&format!("{what}{suffix}"), here.0);
            code!(here=> #private::#question(&__retry_result))
        };
        // Returns a success at once, where nothing else may be asked of it.
        let is_checked = limit.is_none() && !args.when_ok.is_given();
        let mut choices = TokenStream::new();
        if let Some(Function(retries)) = args.when.get() {
            let error = ask("error_of");
            choices.extend(code!(self.place_of(&args.when)=> .when(#error, #retries)));
        }
        if let Some(Function(classify)) = args.classify.get() {
            let error = ask("error_of");
            choices.extend(code!(self.place_of(&args.classify)=> .classify(#error, #classify)));
        }
        if let Some(Function(retries)) = args.when_ok.get() {
            let value = ask("value_of");
            choices.extend(code!(self.place_of(&args.when_ok)=> .when_ok(#value, #retries)));
        }
        if self.is_observed() {
            let (site, shown, hooks) = (self.site(), ask("shown"), self.hooks());
            choices.extend(code!(here=> .told(#site, #shown.eraser(), #hooks)));
        }
        let (check, assess) = if is_checked {
            let failed = ask("failed");
            let succeeded = self.succeeded();
            let check = code! {here=>
                let ::core::option::Option::Some(__retry_failed) = #failed else {
                    #succeeded
                    return __retry_result;
                };
            };
            (Some(check), code!(here=> __retry_failed))
        } else {
            (None, ask("assess"))
        };
        let is_sharing = args.upstream.is_given();
        let choose = (is_sharing || !choices.is_empty()).then(|| code!(here=> .choose()));
        let limit = limit.map(|limit| code!(here=> , #limit));
        let policy = self.policy();
        let clock = (!is_step).then(|| {
            let clock = self.clock();
            code!(here=> , #clock)
        });
        let follow = code! {here=>
            #assess #choose #choices
                .#method(__retry_result #limit, &mut __retry_call, #policy #clock)
        };
        (check, follow)
    }

    /// `&Site { ... }`.
    pub(super) fn site(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let name = self.plan.function.sig.ident.to_string();
        let name = name.trim_start_matches("r#");
        code!(here=> &#private::Site { function: #name, module: ::core::module_path!() })
    }

    fn hooks(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let hook = |setting: &Setting<Function>| {
            setting.get().map(|Function(hook)| {
                let place = self.place_of(setting);
                let private = self.private(place);
                let name = Ident::new(setting.row.name, place.0);
                code!(place=> .#name(#private::hook(&#hook).get()))
            })
        };
        let on_retry = hook(&self.plan.args.on_retry);
        let on_give_up = hook(&self.plan.args.on_give_up);
        code!(here=> #private::Hooks::NONE #on_retry #on_give_up)
    }

    /// The sleep between attempts, not yet awaited.
    pub(super) fn sleep(&self) -> TokenStream {
        match self.sleeper() {
            Some(sleeper) => {
                let place = self.place_of(&self.plan.args.sleep);
                let private = self.private(place);
                let sleep = call(sleeper, place);
                code!(place=> #private::sleeping(#sleep))
            }
            None => {
                let private = self.private(self.first);
                code!(self.first=> #private::sleep(__retry_delay))
            }
        }
    }

    /// The sleep between attempts of an async function.
    pub(super) fn sleep_async(&self) -> TokenStream {
        let place = self.place_of(&self.plan.args.sleep);
        let sleep = self.sleep();
        code!(place=> #sleep.await;)
    }

    /// The sleep between attempts of a sync function.
    pub(super) fn sleep_blocking(&self) -> TokenStream {
        let Some(sleeper) = self.sleeper() else {
            let private = self.private(self.first);
            return code!(self.first=> #private::sleep_blocking(__retry_delay););
        };
        let place = self.place_of(&self.plan.args.sleep);
        let sleep = call(sleeper, place);
        // A future that nobody awaits does not sleep.
        code!(place=> let () = #sleep;)
    }

    /// Whether all that a call keeps between its attempts is their number.
    fn only_counts(&self) -> bool {
        !self.plan.function.form.is_async()
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

/// The sleeper that the user named, called.
fn call(sleeper: &Expr, place: Place) -> TokenStream {
    match sleeper {
        Expr::Path(_) => code!(place=> #sleeper(__retry_delay)),
        _ => code!(place=> (#sleeper)(__retry_delay)),
    }
}
