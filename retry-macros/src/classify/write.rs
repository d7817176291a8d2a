//! The impl that the derive writes. It cannot fail.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{DeriveInput, Path, Type, WhereClause, parse_quote_spanned};

use super::{Case, Field, Kind};
use crate::code::{Facade, code};
use crate::tokens::{at, ends};

pub(super) fn cases(input: &DeriveInput, facade: Option<&Path>, cases: &[Case<'_>]) -> TokenStream {
    let here = input.ident.span();
    let facade = &Facade::new(facade);
    let arms = cases.iter().map(|case| arm(case, &input.ident, facade));
    let body = if cases.is_empty() {
        code!(here=> match *self {})
    } else {
        code!(here=> match self { #(#arms)* })
    };
    let (facade_here, private) = (facade.at(here), facade.private(here));
    // No `where Self: Sized`, which an unsized type could not satisfy.
    let from_timed_out = code! {here=>
        fn from_timed_out() -> ::core::option::Option<fn(#facade_here::TimedOut) -> Self> {
            #private::TimedOutOf::<Self>::ASK.conversion()
        }
    };
    // A type without parameters holds no reference.
    let as_error = input.generics.params.is_empty().then(|| {
        code! {here=>
            fn as_error(&self) -> #private::AsError<'_> {
                #private::OwnError(self).get()
            }
        }
    });
    let gave_up = gave_up(input, facade, cases);
    let others = code!(here=> #as_error #gave_up #from_timed_out);
    implementation(input, facade, cases, &body, &others)
}

/// Forwarded to the fields that are asked what the error means.
fn gave_up(input: &DeriveInput, facade: &Facade, cases: &[Case<'_>]) -> Option<TokenStream> {
    let arms: Vec<TokenStream> = cases
        .iter()
        .filter_map(|case| {
            let Kind::Forward(field) = &case.kind else {
                return None;
            };
            let here = case.variant.unwrap_or(&input.ident).span();
            let private = facade.private(here);
            let variant = case.variant.map(|variant| code!(here=> ::#variant));
            let (member, binding) = (&field.member, binding(here));
            Some(code! {here=>
                Self #variant { #member: #binding, .. } => #private::Classifier::gave_up(
                    #private::assess_field(#binding).classifier(),
                    #binding,
                    __gave_up,
                ),
            })
        })
        .collect();
    if arms.is_empty() {
        return None;
    }
    let here = input.ident.span();
    let facade = facade.at(here);
    let rest = (arms.len() < cases.len()).then(|| code!(here=> _ => {}));
    Some(code! {here=>
        fn gave_up(&self, __gave_up: #facade::GaveUp) {
            match self { #(#arms)* #rest }
        }
    })
}

/// For a type whose attributes are wrong.
pub(super) fn diverging(input: &DeriveInput, facade: Option<&Path>) -> TokenStream {
    let facade = &Facade::new(facade);
    let body = code!(input.ident.span()=> loop {});
    implementation(input, facade, &[], &body, &TokenStream::new())
}

fn implementation(
    input: &DeriveInput,
    facade: &Facade,
    cases: &[Case<'_>],
    body: &TokenStream,
    others: &TokenStream,
) -> TokenStream {
    let here = input.ident.span();
    let name = &input.ident;
    let facade = facade.at(here);
    let mut generics = input.generics.clone();
    let bounds = bounds(input, cases);
    if !bounds.is_empty() {
        let empty: WhereClause = parse_quote_spanned!(at(here)=> where);
        let clause = generics.where_clause.get_or_insert(empty);
        for ty in bounds {
            // Underlined where the field is declared, if it is.
            let span = at(ends(ty).0);
            let bound = quote_spanned!(span=> #ty: #facade::Classify);
            clause.predicates.push(parse_quote_spanned!(span=> #bound));
        }
    }
    let (parameters, arguments, clause) = generics.split_for_impl();
    code! {here=>
        #[automatically_derived]
        #[allow(deprecated)]
        impl #parameters #facade::Classify for #name #arguments #clause {
            fn classify(&self) -> #facade::Classification {
                #body
            }
            #others
        }
    }
}

fn arm(case: &Case<'_>, name: &Ident, facade: &Facade) -> TokenStream {
    let here = case.variant.unwrap_or(name).span();
    let facade_here = facade.at(here);
    let private_here = facade.private(here);
    let variant = case.variant.map(|variant| code!(here=> ::#variant));
    let with = |field: &Field<'_>, value: TokenStream| {
        let (member, binding) = (&field.member, binding(here));
        code!(here=> Self #variant { #member: #binding, .. } => #value,)
    };
    match &case.kind {
        Kind::Throttled { after: Some(field) } => with(field, called("throttled", field, facade)),
        Kind::Permanent { until: Some(field) } => with(field, called("permanent", field, facade)),
        Kind::Forward(field) => {
            let binding = binding(here);
            let value = code! {here=>
                #private_here::Classifier::classify(
                    #private_here::assess_field(#binding).classifier(),
                    #binding
                )
            };
            with(field, value)
        }
        Kind::Transient => {
            code!(here=> Self #variant { .. } => #facade_here::Classification::Transient,)
        }
        Kind::Unprocessed => {
            code!(here=> Self #variant { .. } => #facade_here::Classification::Unprocessed,)
        }
        Kind::Immediate => {
            code!(here=> Self #variant { .. } => #facade_here::Classification::Immediate,)
        }
        Kind::Throttled { after: None } => {
            code!(here=> Self #variant { .. } => #facade_here::Classification::throttled(::core::option::Option::None),)
        }
        Kind::Permanent { until: None } => {
            code!(here=> Self #variant { .. } => #facade_here::Classification::permanent(),)
        }
    }
}

/// Not just `field`: a constant of that name would be a pattern.
fn binding(here: Span) -> Ident {
    Ident::new("__field", at(here))
}

/// A function of the private module on the field. The argument is underlined at the field's type, from end to end.
fn called(function: &str, field: &Field<'_>, facade: &Facade) -> TokenStream {
    let (first, last) = ends(field.ty);
    let private = facade.private(first);
    let function = Ident::new(function, at(first));
    let binding = binding(last);
    let reborrow = code!(first=> &*);
    let argument = code!(last=> #reborrow #binding);
    code!(first=> #private::#function(#argument))
}

/// The types of fields that are asked, where they depend on a type parameter. A field that contains the type itself needs
/// no bound, which would be circular.
fn bounds<'a>(input: &DeriveInput, cases: &[Case<'a>]) -> Vec<&'a Type> {
    let parameters: Vec<&Ident> = input.generics.type_params().map(|it| &it.ident).collect();
    let types = cases.iter().filter_map(|case| match case.kind {
        Kind::Forward(Field { ty, .. }) => Some(ty),
        _ => None,
    });
    types
        .filter(|ty| {
            let tokens = ty.to_token_stream();
            starts_path(&tokens, &|name| parameters.contains(&name))
                && !starts_path(&tokens, &|name| *name == input.ident || name == "Self")
        })
        .collect()
}

/// Whether a name that starts a path is one of those wanted.
fn starts_path(tokens: &TokenStream, is_wanted: &dyn Fn(&Ident) -> bool) -> bool {
    // Of the two tokens before; `::T` and `'T` are other names.
    let mut before = [' ', ' '];
    for token in tokens.clone() {
        let is_start = before != [':', ':'] && before[1] != '\'';
        let mut this = ' ';
        match token {
            TokenTree::Ident(name) if is_start && is_wanted(&name) => return true,
            TokenTree::Group(group) if starts_path(&group.stream(), is_wanted) => return true,
            TokenTree::Punct(punct) => this = punct.as_char(),
            TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Literal(_) => {}
        }
        before = [before[1], this];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_start_with_a_parameter() {
        for (ty, is_mentioned) in [
            ("T", true),
            ("Vec<T>", true),
            ("T::Error", true),
            ("(u8, T)", true),
            ("fn([T; 2]) -> u8", true),
            ("[u8; 2]", false),
            ("(u8, U)", false),
            ("::T", false),
            ("a::T", false),
            ("&'T u8", false),
        ] {
            let tokens: TokenStream = ty.parse().unwrap();
            assert_eq!(
                starts_path(&tokens, &|name| name == "T"),
                is_mentioned,
                "{ty}"
            );
        }
    }
}
