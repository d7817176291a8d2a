//! The ways in which an argument reaches the body, and which of them it is by its type or its use.

use proc_macro2::Ident;
use syn::{Generics, Type, TypeParamBound, TypePath, WherePredicate};

use super::uses::Use;
use crate::function::{is_primitive, last_type_argument};
use crate::tokens::bare_type;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// As it is: a shared reference or a plain `Copy` type.
    Capture,
    /// As it is, and owned: captured by unique reference, so that it need not be `Sync`.
    Borrow,
    /// `mut` and `Copy`: a copy.
    Copy,
    /// `&mut self`, reborrowed by every mention; captured by unique reference, as above.
    CaptureUnique,
    /// `&mut`: reborrowed.
    Reborrow,
    /// `Pin<&mut _>`: reborrowed.
    ReborrowPin,
    /// May be consumed: a clone if the type is `Clone`; otherwise moved there and back.
    CloneOrMove,
    /// Changed or surely consumed: a clone.
    Clone,
}

pub(super) fn by_use(found: Use, is_mut: bool, is_borrowed: bool) -> Pass {
    match found {
        _ if is_borrowed => Pass::Borrow,
        _ if is_mut => Pass::Clone,
        Use::Borrowed => Pass::Borrow,
        Use::Unknown | Use::Whole => Pass::CloneOrMove,
        Use::Consumed => Pass::Clone,
    }
}

/// Whether it is a `mut` closure that the body calls and that cannot be cloned. Its state then lasts from attempt to
/// attempt, as in a loop written by hand.
pub(super) fn is_called(ty: &Type, generics: &Generics, found: Use) -> bool {
    if found > Use::Unknown {
        return false;
    }
    let bounds: Vec<&TypeParamBound> = match bare_type(ty) {
        Type::ImplTrait(ty) => ty.bounds.iter().collect(),
        Type::Path(path) => match path.path.get_ident() {
            Some(name) => bounds_of(name, generics),
            None => boxed_bounds(path).unwrap_or_default(),
        },
        _ => return false,
    };
    let has = |names: &[&str]| {
        bounds.iter().any(|bound| match bound {
            TypeParamBound::Trait(bound) => bound
                .path
                .segments
                .last()
                .is_some_and(|last| names.iter().any(|name| last.ident == name)),
            _ => false,
        })
    };
    has(&["FnMut", "AsyncFnMut"]) && !has(&["Clone", "Copy"])
}

/// Whether it is a client's request, such as `reqwest::RequestBuilder`.
pub(super) fn is_request(ty: &Type) -> bool {
    match bare_type(ty) {
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == "RequestBuilder")
        }
        _ => false,
    }
}

/// The bounds on a type parameter.
fn bounds_of<'a>(name: &Ident, generics: &'a Generics) -> Vec<&'a TypeParamBound> {
    let inline = generics
        .type_params()
        .filter(|param| param.ident == *name)
        .flat_map(|param| &param.bounds);
    let clause = generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates)
        .filter_map(|predicate| match predicate {
            WherePredicate::Type(predicate) => Some(predicate),
            _ => None,
        })
        .filter(|predicate| match bare_type(&predicate.bounded_ty) {
            Type::Path(path) => path.path.is_ident(name),
            _ => false,
        })
        .flat_map(|predicate| &predicate.bounds);
    inline.chain(clause).collect()
}

/// The bounds of what is in a box.
fn boxed_bounds(path: &TypePath) -> Option<Vec<&TypeParamBound>> {
    let last = path.path.segments.last()?;
    match bare_type(last_type_argument(&last.arguments)?) {
        Type::TraitObject(object) if last.ident == "Box" => Some(object.bounds.iter().collect()),
        _ => None,
    }
}

/// What the type alone decides.
pub(super) fn by_type(ty: &Type) -> Option<Pass> {
    let ty = bare_type(ty);
    match ty {
        Type::Reference(reference) if reference.mutability.is_some() => Some(Pass::Reborrow),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let argument = last_type_argument(&last.arguments);
            if last.ident == "Pin" && by_type(argument?) == Some(Pass::Reborrow) {
                return Some(Pass::ReborrowPin);
            }
            is_copy(ty).then_some(Pass::Capture)
        }
        _ => is_copy(ty).then_some(Pass::Capture),
    }
}

/// Types that are seen to be `Copy` and `Sync`.
fn is_copy(ty: &Type) -> bool {
    match bare_type(ty) {
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Path(path) => path.path.get_ident().is_some_and(is_primitive),
        Type::Array(array) => is_copy(&array.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_copy),
        Type::FnPtr(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, Group};
    use quote::quote;
    use syn::{parse_quote, parse_str};

    use super::*;

    /// A copy and a clone of it are the same, which only costs more.
    #[test]
    fn types_that_are_seen_to_be_copy_are_captured() {
        for (ty, is_captured) in [
            ("&str", true),
            ("u32", true),
            ("[u32; 3]", true),
            ("(u32, &str)", true),
            ("fn(u32) -> u32", true),
            ("(u32)", true),
            ("((u32), [(&str); 2])", true),
            ("String", false),
            ("(u32, String)", false),
            ("[String; 3]", false),
            ("std::u32", false),
        ] {
            let pass = by_type(&parse_str(ty).unwrap());
            assert_eq!(pass == Some(Pass::Capture), is_captured, "{ty}");
        }
        // What a macro's `$ty:ty` stands for.
        let group = Group::new(Delimiter::None, quote!(u32));
        assert!(by_type(&parse_quote!([#group; 2])) == Some(Pass::Capture));
    }
}
