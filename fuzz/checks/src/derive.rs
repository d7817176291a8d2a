//! `#[derive(Classify)]` on anything.

use syn::{DeriveInput, File, Item, Type};

use crate::mutation::mutated;
use crate::tokens::{flat, has_error, tokens};

/// Another input near this one.
#[must_use]
pub fn mutate(input: &[u8], seed: u32) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(input).ok()?;
    let code = include_str!("../../fragments/derive-code");
    Some(mutated(text, code, seed)?.into_bytes())
}

/// # Panics
///
/// If the expansion panics, differs from one time to the next, is no items, or lacks the impl.
pub fn hold(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let Some(item) = tokens(text) else {
        return;
    };
    let output = macros::classify(item.clone());
    let leaves = flat(&output);
    assert_eq!(leaves, flat(&macros::classify(item.clone())));

    let file: File = syn::parse2(output.clone())
        .unwrap_or_else(|error| panic!("the expansion is no items: {error}: {output}"));
    let Ok(input) = syn::parse2::<DeriveInput>(item) else {
        assert!(has_error(&leaves), "garbage is accepted: {output}");
        return;
    };
    let Some(Item::Impl(first)) = file.items.first() else {
        panic!("there is no impl: {output}");
    };
    let Type::Path(ty) = &*first.self_ty else {
        panic!("the impl is another type's: {output}");
    };
    let name = ty.path.segments.last().map(|segment| &segment.ident);
    assert_eq!(name, Some(&input.ident), "the impl is another type's");
    // `classify`; unless the attributes are wrong `gave_up` and `from_timed_out`; and `as_error` without parameters.
    assert!((1..=4).contains(&first.items.len()));
}
