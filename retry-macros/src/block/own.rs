//! The `#[retry]` of a method whose `impl` block has one too.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

/// An attribute of the method's own.
pub(super) struct Own {
    /// Which of the method's attributes it is.
    pub(super) number: usize,
    pub(super) says: Says,
    /// The condition, if it is in a `cfg_attr`.
    pub(super) condition: Option<TokenStream>,
}

pub(super) enum Says {
    /// `#[retry(skip)]`
    Skip,
    /// `#[retry(...)]`, which replaces that of the block.
    Options,
}

/// The names by which the attribute is called.
pub(super) struct Names([String; 2]);

impl Names {
    /// Its real name, and the name that the block uses.
    pub(super) fn new() -> Self {
        let own = "retry".to_owned();
        let renamed = Span::call_site().source_text().and_then(|text| {
            let attributes = Attribute::parse_outer.parse_str(&text).ok()?;
            let name = attributes
                .first()?
                .path()
                .segments
                .last()?
                .ident
                .to_string();
            (name != "cfg_attr").then_some(name)
        });
        Self([renamed.unwrap_or_else(|| own.clone()), own])
    }

    pub(super) fn own(&self, attributes: &[Attribute]) -> Option<Own> {
        attributes
            .iter()
            .enumerate()
            .find_map(|(number, attribute)| {
                let (condition, meta) = conditional(&attribute.meta).map_or_else(
                    || (None, attribute.meta.clone()),
                    |(condition, meta)| (Some(condition), meta),
                );
                let says = self.says(&meta)?;
                Some(Own {
                    number,
                    says,
                    condition,
                })
            })
    }

    fn says(&self, meta: &Meta) -> Option<Says> {
        let called = &meta.path().segments.last()?.ident;
        if !self.0.iter().any(|name| called == name) {
            return None;
        }
        Some(match meta {
            Meta::List(list) if list.tokens.to_string() == "skip" => Says::Skip,
            _ => Says::Options,
        })
    }
}

/// The condition and the attribute of a `cfg_attr` with one.
fn conditional(meta: &Meta) -> Option<(TokenStream, Meta)> {
    if !meta.path().is_ident("cfg_attr") {
        return None;
    }
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let metas = meta.require_list().ok()?.parse_args_with(parser).ok()?;
    let mut metas = metas.into_iter();
    match (metas.next(), metas.next(), metas.next()) {
        (Some(condition), Some(meta), None) => Some((condition.into_token_stream(), meta)),
        _ => None,
    }
}
