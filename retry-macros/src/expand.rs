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
//!                 match next_delay(result, &mut call, &SITE) { Ok(delay) => delay, Err(failed) => return failed }
//!             };
//!             sleep(delay).await;
//!         }
//!     }
//! }
//! ```

mod arguments;
mod attempt;
mod opaque;
mod policy;
mod site;
mod steps;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::quote;
use syn::{FnArg, Token, Type, parse_quote};

use self::opaque::make_opaque;
use crate::body::{Run, Wrapper};
use crate::code::{code, private, root};
use crate::function::{Form, Function};
use crate::plan::Plan;
use crate::tokens::{at, ends};

pub(crate) fn expand(plan: &Plan) -> TokenStream {
    let writer = Writer::new(plan);
    let (first, arguments) = (writer.first, &plan.arguments);
    let (originals, patterns) = (arguments.originals(false), arguments.originals(true));
    let steps = match &plan.body.run {
        Run::Blocking => {
            let steps = writer.blocking_steps();
            code!(first=> #originals #patterns #steps)
        }
        Run::Async(_) if plan.is_opaque => {
            let (hold, destructure) = (arguments.hold(), arguments.destructure());
            let steps = writer.async_steps();
            code!(first=> #originals async move { #hold #destructure #patterns #steps })
        }
        Run::Async(_) if matches!(plan.function.form, Form::Async { .. }) => {
            let steps = writer.async_steps();
            code!(first=> #originals #patterns #steps)
        }
        Run::Async(wrapper) => {
            let steps = writer.async_steps();
            let future = wrapped(wrapper, &code!(first=> async move { #steps }));
            code!(first=> #originals #patterns #future)
        }
        Run::Future => {
            let steps = writer.async_steps();
            let mut future = code!(first=> async move { #steps });
            if matches!(
                plan.function.form,
                Form::ReturnsFuture { is_boxed: true, .. }
            ) {
                let private = writer.private(first);
                future = code!(first=> #private::Box::pin(#future));
            }
            code!(first=> #originals #patterns #future)
        }
    };
    let mut block = Group::new(Delimiter::Brace, steps);
    block.set_span(at(plan.function.body.span()));
    let Function {
        attrs, vis, sig, ..
    } = signature(plan);
    let summary = &plan.summary;
    quote! {
        #(#attrs)*
        #[doc = ""]
        #[doc = #summary]
        #vis #sig #block
    }
}

/// The function with its signature as it is written.
fn signature(plan: &Plan) -> Function {
    let mut function = plan.function.clone();
    if plan.is_opaque {
        make_opaque(&mut function);
    }
    if plan.arguments.moves_receiver {
        if let Some(FnArg::Receiver(receiver)) = function.sig.inputs.first_mut() {
            receiver.mutability = Some(Token![mut](at(receiver.self_token.span)));
            receiver.attrs.push(parse_quote!(#[allow(unused_mut)]));
        }
    }
    function
}

fn wrapped(wrapper: &Wrapper, future: &TokenStream) -> TokenStream {
    match wrapper {
        Wrapper::Call(function) => quote!(#function(#future)),
        Wrapper::Method(method) => quote!(#future #method),
    }
}

/// The locals of generated code. No body can see them; the underscores keep the compiler from pointing at them when a
/// body names something alike.
struct Names {
    call: Ident,
    site: Ident,
    policy: Ident,
    result: Ident,
    failed: Ident,
    failure: Ident,
    delay: Ident,
    cut: Ident,
    limit: Ident,
    number: Ident,
}

impl Names {
    fn new(span: Span) -> Self {
        let name = |text| Ident::new(text, at(span));
        Self {
            call: name("__call"),
            site: name("__site"),
            policy: name("__policy"),
            result: name("__result"),
            failed: name("__failed"),
            failure: name("__failure"),
            delay: name("__delay"),
            cut: name("__cut"),
            limit: name("__limit"),
            number: name("__number"),
        }
    }
}

/// What all parts of the expansion are written from.
struct Writer<'a> {
    plan: &'a Plan,
    /// Where the facade lives.
    facade: TokenStream,
    names: Names,
    output: &'a Type,
    /// The ends of the return type, where most of what may be wrong is about.
    first: Span,
    last: Span,
}

impl<'a> Writer<'a> {
    fn new(plan: &'a Plan) -> Self {
        let output = plan.function.form.output();
        let (first, last) = ends(output);
        let facade = root(plan.args.facade.get().map(|root| &root.0));
        Self {
            plan,
            facade,
            names: Names::new(first),
            output,
            first,
            last,
        }
    }

    fn private(&self, span: Span) -> TokenStream {
        private(&self.facade, span)
    }

    fn is_observed(&self) -> bool {
        let args = &self.plan.args;
        cfg!(feature = "tracing") || args.on_retry.is_given() || args.on_give_up.is_given()
    }

    fn clock(&self) -> TokenStream {
        let private = self.private(self.first);
        if self.plan.function.form.is_async() {
            code!(self.first=> #private::Clock::ASYNC)
        } else {
            code!(self.first=> #private::Clock::System)
        }
    }
}
