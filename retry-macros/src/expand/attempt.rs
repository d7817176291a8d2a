//! One attempt, as an expression.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Token, Type};

use super::Writer;
use super::opaque::without_impl;
use crate::args::Name;
use crate::body::Run;
use crate::code::{Place, code};
use crate::function::Form;
use crate::plan::Cuts;
use crate::tokens::{at, is_one_of, is_punct, ungrouped};

impl Writer<'_> {
    /// Runs one attempt and binds its result. With a limit the result also says whether the attempt was cut.
    pub(super) fn attempt(&self) -> TokenStream {
        let here = self.first;
        let context = self.context();
        let [outside, inside] = self.plan.arguments.bind(&self.facade);
        let give_back = self.plan.arguments.give_back(&self.facade);
        let is_straight = self.plan.body.is_straight
            && matches!(self.plan.cuts, Cuts::Never)
            && !self.plan.args.stream.is_given()
            && !self.may_lose_async();
        let (run, output) = match (&self.plan.body.run, &self.plan.cuts) {
            (Run::Blocking | Run::Async(_), Cuts::Never) if is_straight => {
                (self.straight(&inside), Some(self.annotation()))
            }
            (Run::Blocking, _) => self.until_first_of_iterator(self.called(&inside)),
            (run, cuts) => {
                let future = match run {
                    Run::Future => self.future(&inside),
                    _ => self.block(&inside),
                };
                let future = self.until_first(future);
                match cuts {
                    // If the body may have lost its `async`, nothing else fixes the type.
                    Cuts::Never if matches!(run, Run::Async(_)) && !self.plan.is_opaque => {
                        (code!(here=> #future.await), Some(self.annotation()))
                    }
                    Cuts::Never => (code!(here=> #future.await), None),
                    _ => {
                        let limited = self.limited(&future);
                        (code!(here=> #limited.await), None)
                    }
                }
            }
        };
        let colon = output.is_some().then(|| Token![:](here.0));
        if !give_back.is_empty() {
            return code! {here=>
                let __retry_result = {
                    #context
                    #outside
                    let __retry_result #colon #output = #run;
                    #give_back
                    __retry_result
                };
            };
        }
        if outside.is_empty() && context.is_none() {
            return code!(here=> let __retry_result #colon #output = #run;);
        }
        code!(here=> let __retry_result #colon #output = { #context #outside #run };)
    }

    /// Binds what `attempt = name` and `last_error = name` ask for.
    fn context(&self) -> Option<TokenStream> {
        let here = self.first;
        let args = &self.plan.args;
        let attempt = args.attempt.get().map(|Name(name)| {
            let private = self.private(here);
            let (policy, clock) = (self.policy(), self.clock());
            code! {here=>
                #[allow(unused_variables)]
                let #name = #private::Call::attempt(&__retry_call, #policy, #clock, __retry_number);
            }
        });
        let last_error = args.last_error.get().map(|Name(name)| {
            code!(here=> #[allow(unused_variables)] let #name = __retry_last.as_ref();)
        });
        (attempt.is_some() || last_error.is_some()).then(|| quote!(#attempt #last_error))
    }

    /// The attempt with its limit.
    pub(super) fn limited(&self, future: &TokenStream) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let (policy, clock, sleep) = (self.policy(), self.clock(), self.sleep());
        let place = self.place_of(&self.plan.args.sleep);
        let sleeper = code!(place=> |__retry_delay| #sleep);
        code! {here=>
            #private::Cuts::limit_attempt(
                __retry_limit,
                #future,
                || #private::Call::limit(&__retry_call, #policy, #clock).map(#sleeper),
            )
        }
    }
}

/// The user's block, run once.
impl Writer<'_> {
    /// A body that never leaves the function early: as it is, in braces that the lint `unused_braces` ignores.
    fn straight(&self, inside: &TokenStream) -> TokenStream {
        let mut statements = self.plan.body.block.stream();
        // The body may be a single `$body:block` of a macro.
        while let [TokenTree::Group(block)] = ungrouped(statements.clone()).as_slice() {
            if block.delimiter() != Delimiter::Brace {
                break;
            }
            statements = block.stream();
        }
        let statements = if inside.is_empty() {
            statements
        } else {
            let statements = self.nested();
            code!(self.plan.body.open=> #inside #statements)
        };
        let mut block = Group::new(Delimiter::Brace, statements);
        block.set_span(at(self.plan.body.block.span()));
        block.into_token_stream()
    }

    /// The body after other statements. It keeps its braces, so that its items do not come after statements, unless it is
    /// a single expression.
    fn nested(&self) -> TokenStream {
        const ITEMS: &[&str] = &[
            "fn",
            "use",
            "const",
            "static",
            "struct",
            "enum",
            "impl",
            "trait",
            "mod",
            "type",
            "macro_rules",
        ];
        let block = &self.plan.body.block;
        let is_expression = block.stream().into_iter().all(|token| match &token {
            TokenTree::Ident(word) => !is_one_of(word, ITEMS),
            token => !is_punct(token, ';'),
        });
        if is_expression {
            block.stream()
        } else {
            block.to_token_stream()
        }
    }

    /// Of a sync function.
    fn called(&self, inside: &TokenStream) -> TokenStream {
        let block = &self.plan.body.block;
        let output = self.annotation();
        let closure = as_written(self.plan.body.open, quote!(||));
        if inside.is_empty() {
            return code!(self.first=> (#closure -> #output #block)());
        }
        code!(self.first=> (#closure -> #output { #inside #block })())
    }

    /// Of a function that makes its future by other means than an async block.
    fn future(&self, inside: &TokenStream) -> TokenStream {
        let here = self.first;
        let block = &self.plan.body.block;
        let closure = as_written(self.plan.body.open, quote!(||));
        let block = if inside.is_empty() {
            block.to_token_stream()
        } else {
            code!(here=> { #inside #block })
        };
        match (&self.plan.function.form, &self.plan.function.sig.output) {
            (Form::ReturnsFuture { is_boxed: true, .. }, syn::ReturnType::Type(_, whole)) => {
                let whole = with_lifetimes_elided(whole.to_token_stream(), &|_| true);
                code!(here=> (#closure -> #whole #block)())
            }
            // `impl Future` cannot be written here, but its output can.
            _ => {
                let (private, output) = (self.private(here), self.annotation());
                code!(here=> #private::yields::<#output, _>((#closure #block)()))
            }
        }
    }

    /// As an async block.
    fn block(&self, inside: &TokenStream) -> TokenStream {
        let open = self.plan.body.open;
        let private = self.facade.private(open);
        let output = self.annotation();
        let capture = self.plan.arguments.capture_uniquely();
        let lint = (!capture.is_empty()).then(|| code!(open=> #[allow(unreachable_code)]));
        let body = self.nested();
        let keyword = as_written(open, quote!(async));
        // The whole block uses the rules of one edition: a mixture crashes rustc 1.95 in edition 2018.
        let mut block = Group::new(
            Delimiter::Brace,
            code! {open=>
                // Fixes the type of the body before it is checked.
                #lint
                if false {
                    return #private::never::<#output>();
                    #capture
                }
                #inside
                #body
            },
        );
        block.set_span(open);
        let future = code!(open=> #keyword #block);
        if self.plan.is_opaque {
            return future;
        }
        // The span of the block keeps the loss of `async` to one error.
        let open = Place(open);
        let private = self.private(open);
        if self.may_lose_async() {
            return code!(open=> #private::still_async::<#output, _>(#future));
        }
        code!(open=> #private::yields::<#output, _>(#future))
    }

    /// The type of the result, without the lifetimes of the function: the lint `needless_lifetimes` looks for them in the
    /// body.
    pub(super) fn annotation(&self) -> Type {
        let function = &self.plan.function;
        let (output, _) = without_impl(self.output);
        let own: Vec<&Ident> = function
            .sig
            .generics
            .lifetimes()
            .map(|param| &param.lifetime.ident)
            .collect();
        // The caller's lifetimes are too long for what one attempt reborrows.
        let elides_all = function.form.items().is_some();
        if own.is_empty() && !elides_all {
            return output;
        }
        let is_meant = |name: &Ident| elides_all || own.contains(&name);
        Type::Verbatim(with_lifetimes_elided(output.into_token_stream(), &is_meant))
    }

    /// Whether an attribute below may take `async` and `await` away.
    fn may_lose_async(&self) -> bool {
        matches!(self.plan.function.form, Form::Async { .. }) && !self.plan.is_opaque
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

/// Elides all lifetimes that are meant, and never `'static`.
fn with_lifetimes_elided(tokens: TokenStream, is_meant: &dyn Fn(&Ident) -> bool) -> TokenStream {
    let mut after_quote = false;
    tokens
        .into_iter()
        .map(|token| {
            let is_name = std::mem::replace(
                &mut after_quote,
                matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\''),
            );
            match token {
                TokenTree::Ident(name) if is_name && name != "static" && is_meant(&name) => {
                    TokenTree::Ident(Ident::new("_", name.span()))
                }
                TokenTree::Group(group) => {
                    let inner = with_lifetimes_elided(group.stream(), is_meant);
                    let mut elided = Group::new(group.delimiter(), inner);
                    elided.set_span(group.span());
                    TokenTree::Group(elided)
                }
                other => other,
            }
        })
        .collect()
}
