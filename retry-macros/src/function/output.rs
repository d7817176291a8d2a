//! What the function returns: how it runs, and whether it can fail, as far as its type tells.

use proc_macro2::Ident;
use syn::{GenericArgument, PathArguments, ReturnType, Signature, Type, TypeParamBound};

use super::items::Items;
use crate::tokens::{bare_type, is_one_of, written};

/// How the function runs, and what one attempt of it returns.
#[derive(Clone)]
pub(crate) enum Form {
    Sync {
        output: Type,
    },
    /// `async fn`.
    Async {
        output: Type,
    },
    /// A plain function that returns a future of `output`, boxed or not.
    ReturnsFuture {
        output: Type,
        is_boxed: bool,
    },
    /// A plain function that returns a stream or an iterator.
    ReturnsItems {
        output: Type,
        items: Items,
    },
}

impl Form {
    pub(crate) fn is_async(&self) -> bool {
        match self {
            Self::Sync { .. } => false,
            Self::Async { .. } | Self::ReturnsFuture { .. } => true,
            Self::ReturnsItems { items, .. } => items.is_stream,
        }
    }

    pub(crate) fn output(&self) -> &Type {
        match self {
            Self::Sync { output }
            | Self::Async { output }
            | Self::ReturnsFuture { output, .. }
            | Self::ReturnsItems { output, .. } => output,
        }
    }

    /// What a plain function returns that is read later.
    pub(crate) fn items(&self) -> Option<&Items> {
        match self {
            Self::ReturnsItems { items, .. } => Some(items),
            _ => None,
        }
    }
}

/// `None` for a function that returns nothing.
pub(super) fn form(sig: &Signature) -> Option<Form> {
    let ReturnType::Type(_, output) = &sig.output else {
        return None;
    };
    Some(if sig.asyncness.is_some() {
        Form::Async {
            output: (**output).clone(),
        }
    } else if let Some((output, is_boxed)) = future_output(output) {
        Form::ReturnsFuture {
            output: output.clone(),
            is_boxed,
        }
    } else if let Some(items) = Items::of(output) {
        Form::ReturnsItems {
            output: (**output).clone(),
            items,
        }
    } else {
        Form::Sync {
            output: (**output).clone(),
        }
    })
}

/// The output of `impl Future`, `Pin<Box<dyn Future>>`, `BoxFuture` and `LocalBoxFuture`, and whether it is boxed.
fn future_output(ty: &Type) -> Option<(&Type, bool)> {
    match bare_type(ty) {
        Type::ImplTrait(ty) => {
            associated(&ty.bounds, "Future", "Output").map(|output| (output, false))
        }
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let output = if last.ident == "Pin" {
                let Type::Path(boxed) = last_type_argument(&last.arguments)? else {
                    return None;
                };
                let boxed = boxed.path.segments.last()?;
                match last_type_argument(&boxed.arguments)? {
                    Type::TraitObject(object) if boxed.ident == "Box" => {
                        associated(&object.bounds, "Future", "Output")?
                    }
                    _ => return None,
                }
            } else if last.ident == "BoxFuture" || last.ident == "LocalBoxFuture" {
                last_type_argument(&last.arguments)?
            } else {
                return None;
            };
            Some((output, true))
        }
        _ => None,
    }
}

pub(super) fn is_future(ty: &Type) -> bool {
    future_output(ty).is_some()
}

/// The type that bounds of a trait say for an associated one.
pub(super) fn associated<'a>(
    bounds: impl IntoIterator<Item = &'a TypeParamBound>,
    name: &str,
    of: &str,
) -> Option<&'a Type> {
    bounds.into_iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        let last = bound.path.segments.last()?;
        let PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::AssocType(ty) if last.ident == name && ty.ident == of => Some(&ty.ty),
            _ => None,
        })
    })
}

pub(crate) fn last_type_argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return None;
    };
    arguments
        .args
        .iter()
        .rev()
        .find_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
}

/// How a type that visibly cannot fail reads in a message. Other types are left to the trait `Outcome`.
pub(crate) fn infallible(ty: &Type) -> Option<String> {
    let ty = bare_type(ty);
    let is_infallible = match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => return Some("nothing".to_owned()),
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) | Type::Never(_) | Type::Ptr(_) => true,
        Type::Reference(reference) => infallible(&reference.elem).is_some(),
        Type::Path(path) => path
            .path
            .get_ident()
            .is_some_and(|name| is_primitive(name) || name == "String" || name == "str"),
        _ => false,
    };
    is_infallible.then(|| format!("`{}`", written(ty)))
}

/// Whether it is a return type of methods that usually cannot fail: `Self` of a constructor or a builder, or the
/// reference of a getter.
pub(super) fn is_self_or_reference(ty: &Type) -> bool {
    match bare_type(ty) {
        Type::Path(path) => path.path.is_ident("Self"),
        ty => matches!(ty, Type::Reference(_)),
    }
}

pub(crate) fn is_primitive(name: &Ident) -> bool {
    const PRIMITIVES: &[&str] = &[
        "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64",
        "i128", "isize", "f32", "f64",
    ];
    is_one_of(name, PRIMITIVES)
}
