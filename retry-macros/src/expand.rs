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

mod attempt;
mod site;
mod steps;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{ReturnType, Type, parse_quote, parse_quote_spanned};

use crate::arguments::Arguments;
use crate::body::{Body, Run};
use crate::code::{at, code, located};
use crate::function::{Function, Kind, ends};
use crate::plan::Plan;

pub(crate) fn expand(
    plan: &Plan,
    mut function: Function,
    body: &Body,
    arguments: &Arguments,
    is_opaque: bool,
) -> TokenStream {
    let output = function.kind.output().clone();
    let (first, last) = ends(&output);
    let writer = Writer {
        names: Names::new(first),
        output,
        first,
        last,
        plan,
        function: &function,
        body,
        arguments,
    };
    let (originals, patterns) = (arguments.originals(false), arguments.originals(true));
    let is_async_fn = matches!(function.kind, Kind::Async { .. });
    let steps = match &body.run {
        Run::Blocking => {
            let steps = writer.blocking_steps();
            code!(first=> #originals #patterns #steps)
        }
        Run::Async(_) if is_opaque => {
            let (hold, destructure) = (arguments.hold(), arguments.destructure());
            let steps = writer.async_steps();
            code!(first=> #originals async move { #hold #destructure #patterns #steps })
        }
        Run::Async(_) if is_async_fn => {
            let steps = writer.async_steps();
            code!(first=> #originals #patterns #steps)
        }
        Run::Async(wrapper) => {
            let steps = writer.async_steps();
            let future = wrapper.wrap(&code!(first=> async move { #steps }));
            code!(first=> #originals #patterns #future)
        }
        Run::Future => {
            let steps = writer.async_steps();
            let mut future = code!(first=> async move { #steps });
            if matches!(function.kind, Kind::ReturnsFuture { is_boxed: true, .. }) {
                let private = private(&plan.facade, first);
                future = code!(first=> #private::Box::pin(#future));
            }
            code!(first=> #originals #patterns #future)
        }
    };
    let mut block = Group::new(Delimiter::Brace, steps);
    block.set_span(at(function.body.span()));
    if is_opaque {
        make_opaque(&mut function);
    }
    let Function {
        attrs, vis, sig, ..
    } = function;
    let summary = &plan.summary;
    quote! {
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
    let span = at(ends(output).0);
    let opaque: Type = parse_quote_spanned! {span=>
        impl ::core::future::Future<Output = #output>
    };
    function.sig.asyncness = None;
    function.sig.output = ReturnType::Type(syn::Token![->](span), Box::new(opaque));
    function
        .attrs
        .push(parse_quote!(#[allow(clippy::manual_async_fn)]));
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
    names: Names,
    output: Type,
    /// The ends of the return type, where most of what may be wrong is about.
    first: Span,
    last: Span,
    plan: &'a Plan,
    function: &'a Function,
    body: &'a Body,
    arguments: &'a Arguments,
}

impl Writer<'_> {
    /// The path of the runtime's private module.
    fn private(&self, span: Span) -> TokenStream {
        private(&self.plan.facade, span)
    }

    fn is_observed(&self) -> bool {
        cfg!(feature = "tracing") || self.plan.on_retry.is_some() || self.plan.on_give_up.is_some()
    }

    fn clock(&self) -> TokenStream {
        let private = self.private(self.first);
        if self.function.kind.is_async() {
            code!(self.first=> #private::Clock::ASYNC)
        } else {
            code!(self.first=> #private::Clock::System)
        }
    }
}

pub(crate) fn private(facade: &TokenStream, span: Span) -> TokenStream {
    let facade = located(facade, span);
    code!(span=> #facade::__private)
}

/// The type where it annotates an expression, which cannot say `impl Trait`; and whether that changed it.
fn without_impl(ty: &Type) -> (TokenStream, bool) {
    use syn::{GenericArgument, PathArguments};
    fn replace(ty: &mut Type) -> bool {
        match ty {
            Type::ImplTrait(_) => {
                *ty = parse_quote!(_);
                true
            }
            Type::Path(path) => {
                let mut found = false;
                for segment in &mut path.path.segments {
                    if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                        for argument in &mut arguments.args {
                            match argument {
                                GenericArgument::Type(ty) => found |= replace(ty),
                                GenericArgument::AssocType(it) => found |= replace(&mut it.ty),
                                _ => {}
                            }
                        }
                    }
                }
                found
            }
            Type::Tuple(tuple) => tuple
                .elems
                .iter_mut()
                .fold(false, |found, ty| replace(ty) | found),
            Type::TraitObject(object) => object.bounds.iter_mut().fold(false, |found, bound| {
                let syn::TypeParamBound::Trait(bound) = bound else {
                    return found;
                };
                let mut ty = Type::Path(syn::TypePath {
                    attrs: Vec::new(),
                    qself: None,
                    path: bound.path.clone(),
                });
                let is_changed = replace(&mut ty);
                if let Type::Path(ty) = ty {
                    bound.path = ty.path;
                }
                found | is_changed
            }),
            Type::Reference(reference) => replace(&mut reference.elem),
            Type::Array(array) => replace(&mut array.elem),
            Type::Group(group) => replace(&mut group.elem),
            Type::Paren(paren) => replace(&mut paren.elem),
            _ => false,
        }
    }
    let mut ty = ty.clone();
    let found = replace(&mut ty);
    (ty.into_token_stream(), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opaque_types_are_replaced_wherever_they_stand() {
        for (ty, expected) in [
            ("impl A", "_"),
            ("Result<impl A, E>", "Result<_, E>"),
            ("Result<u32, impl A>", "Result<u32, _>"),
            ("Result<impl A, impl B>", "Result<_, _>"),
            ("Option<(impl A, u32)>", "Option<(_, u32)>"),
            ("Option<(u32, impl A)>", "Option<(u32, _)>"),
            ("(impl A, impl B)", "(_, _)"),
            ("Option<&impl A>", "Option<&_>"),
            ("Option<[impl A; 2]>", "Option<[_; 2]>"),
            ("Option<(impl A)>", "Option<(_)>"),
            ("Box<dyn A<B = impl C>>", "Box<dyn A<B = _>>"),
            ("Box<dyn A<B = impl C> + Send>", "Box<dyn A<B = _> + Send>"),
            (
                "Box<dyn A<B = impl C> + D<E = impl F>>",
                "Box<dyn A<B = _> + D<E = _>>",
            ),
            (
                "Result<u32, Box<dyn E + 'a>>",
                "Result<u32, Box<dyn E + 'a>>",
            ),
        ] {
            let (written, found) = without_impl(&syn::parse_str(ty).unwrap());
            let tight = |text: &str| text.replace(' ', "");
            assert_eq!(tight(&written.to_string()), tight(expected), "{ty}");
            assert_eq!(found, ty.contains("impl"), "{ty}");
        }
        // What a macro's `$output:ty` stands for.
        let group = Group::new(Delimiter::None, quote!(impl A));
        let (_, found) = without_impl(&parse_quote!(Result<#group, E>));
        assert!(found);
    }
}
