//! Writes the code. This cannot fail: everything has been checked in `plan.rs`.
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
//!                 let result = { async { let prompt = prompt.clone(); BODY }.await };
//!                 let Some(failed) = failed(&result) else { return result };
//!                 match failed.next(result, &mut call, POLICY) {
//!                     Continue(delay) => delay,
//!                     Break(result) => return result,
//!                 }
//!             };
//!             sleep(delay).await;
//!         }
//!     }
//! }
//! ```
//!
//! A body that never leaves the function early needs no block or closure of its own.

mod arguments;
mod attempt;
mod fallback;
mod hooks;
mod opaque;
mod policy;
mod registry;
mod steps;
mod stream;
mod upstream;

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, ExprCall, FnArg, Meta, Token, Type, parse_quote};

use self::opaque::make_opaque;
use crate::args::Setting;
use crate::body::{Run, Wrapper};
use crate::code::{Facade, FacadeAt, Place, code, joined};
use crate::function::{Form, Function};
use crate::plan::Plan;
use crate::tokens::{at, ends, ungrouped_expr};

pub(crate) fn expand(plan: &Plan) -> TokenStream {
    let writer = Writer::new(plan);
    let (first, arguments) = (writer.first, &plan.arguments);
    let [originals, patterns] =
        [false, true].map(|of_patterns| arguments.originals(of_patterns, &writer.facade));
    let steps = match &plan.body.run {
        Run::Blocking => {
            let steps = match plan.function.form.items() {
                Some(items) => writer.retried_items(items),
                None => writer.blocking_steps(),
            };
            joined([originals, patterns, steps])
        }
        Run::Async(_) if plan.is_opaque => {
            let (hold, destructure) = (arguments.hold(), arguments.destructure());
            let steps = joined([hold, destructure, patterns, writer.async_steps()]);
            joined([originals, code!(first=> async move { #steps })])
        }
        Run::Async(_) if matches!(plan.function.form, Form::Async { .. }) => {
            let steps = writer.async_steps();
            joined([originals, patterns, steps])
        }
        Run::Async(wrapper) => {
            let steps = writer.async_steps();
            let future = wrapped(wrapper, &code!(first=> async move { #steps }));
            joined([originals, patterns, future])
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
            joined([originals, patterns, future])
        }
    };
    let unread = writer.refuse_unread().unwrap_or_default();
    let import = writer.import.unwrap_or_default();
    let mut block = Group::new(Delimiter::Brace, joined([import, unread, steps]));
    // With the user's span, or lints about the function would ignore it as generated.
    block.set_span(plan.function.body.span());
    let Function {
        attrs, vis, sig, ..
    } = signature(plan);
    // This line alone would hide that the function has no documentation.
    let summary = is_documented(&attrs).then(|| {
        let summary = format!(" {}", plan.summary());
        quote!(#[doc = ""] #[doc = #summary])
    });
    // The documentation shows the signature that the user wrote.
    let shown = plan.shown.as_ref().map(|shown| {
        let attrs = &plan.function.attrs;
        code!(first=> #(#attrs)* #summary #[cfg(doc)] #vis #shown { loop {} } #[cfg(not(doc))])
    });
    quote! {
        #shown
        #(#attrs)*
        #summary
        #vis #sig #block
    }
}

fn is_documented(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| match &attr.meta {
        Meta::NameValue(line) => line.path.is_ident("doc"),
        _ => false,
    })
}

/// The function with its signature as it is written.
fn signature(plan: &Plan) -> Function {
    let mut function = plan.function.clone();
    if plan.is_opaque {
        make_opaque(&mut function);
    }
    if matches!(plan.body.run, Run::Future) {
        // The user wrote no async block.
        let lints = quote!(clippy::manual_async_fn, clippy::missing_errors_doc);
        function.attrs.push(parse_quote!(#[allow(#lints)]));
    }
    if plan.function.form.items().is_some() {
        // The body is in a closure, where the lint looks for no side effects.
        let lint = quote!(clippy::must_use_candidate);
        function.attrs.push(parse_quote!(#[allow(#lint)]));
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

/// What all parts of the expansion share.
///
/// The local variables of generated code begin with `__retry_`. No body can see them, but a local variable may not have
/// the name of a static, so the prefix avoids those of the user.
struct Writer<'a> {
    plan: &'a Plan,
    facade: Facade,
    /// What binds the name of the facade, if it has another.
    import: Option<TokenStream>,
    output: &'a Type,
    /// The start of the return type, where most errors belong.
    first: Place,
}

impl<'a> Writer<'a> {
    fn new(plan: &'a Plan) -> Self {
        let output = plan.function.form.output();
        let first = ends(output).0.into();
        let root = &plan.args.facade;
        let place = root.name_span().map_or(first, Place::from);
        let (facade, import) = Facade::imported(root.get().map(|root| &root.0), place);
        Self {
            plan,
            facade,
            import,
            output,
            first,
        }
    }

    fn private(&self, place: Place) -> FacadeAt<'_> {
        self.facade.private(place)
    }

    /// The function's name.
    fn name(&self) -> String {
        let name = self.plan.function.sig.ident.to_string();
        name.trim_start_matches("r#").to_owned()
    }

    /// The place of the code for an option.
    fn place_of<T>(&self, setting: &Setting<T>) -> Place {
        setting.name_span().map_or(self.first, Place::from)
    }

    /// A function that is the value of an option. If it is called instead, and takes arguments, that is one error.
    fn callable(&self, value: &Expr) -> TokenStream {
        match ungrouped_expr(value) {
            Expr::Call(ExprCall {
                func,
                paren_token,
                args,
                ..
            }) if args.is_empty() && matches!(**func, Expr::Path(_)) => {
                let place = Place::from(paren_token.span.join());
                let private = self.private(place);
                code!(place=> #private::called(&#func).get())
            }
            value => value.to_token_stream(),
        }
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
