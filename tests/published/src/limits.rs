//! Which functions the attribute does not take, by the guide's page of limits: as far as a signature tells,
//! and as far as the compiler does.

use syn::visit::Visit;
use syn::{
    FnArg, GenericArgument, Lifetime, PathArguments, ReceiverKind, ReturnType, Signature, Type,
    TypeParamBound, TypeReference,
};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Limit {
    /// A `const fn`.
    Const,
    /// A method without a body.
    NoBody,
    /// The result borrows from a `&mut` argument.
    BorrowOfMut,
    /// An argument is consumed, and its type is not `Clone`.
    ConsumedNotClone,
    /// The name looks like a type that can fail, and it cannot.
    CannotFail,
}

impl Limit {
    pub(crate) const ALL: [Self; 5] = [
        Self::Const,
        Self::NoBody,
        Self::BorrowOfMut,
        Self::ConsumedNotClone,
        Self::CannotFail,
    ];
}

/// Whether the return type reads like one that can fail: `Result`, `Option`, `SomeResult`, or a future of one.
pub(crate) fn can_fail(output: &ReturnType) -> bool {
    match output {
        ReturnType::Default => false,
        ReturnType::Type(_, ty) => type_can_fail(ty),
    }
}

fn type_can_fail(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            name == "Option"
                || name.ends_with("Result")
                || (["Pin", "Box", "BoxFuture", "LocalBoxFuture"].contains(&name.as_str())
                    && has_fallible_argument(&last.arguments))
        }),
        Type::ImplTrait(ty) => ty.bounds.iter().any(is_fallible_future),
        Type::TraitObject(ty) => ty.bounds.iter().any(is_fallible_future),
        Type::Group(ty) => type_can_fail(&ty.elem),
        Type::Paren(ty) => type_can_fail(&ty.elem),
        _ => false,
    }
}

fn has_fallible_argument(arguments: &PathArguments) -> bool {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return false;
    };
    // Of a box that is no future nothing can be said: `Box<Result<..>>` is left out with it.
    arguments
        .args
        .iter()
        .any(|argument| matches!(argument, GenericArgument::Type(ty) if type_can_fail(ty)))
}

fn is_fallible_future(bound: &TypeParamBound) -> bool {
    let TypeParamBound::Trait(bound) = bound else {
        return false;
    };
    bound.path.segments.last().is_some_and(|last| {
        let PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return false;
        };
        last.ident == "Future"
            && arguments.args.iter().any(|argument| {
                matches!(argument, GenericArgument::AssocType(it) if it.ident == "Output" && type_can_fail(&it.ty))
            })
    })
}

/// What the signature alone tells.
pub(crate) fn of(sig: &Signature, has_body: bool) -> Option<Limit> {
    if sig.constness.is_some() {
        Some(Limit::Const)
    } else if !has_body {
        Some(Limit::NoBody)
    } else if borrows_from_mut(sig) {
        Some(Limit::BorrowOfMut)
    } else {
        None
    }
}

/// What the compiler's message tells, about a function of this signature.
pub(crate) fn of_message(code: &str, text: &str, takes_mut: bool) -> Option<Limit> {
    if text.contains("is consumed or changed by the body, and") || code == "E0382" {
        // The body moves it, else there would be no such error.
        Some(Limit::ConsumedNotClone)
    } else if text.contains("needs a function that can fail") {
        Some(Limit::CannotFail)
    } else if text.contains("captured variable cannot escape")
        || (code == "E0505" && text.contains("because it is borrowed"))
        || (takes_mut && ["E0499", "E0524", "E0502", "E0506"].contains(&code))
    {
        // The lifetime or the `&mut` is hidden in a type.
        Some(Limit::BorrowOfMut)
    } else {
        None
    }
}

pub(crate) fn takes_mut(sig: &Signature) -> bool {
    !Lifetimes::of_inputs(sig).of_mut.is_empty()
}

/// Whether the result names the lifetime of a `&mut` argument, or elides to it.
fn borrows_from_mut(sig: &Signature) -> bool {
    let ReturnType::Type(_, output) = &sig.output else {
        return false;
    };
    let mut named = Lifetimes::default();
    named.visit_type(output);
    let inputs = Lifetimes::of_inputs(sig);
    let elided_is_mut = match &inputs.of_self {
        Some((is_mut, _)) => *is_mut,
        None => inputs.of_mut.contains(&ELIDED.to_owned()),
    };
    named.all.iter().any(|name| {
        if name == ELIDED {
            elided_is_mut
        } else {
            inputs.of_mut.contains(name)
        }
    })
}

const ELIDED: &str = "_";

#[derive(Default)]
struct Lifetimes {
    all: Vec<String>,
    /// Those of `&mut`.
    of_mut: Vec<String>,
    /// Whether the receiver is a `&mut`, and its lifetime.
    of_self: Option<(bool, String)>,
}

impl Lifetimes {
    fn of_inputs(sig: &Signature) -> Self {
        let mut lifetimes = Self::default();
        for input in &sig.inputs {
            match input {
                FnArg::Typed(argument) => lifetimes.visit_type(&argument.ty),
                FnArg::Receiver(receiver) => match &receiver.kind {
                    ReceiverKind::Reference(_, lifetime, mutability) => {
                        let name = name(lifetime.as_ref());
                        let is_mut = mutability.is_some();
                        if is_mut {
                            lifetimes.of_mut.push(name.clone());
                        }
                        lifetimes.of_self = Some((is_mut, name));
                    }
                    ReceiverKind::Typed(_, ty) => {
                        let mut own = Self::default();
                        own.visit_type(ty);
                        if let Some(first) = own.of_mut.first() {
                            lifetimes.of_self = Some((true, first.clone()));
                        }
                        lifetimes.of_mut.append(&mut own.of_mut);
                    }
                    _ => {}
                },
            }
        }
        lifetimes
    }
}

fn name(lifetime: Option<&Lifetime>) -> String {
    lifetime.map_or(ELIDED.to_owned(), |it| it.ident.to_string())
}

impl<'ast> Visit<'ast> for Lifetimes {
    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        let name = name(reference.lifetime.as_ref());
        if reference.mutability.is_some() {
            self.of_mut.push(name.clone());
        }
        self.all.push(name);
        self.visit_type(&reference.elem);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.all.push(lifetime.ident.to_string());
    }
}
