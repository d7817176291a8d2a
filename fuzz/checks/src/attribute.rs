//! `#[retry]` on anything: the first line is what stands in the attribute, and the rest what stands below it.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{File, FnArg, Item, ItemFn, ItemImpl};

use crate::mutation::mutated;
use crate::tokens::{flat, has, has_error, tokens};

/// Another input near this one.
#[must_use]
pub fn mutate(input: &[u8], seed: u32) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(input).ok()?;
    let (attribute, item) = text.split_once('\n')?;
    let changed = if seed.is_multiple_of(4) {
        let options = include_str!("../../fragments/attribute-options");
        format!("{}\n{item}", mutated(attribute, options, seed)?)
    } else {
        let code = include_str!("../../fragments/attribute-code");
        format!("{attribute}\n{}", mutated(item, code, seed)?)
    };
    Some(changed.into_bytes())
}

/// # Panics
///
/// If the expansion panics, differs from one time to the next, loses the user's function or any part of it, or is no
/// items although the input was.
pub fn hold(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let (attribute, item) = text.split_once('\n').unwrap_or((text, ""));
    let (Some(attribute), Some(item)) = (tokens(attribute), tokens(item)) else {
        return;
    };
    hold_for(attribute.clone(), &item);
    // What is wrong with one hides what the other comes to.
    hold_for(TokenStream::new(), &item);
    hold_for(attribute, &tokens(FUNCTION).expect("it is code"));
}

/// With arguments for the options that name some.
const FUNCTION: &str = "async fn f(&self, x: X, y: Y) -> Result<Z, E> { g(x, &y).await }";

fn hold_for(attribute: TokenStream, item: &TokenStream) {
    let output = macros::retry(attribute.clone(), item);
    let leaves = flat(&output);
    assert_eq!(leaves, flat(&macros::retry(attribute, item)));

    let before = flat(item);
    if has_error(&before) {
        // Whose error it is cannot be told.
        return;
    }
    let is_refused = has_error(&leaves);
    if syn::parse2::<ItemImpl>(item.clone()).is_ok() {
        // Attributes of its methods may be gone, and those that are right are rewritten.
        assert!(is_refused || syn::parse2::<ItemImpl>(output).is_ok());
        return;
    }
    if is_refused {
        assert!(leaves.starts_with(&before), "the item is lost: {output}");
    }
    let Ok(function) = syn::parse2::<ItemFn>(item.clone()) else {
        // A function without a body, or whose body the compiler has yet to refuse.
        assert!(leaves.len() >= before.len(), "the item is lost: {output}");
        return;
    };
    let file: File = syn::parse2(output.clone())
        .unwrap_or_else(|error| panic!("the expansion is no items: {error}: {output}"));
    let mut items = file.items.iter().filter(|item| !is_for_rustdoc(item));
    let Some(Item::Fn(expanded)) = items.next() else {
        panic!("the function is not first: {output}");
    };
    if !is_refused {
        assert!(items.next().is_none(), "a helper leaks: {output}");
        same_signature(&function, expanded);
        same_body(item, &leaves);
    }
}

/// Whether it is the `async fn` that the documentation shows in place of a function that returns its future.
fn is_for_rustdoc(item: &Item) -> bool {
    let Item::Fn(function) = item else {
        return false;
    };
    let is_for_rustdoc = |it: &syn::Attribute| text(it).concat() == "#[cfg(doc)]";
    function.attrs.iter().any(is_for_rustdoc)
}

/// But for `async fn f() -> R`, which may become `fn f() -> impl Future<Output = R>`.
fn same_signature(before: &ItemFn, after: &ItemFn) {
    assert_eq!(text(&before.vis), text(&after.vis));
    let (before, after) = (&before.sig, &after.sig);
    assert_eq!(text(&before.ident), text(&after.ident));
    assert_eq!(text(&before.safety), text(&after.safety));
    assert_eq!(text(&before.abi), text(&after.abi));
    assert!(before.asyncness.is_some() || after.asyncness.is_none());
    assert!(
        has(&text(&after.output), &text(&before.output)[2..]),
        "another return type"
    );
    let types = |inputs: &syn::punctuated::Punctuated<FnArg, _>| -> Vec<Vec<String>> {
        let ty = |input: &FnArg| match input {
            FnArg::Receiver(receiver) => text(&receiver.self_token),
            FnArg::Typed(typed) => text(&typed.ty),
        };
        inputs.iter().map(ty).collect()
    };
    assert_eq!(types(&before.inputs), types(&after.inputs));
}

/// The body is the user's tokens. It is rewritten only where it names `self`, begins with attributes of its own, or is
/// a future in a wrapper, which is taken off. Braces around one expression may be others.
fn same_body(item: &TokenStream, leaves: &[String]) {
    let body = flat(&item.clone().into_iter().last().into_token_stream());
    let is_rewritten = body
        .iter()
        .any(|leaf| leaf == "async" || leaf == "#" || leaf.contains("self"));
    let body = &body[1..body.len() - 1];
    assert!(
        is_rewritten || has(leaves, body),
        "the body is another: {body:?}"
    );
}

fn text(tokens: &impl ToTokens) -> Vec<String> {
    let tokens: TokenStream = tokens.to_token_stream();
    flat(&tokens)
}
