//! One attempt, as an expression.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

use super::Writer;
use super::opaque::without_impl;
use crate::body::Run;
use crate::code::code;
use crate::function::Form;
use crate::plan::Cuts;
use crate::tokens::at;

impl Writer<'_> {
    /// One attempt: its result, or with a limit perhaps that it was cut.
    pub(super) fn attempt(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let result = &self.names.result;
        let pass = self.plan.arguments.bind(&self.facade);
        let [choose_ways, move_out, give_back] = self.plan.arguments.around(&self.facade);
        let context = self.context();
        let run = match (&self.plan.body.run, &self.plan.cuts) {
            (Run::Blocking, _) => self.run(),
            (_, Cuts::Never) => {
                let run = self.run();
                code!(here=> #run.await)
            }
            _ => {
                let (run, policy, clock) = (self.run(), self.policy_reference(), self.clock());
                let (call, limit) = (&self.names.call, &self.names.limit);
                let longest = Ident::new("__longest", at(here));
                let sleep = self.sleep(&longest);
                code! {here=>
                    #private::Cuts::limit_attempt(
                        #limit,
                        #run,
                        || #private::Call::limit(&#call, #policy, #clock).map(|#longest| #sleep),
                    ).await
                }
            }
        };
        if pass.is_empty() && context.is_none() {
            return run;
        }
        if give_back.is_empty() {
            return code!(here=> { #context #pass #run });
        }
        code! {here=> {
            #choose_ways
            let #result = { #context #pass let #result = #run; #move_out #result };
            #give_back
            #result
        }}
    }

    /// Binds what `attempt = name` asks for.
    fn context(&self) -> Option<TokenStream> {
        let here = self.first;
        let private = self.private(here);
        let (call, policy, clock) = (&self.names.call, self.policy_reference(), self.clock());
        let number = &self.names.number;
        self.plan.args.attempt.get().map(|name| {
            let name = &name.0;
            code! {here=>
                #[allow(unused_variables)]
                let #name = #private::Call::attempt(&#call, #policy, #clock, #number);
            }
        })
    }

    /// The user's block, called or not yet awaited. It keeps its own braces.
    fn run(&self) -> TokenStream {
        let here = self.first;
        let block = &self.plan.body.block;
        let open = block.delim_span().open();
        let (output, _) = without_impl(self.output);
        match self.plan.body.run {
            Run::Blocking => {
                let closure = as_written(open, quote::quote!(||));
                code!(here=> (#closure -> #output #block)())
            }
            Run::Future => {
                let closure = as_written(open, quote::quote!(||));
                let private = self.private(here);
                match (&self.plan.function.form, &self.plan.function.sig.output) {
                    (
                        Form::ReturnsFuture { is_boxed: true, .. },
                        syn::ReturnType::Type(_, whole),
                    ) => {
                        let whole = with_lifetimes_elided(whole.to_token_stream());
                        code!(here=> (#closure -> #whole #block)())
                    }
                    // `impl Future` cannot be said here, but what it yields can.
                    _ => code!(here=> #private::yields::<#output, _>((#closure #block)())),
                }
            }
            Run::Async(_) => {
                let capture = self.plan.arguments.capture_uniquely();
                let value = Ident::new("__output", at(here));
                let typed = code! {here=>
                    // Fixes the type of the body before it is checked.
                    #[allow(
                        unreachable_code, unused_variables, clippy::diverging_sub_expression,
                        clippy::empty_loop, clippy::let_unit_value, clippy::needless_return,
                        clippy::no_effect_underscore_binding, clippy::unused_unit, clippy::used_underscore_binding
                    )]
                    if false {
                        let #value: #output = loop {};
                        #capture
                        return #value;
                    }
                };
                // The label keeps the lint `unused_braces` from taking the user's braces for ours.
                let label = syn::Lifetime::new("'__body", at(open));
                let keyword = as_written(open, quote::quote!(async));
                // All of the block in the rules of one edition: a mixture crashes rustc 1.95 in edition 2018.
                let mut inner = proc_macro2::Group::new(
                    proc_macro2::Delimiter::Brace,
                    code!(open=> #typed #label: #block),
                );
                inner.set_span(open);
                code!(open=> #keyword #inner)
            }
        }
    }
}

/// The keyword of a closure or an async block with the user's span, so that the compiler's messages about what it
/// captures read as if it were theirs.
fn as_written(span: Span, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

/// The caller's lifetimes are too long for what one attempt reborrows.
fn with_lifetimes_elided(tokens: TokenStream) -> TokenStream {
    let mut after_quote = false;
    tokens
        .into_iter()
        .map(|token| {
            let is_name = std::mem::replace(
                &mut after_quote,
                matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\''),
            );
            match token {
                TokenTree::Ident(name) if is_name && name != "static" => {
                    TokenTree::Ident(Ident::new("_", name.span()))
                }
                TokenTree::Group(group) => {
                    let inner = with_lifetimes_elided(group.stream());
                    let mut elided = Group::new(group.delimiter(), inner);
                    elided.set_span(group.span());
                    TokenTree::Group(elided)
                }
                other => other,
            }
        })
        .collect()
}
