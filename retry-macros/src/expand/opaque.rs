//! `impl Trait`: as the return type of an `async fn`, and in types that cannot contain it.

use syn::{ReturnType, Type, parse_quote, parse_quote_spanned};

use crate::function::Function;
use crate::tokens::{at, ends};

/// `async fn f() -> R` as `fn f() -> impl Future<Output = R>`, which holds an argument once and not twice.
///
/// `impl` gets a span of this crate, so that it captures every lifetime in every edition, as `async fn` does.
pub(super) fn make_opaque(function: &mut Function) {
    let output = function.form.output();
    let span = at(ends(output).0);
    let opaque: Type = parse_quote_spanned! {span=>
        impl ::core::future::Future<Output = #output>
    };
    function.sig.asyncness = None;
    function.sig.output = ReturnType::Type(syn::Token![->](span), Box::new(opaque));
    function
        .attrs
        .push(parse_quote!(#[allow(clippy::manual_async_fn, clippy::type_complexity)]));
}

/// The type as the annotation of an expression, which cannot contain `impl Trait`; and whether that changed it.
pub(super) fn without_impl(ty: &Type) -> (Type, bool) {
    let mut ty = ty.clone();
    let found = replace_impl(&mut ty, &parse_quote!(_));
    (ty, found)
}

/// The type with `()` in place of `impl Trait`.
pub(super) fn with_unit(ty: &Type) -> Type {
    let mut ty = ty.clone();
    replace_impl(&mut ty, &parse_quote!(()));
    ty
}

/// Whether there was any to replace.
fn replace_impl(ty: &mut Type, with: &Type) -> bool {
    use syn::{GenericArgument, PathArguments};
    let replace = |ty: &mut Type| replace_impl(ty, with);
    match ty {
        Type::ImplTrait(_) => {
            ty.clone_from(with);
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

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, Group};
    use quote::{ToTokens, quote};

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
            let (replaced, found) = without_impl(&syn::parse_str(ty).unwrap());
            let written = replaced.to_token_stream();
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
