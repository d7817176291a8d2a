//! Writes the code. Cannot fail: what could go wrong was checked in `plan.rs`.
//!
//! Input:
//!
//! ```text
//! async fn ask(http: &Client, prompt: String) -> Result<String, E> { BODY }
//! ```
//!
//! Output, shortened:
//!
//! ```text
//! fn ask(http: &Client, prompt: String) -> impl Future<Output = Result<String, E>> {
//!     async move {
//!         let mut call = Call::new();
//!         loop {
//!             let delay = {
//!                 let result = { let prompt = prompt.clone(); async { BODY }.await };
//!                 if is_success(&result) { return result; }
//!                 match delay(&mut call, &SITE, &result) { Some(delay) => delay, None => return result }
//!             };
//!             sleep(delay).await;
//!         }
//!     }
//! }
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ReturnType, Type, parse_quote, parse_quote_spanned};

use crate::arguments::Arguments;
use crate::body::{Body, Run};
use crate::code;
use crate::function::{Function, Kind};
use crate::plan::{Cuts, Plan, Policy, Start, StartsClock};

pub(crate) fn expand(
    plan: &Plan,
    mut function: Function,
    body: &Body,
    arguments: &Arguments,
    is_opaque: bool,
) -> TokenStream {
    let writer = Writer {
        private: {
            let facade = &plan.facade;
            code!(#facade::__private)
        },
        names: Names::new(),
        output: function.kind.output().clone(),
        plan,
        function: &function,
        body,
        arguments,
    };
    let (originals, patterns) = (arguments.originals(false), arguments.originals(true));
    let is_async_fn = matches!(function.kind, Kind::Async { .. });
    let block = match &body.run {
        Run::Blocking => writer.blocking(),
        Run::Async(_) if is_opaque => {
            let (hold, destructure) = (arguments.hold(), arguments.destructure());
            let future = writer.future(&code!(#hold #destructure #patterns));
            code!({ #originals #future })
        }
        Run::Async(_) if is_async_fn => {
            let steps = writer.steps();
            code!({ #originals #patterns #steps })
        }
        Run::Async(wrapper) => {
            let future = wrapper.wrap(&writer.future(&TokenStream::new()));
            code!({ #originals #patterns #future })
        }
        Run::Future => {
            let mut future = writer.future(&TokenStream::new());
            if matches!(function.kind, Kind::ReturnsFuture { is_boxed: true, .. }) {
                future = code!(::std::boxed::Box::pin(#future));
            }
            code!({ #originals #patterns #future })
        }
    };
    if is_opaque {
        make_opaque(&mut function);
    }
    let Function {
        attrs, vis, sig, ..
    } = function;
    let summary = &plan.summary;
    code! {
        #(#attrs)*
        #[doc = ""]
        #[doc = #summary]
        #vis #sig #block
    }
}

/// `async fn f() -> R` as `fn f() -> impl Future<Output = R>`, which holds an argument once and not twice.
///
/// `impl` gets a span of this crate, so that it captures every lifetime in every edition, as `async fn` does.
fn make_opaque(function: &mut Function) {
    let output = function.kind.output();
    let span = Span::mixed_site();
    let opaque: Type = parse_quote_spanned! {span=>
        impl ::core::future::Future<Output = #output>
    };
    function.sig.asyncness = None;
    function.sig.output = ReturnType::Type(syn::Token![->](span), Box::new(opaque));
    function
        .attrs
        .push(parse_quote!(#[allow(clippy::manual_async_fn)]));
}

/// The locals of generated code; no body can see them.
struct Names {
    call: Ident,
    site: Ident,
    policy: Ident,
    result: Ident,
    delay: Ident,
    cut: Ident,
    limit: Ident,
}

impl Names {
    fn new() -> Self {
        let name = |text| Ident::new(text, Span::mixed_site());
        Self {
            call: name("call"),
            site: name("site"),
            policy: name("policy"),
            result: name("result"),
            delay: name("delay"),
            cut: name("cut"),
            limit: name("limit"),
        }
    }
}

struct Writer<'a> {
    private: TokenStream,
    names: Names,
    output: Type,
    plan: &'a Plan,
    function: &'a Function,
    body: &'a Body,
    arguments: &'a Arguments,
}

impl Writer<'_> {
    /// The loop of a sync function.
    fn blocking(&self) -> TokenStream {
        let Self { private, names, .. } = self;
        let Names {
            call,
            result,
            delay,
            ..
        } = names;
        let start = self.start();
        let originals = self.arguments.originals(false);
        let patterns = self.arguments.originals(true);
        let attempt = self.attempt();
        let give_up = self.unless_accepted();
        let again = if self.is_plain() {
            let site = self.site();
            let classifier = self.classifier();
            code! {
                if !{ #classifier #private::sleeps_blocking(&mut #call, #site, &#result, classifier) } {
                    return #result;
                }
            }
        } else {
            let decide = self.decide();
            let sleep = match &self.plan.sleep {
                Some(sleep) => code!(if #private::is_sleep(#delay) { (#sleep)(#delay); }),
                None => code!(#private::sleep_blocking(#delay);),
            };
            code! {
                let #delay = match { #decide } {
                    ::core::option::Option::Some(delay) => delay,
                    ::core::option::Option::None => return #result,
                };
                #sleep
            }
        };
        code!({
            #start
            #originals
            #patterns
            loop {
                let #result = #attempt;
                #give_up
                #again
            }
        })
    }

    /// Whether one shared function can decide and sleep.
    fn is_plain(&self) -> bool {
        self.plan.sleep.is_none() && !self.is_observed()
    }

    fn is_observed(&self) -> bool {
        cfg!(feature = "tracing") || self.plan.on_retry.is_some() || self.plan.on_give_up.is_some()
    }

    /// The retrying future, as an async block.
    fn future(&self, before: &TokenStream) -> TokenStream {
        let steps = self.steps();
        code!(async move { #before #steps })
    }

    /// The loop of an async function.
    fn steps(&self) -> TokenStream {
        let Self { private, names, .. } = self;
        let Names {
            call,
            result,
            delay,
            cut,
            limit,
            ..
        } = names;
        let start = self.start();
        let attempt = self.attempt();
        let unless_accepted = self.unless_accepted();
        let decide = self.decide();
        let decided = code! {
            #unless_accepted
            match { #decide } {
                ::core::option::Option::Some(delay) => delay,
                ::core::option::Option::None => return #result,
            }
        };
        let outcome = if matches!(self.plan.cuts, Cuts::Never) {
            code!(let #result = #attempt; #decided)
        } else {
            let hooks = self.hooks();
            let policy = self.policy_reference();
            let site = self.site_reference();
            code! {
                match #attempt {
                    ::core::result::Result::Ok(#result) => { #decided }
                    ::core::result::Result::Err(#cut) => {
                        let what = #call.cut(#policy, #private::Clock::ASYNC);
                        match #private::delay_after_cut(&mut #call, #site, what, #private::Clock::ASYNC, #hooks) {
                            ::core::option::Option::Some(delay) => delay,
                            ::core::option::Option::None => return #private::Cuts::timed_out(#limit, #cut, what),
                        }
                    }
                }
            }
        };
        let sleep = self.sleeper();
        code! {
            #start
            loop {
                let #delay = { #outcome };
                if #private::is_sleep(#delay) {
                    #sleep(#delay).await;
                }
            }
        }
    }

    fn sleeper(&self) -> TokenStream {
        let private = &self.private;
        match &self.plan.sleep {
            Some(sleep) => code!((#sleep)),
            None => code!(#private::sleep),
        }
    }

    /// What happens once a call, before the first attempt.
    fn start(&self) -> TokenStream {
        let Self {
            private,
            names,
            plan,
            ..
        } = self;
        let Names {
            call,
            site,
            policy,
            limit,
            ..
        } = names;
        let mut start = TokenStream::new();
        let Policy {
            start: from,
            overrides,
            ..
        } = &plan.policy;
        if let Start::Runtime(expr) = from {
            start.extend(code! {
                let #policy = #private::policy(#expr)#overrides;
            });
        }
        if self.binds_site() {
            // A closure without captures takes no room in the future.
            let value = self.site();
            start.extend(code!(let #site = || #value;));
        }
        let clock = self.clock();
        let begun = match plan.starts_clock {
            StartsClock::No => code!(#private::Call::new()),
            StartsClock::Yes => code!(#private::Call::timed(#private::Clock::#clock)),
            StartsClock::IfBounded => {
                let policy = self.policy_reference();
                code!(#private::Call::timed_if_bounded(#policy, #private::Clock::#clock))
            }
        };
        start.extend(code!(let mut #call = #begun;));
        let output = without_impl(&self.output);
        match &plan.cuts {
            Cuts::Never => {}
            Cuts::Always => start.extend(code!(let #limit = #private::Limit::<true>;)),
            Cuts::IfPolicy(policy) => start.extend(code! {
                let #limit = #private::Limit::<{ #policy.cuts_attempts() }>;
            }),
            Cuts::IfType => {
                let output = &output;
                start.extend(code! {
                    let #limit = {
                        use #private::{CutsAttempts as _, RunsToEnd as _};
                        (&&#private::CutsOf::<#output>::new()).limit()
                    };
                });
            }
        }
        start
    }

    fn clock(&self) -> Ident {
        let name = if self.function.kind.is_async() {
            "ASYNC"
        } else {
            "System"
        };
        Ident::new(name, Span::mixed_site())
    }

    /// Whether the site is used more than once.
    fn binds_site(&self) -> bool {
        let is_runtime = matches!(self.plan.policy.start, Start::Runtime(_));
        !is_runtime
            && (!matches!(self.plan.cuts, Cuts::Never)
                || self.plan.attempt.is_some()
                || self.plan.starts_clock == StartsClock::IfBounded)
    }

    /// The site where it is used.
    fn site_reference(&self) -> TokenStream {
        if self.binds_site() {
            let site = &self.names.site;
            code!(#site())
        } else {
            self.site()
        }
    }

    fn policy_reference(&self) -> TokenStream {
        let Names { site, policy, .. } = &self.names;
        if self.binds_site() {
            code!(#site().policy)
        } else {
            code!(&#policy)
        }
    }

    /// `&Site { ... }`.
    fn site(&self) -> TokenStream {
        let private = &self.private;
        let facade = &self.plan.facade;
        let policy_local = &self.names.policy;
        let name = self.function.sig.ident.to_string();
        let name = name.trim_start_matches("r#");
        let Policy {
            start,
            overrides,
            value_checks,
            check,
        } = &self.plan.policy;
        let site = |policy: &TokenStream| {
            code! {
                #private::Site { policy: #policy, function: #name, module: ::core::module_path!() }
            }
        };
        let Start::Const {
            policy,
            may_be_generic,
        } = start
        else {
            let site = site(&code!(&#policy_local));
            return code!(&#site);
        };
        let from = match policy {
            Some(policy) => code!(#policy),
            None => code!(#facade::Policy::new()),
        };
        let checked = check.map(|span| {
            let method = if self.function.kind.is_async() {
                "checked"
            } else {
                "checked_blocking"
            };
            let method = Ident::new(method, span);
            quote_spanned!(span=> .#method())
        });
        let site = site(&code!(&#from #overrides #checked));
        if *may_be_generic {
            code!(const { &#site })
        } else {
            code!({
                #(const _: #facade::Policy = #value_checks;)*
                const SITE: &#private::Site<'static> = &#site;
                SITE
            })
        }
    }

    /// One attempt, as an expression: the result, or with a limit perhaps that it was cut.
    fn attempt(&self) -> TokenStream {
        let Self {
            private,
            names,
            plan,
            body,
            arguments,
            ..
        } = self;
        let Names {
            call,
            result,
            limit,
            ..
        } = names;
        let pass = arguments.pass(private);
        let give_back = arguments.give_back(private);
        // At the user's braces, but known as generated to the lints about braces and closures.
        let span = Span::mixed_site().located_at(body.block.span());
        let mut block = body.block.clone();
        block.set_span(span);
        let output = without_impl(&self.output);
        let clock = self.clock();
        let context = plan.attempt.as_ref().map(|name| {
            let policy = self.policy_reference();
            code! {
                #[allow(unused_variables)]
                let #name = #call.attempt(#policy, #private::Clock::#clock);
            }
        });
        let run = match &body.run {
            Run::Blocking => quote_spanned!(span=> (|| -> #output #block)()),
            Run::Async(_) => {
                let capture = arguments.capture_uniquely();
                code! {
                    async {
                        // Fixes the type of the body before it is checked.
                        #[allow(
                            unreachable_code, unused_variables, clippy::diverging_sub_expression,
                            clippy::let_unit_value, clippy::no_effect_underscore_binding, clippy::needless_return,
                            clippy::empty_loop, clippy::used_underscore_binding, clippy::unused_unit
                        )]
                        if false {
                            let output: #output = loop {};
                            #capture
                            return output;
                        }
                        #block
                    }
                }
            }
            Run::Future => code!((|| #block)()),
        };
        let run = match (&body.run, &plan.cuts) {
            (Run::Blocking, _) => run,
            (_, Cuts::Never) => code!(#run.await),
            _ => {
                let policy = self.policy_reference();
                let sleep = self.sleeper();
                code! {
                    #private::Cuts::bound(
                        #limit,
                        #run,
                        || #call.limit(#policy, #private::Clock::ASYNC).map(|limit| #sleep(limit)),
                    ).await
                }
            }
        };
        if pass.is_empty() && context.is_none() {
            return run;
        }
        if give_back.is_empty() {
            return code!({ #context #pass #run });
        }
        code!({ #context #pass let #result = #run; #give_back #result })
    }

    /// Returns a result that is good enough.
    fn unless_accepted(&self) -> TokenStream {
        let Self {
            private,
            names,
            plan,
            output,
            ..
        } = self;
        let result = &names.result;
        // The check that the type can fail points at the type.
        let span = output.span();
        match &plan.when_ok {
            None => quote_spanned! {span=>
                if #private::is_success(&#result) { return #result; }
            },
            Some(rejects) => quote_spanned! {span=>
                if #private::is_accepted(&#result, #rejects) { return #result; }
            },
        }
    }

    /// Binds how errors are classified.
    fn classifier(&self) -> TokenStream {
        let private = &self.private;
        let result = &self.names.result;
        let when = self
            .plan
            .when
            .as_ref()
            .map(|when| code!(let classifier = #private::when(&#result, #when, classifier);));
        let classifier = Ident::new("classifier", Span::mixed_site());
        code! {
            use #private::{ByClassify as _, ByDefault as _, BySource as _};
            let #classifier = (&&&#private::error_of(&#result)).classifier();
            #when
        }
    }

    fn hooks(&self) -> TokenStream {
        let private = &self.private;
        let hook = |name: &str, hook: &Option<Expr>| {
            let name = format_ident!("{name}", span = Span::mixed_site());
            hook.as_ref().map(|hook| match hook {
                Expr::Path(_) | Expr::Closure(_) => code!(.#name(&#hook)),
                _ => code!(.#name(&(#hook))),
            })
        };
        let on_retry = hook("on_retry", &self.plan.on_retry);
        let on_give_up = hook("on_give_up", &self.plan.on_give_up);
        code!(#private::Hooks::NONE #on_retry #on_give_up)
    }

    /// The decision after a failed attempt: `Option<Duration>`.
    fn decide(&self) -> TokenStream {
        let Self { private, names, .. } = self;
        let Names { call, result, .. } = names;
        let site = self.site_reference();
        let clock = self.clock();
        let classifier = self.classifier();
        if !self.is_observed() {
            return code! {
                #classifier
                #private::delay(&mut #call, #site, &#result, classifier, #private::Clock::#clock)
            };
        }
        let hooks = self.hooks();
        code! {
            #classifier
            use #private::{Opaque as _, ShowsBoth as _, ShowsDebug as _, ShowsDisplay as _};
            #private::observed_delay(
                &mut #call,
                #site,
                &#result,
                classifier,
                #private::Clock::#clock,
                (&&&&#private::error_of(&#result)).shower(),
                #hooks,
            )
        }
    }
}

/// The type where it annotates an expression, which cannot say `impl Trait`.
fn without_impl(ty: &Type) -> Type {
    use syn::{GenericArgument, PathArguments};
    fn replace(ty: &mut Type) {
        match ty {
            Type::ImplTrait(_) => *ty = parse_quote!(_),
            Type::Path(path) => {
                for segment in &mut path.path.segments {
                    if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                        for argument in &mut arguments.args {
                            if let GenericArgument::Type(ty) = argument {
                                replace(ty);
                            }
                        }
                    }
                }
            }
            Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(replace),
            Type::Reference(reference) => replace(&mut reference.elem),
            Type::Array(array) => replace(&mut array.elem),
            Type::Group(group) => replace(&mut group.elem),
            Type::Paren(paren) => replace(&mut paren.elem),
            _ => {}
        }
    }
    let mut ty = ty.clone();
    replace(&mut ty);
    ty
}
