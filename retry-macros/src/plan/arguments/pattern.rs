//! The names that the pattern of an argument binds.

use proc_macro2::Ident;
use syn::{Generics, Pat, Type};

use super::Argument;
use super::pass::{Pass, by_type, by_use, is_called, is_request};
use super::uses::{Use, uses};
use crate::body::Body;

/// What decides how the names of a pattern reach an attempt, besides their types.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) body: &'a Body,
    pub(super) borrow: &'a [Ident],
    pub(super) generics: &'a Generics,
}

pub(super) fn is_name(pat: &Pat) -> bool {
    matches!(pat, Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none())
}

/// Collects the names in a pattern, and takes off their `mut`.
pub(super) fn bindings(
    pat: &mut Pat,
    ty: Option<&Type>,
    scope: Scope<'_>,
    found: &mut Vec<Argument>,
) {
    match pat {
        Pat::Ident(pat) => {
            let name = &pat.ident;
            let is_mut = pat.mutability.is_some();
            let found_use = || uses(&scope.body.block.stream(), name);
            let mut is_owned = false;
            let pass = if pat.by_ref.is_some() {
                Some(if pat.mutability.is_some() {
                    Pass::Reborrow
                } else {
                    Pass::Capture
                })
            } else {
                ty.and_then(by_type)
            };
            let pass = pass.unwrap_or_else(|| {
                is_owned = true;
                let is_borrowed = scope.borrow.contains(name)
                    || is_mut && ty.is_some_and(|ty| is_called(ty, scope.generics, found_use()));
                match found_use() {
                    // All but one of its methods consume it.
                    Use::Unknown if ty.is_some_and(is_request) => {
                        by_use(Use::Consumed, is_mut, is_borrowed)
                    }
                    found => by_use(found, is_mut, is_borrowed),
                }
            });
            let (pass, mutability) = match pass {
                _ if pat.by_ref.is_some() => (pass, None),
                Pass::Borrow => (pass, None),
                Pass::Capture if pat.mutability.is_some() => (Pass::Copy, pat.mutability.take()),
                _ => (pass, pat.mutability.take()),
            };
            found.push(Argument {
                passed: name.clone(),
                original: name.clone(),
                name: name.clone(),
                pass,
                mutability,
                cfg: Vec::new(),
                is_owned,
                number: 0,
                is_mentioned: true,
                is_in_options: false,
                is_request: ty.is_some_and(is_request),
                is_lent: false,
            });
            if let Some((_, pat)) = &mut pat.subpat {
                bindings(pat, None, scope, found);
            }
        }
        Pat::Tuple(tuple) => {
            let types = match ty {
                Some(Type::Tuple(types)) if types.elems.len() == tuple.elems.len() => {
                    Some(&types.elems)
                }
                _ => None,
            };
            for (index, pat) in tuple.elems.iter_mut().enumerate() {
                bindings(pat, types.and_then(|types| types.get(index)), scope, found);
            }
        }
        Pat::TupleStruct(tuple) => {
            for pat in &mut tuple.elems {
                bindings(pat, None, scope, found);
            }
        }
        Pat::Struct(fields) => {
            for field in &mut fields.fields {
                bindings(&mut field.pat, None, scope, found);
            }
        }
        Pat::Slice(slice) => {
            for pat in &mut slice.elems {
                bindings(pat, None, scope, found);
            }
        }
        Pat::Reference(reference) => {
            let ty = match ty {
                Some(Type::Reference(ty)) => Some(&*ty.elem),
                _ => None,
            };
            bindings(&mut reference.pat, ty, scope, found);
        }
        Pat::Paren(paren) => bindings(&mut paren.pat, ty, scope, found),
        Pat::Or(cases) => {
            // All of them bind the same names.
            for (index, pat) in cases.cases.iter_mut().enumerate() {
                let mut again = Vec::new();
                let found = if index == 0 { &mut *found } else { &mut again };
                bindings(pat, ty, scope, found);
            }
        }
        _ => {}
    }
}
