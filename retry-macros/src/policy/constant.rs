//! Which expressions are constants, and of what they may depend.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

use crate::function::Function;

/// The value of an expression in braces, which mark a const parameter of the impl.
pub(super) fn unbraced(expr: &Expr) -> TokenStream {
    match expr {
        Expr::Block(block) if block.label.is_none() && block.attrs.is_empty() => {
            match block.block.stmts.as_slice() {
                [syn::Stmt::Expr(value, None)] => value.to_token_stream(),
                _ => expr.to_token_stream(),
            }
        }
        _ => expr.to_token_stream(),
    }
}

/// A path to a constant, by its name: an argument or a field is not in capitals.
pub(super) fn is_const_path(expr: &Expr) -> bool {
    let Expr::Path(path) = expr else {
        return false;
    };
    path.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
    })
}

/// Whether a constant depends on what the function is generic over, or perhaps the impl around it.
pub(super) fn may_be_generic(expr: &Expr, function: &Function) -> bool {
    mentions(expr.to_token_stream(), &|ident| {
        ident == "Self" || function.has_generic(ident)
    })
}

/// Whether a constant may be a const parameter of the impl around the function, which cannot be seen from here: names
/// of one or two capitals are taken for one, and so is what is in braces.
pub(super) fn may_be_parameter(expr: &Expr) -> bool {
    matches!(expr, Expr::Block(_))
        || mentions(expr.to_token_stream(), &|ident| {
            let name = ident.to_string();
            name.len() <= 2 && name.chars().all(char::is_uppercase)
        })
}

fn mentions(tokens: TokenStream, is_meant: &impl Fn(&Ident) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => is_meant(&ident),
        TokenTree::Group(group) => mentions(group.stream(), is_meant),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use syn::parse_str;

    use super::*;

    fn expr(text: &str) -> Expr {
        parse_str(text).unwrap()
    }

    #[test]
    fn braces_round_one_value_are_taken_off() {
        let tight = |tokens: TokenStream| tokens.to_string().replace(' ', "");
        assert_eq!(tight(unbraced(&expr("{ N }"))), "N");
        for kept in ["'a:{N}", "#[a]{N}", "{N;}", "{leta=N;a}", "{}", "N"] {
            let text = kept.replace("leta", "let a");
            assert_eq!(tight(unbraced(&expr(&text))), kept);
        }
    }

    #[test]
    fn constants_are_in_capitals() {
        for name in ["POLICY", "a::POLICY_2", "Self::P"] {
            assert!(is_const_path(&expr(name)), "{name}");
        }
        for name in ["policy", "Policy", "_", "self.policy", "POLICY()"] {
            let is_const = parse_str(name).is_ok_and(|expr| is_const_path(&expr));
            assert!(!is_const, "{name}");
        }
    }

    #[test]
    fn short_names_in_capitals_may_be_parameters() {
        for text in ["N", "N + 1", "f(N)", "(1, [N; 2])", "{ LONG }"] {
            assert!(may_be_parameter(&expr(text)), "{text}");
        }
        for text in ["MAX", "f(MAX)", "n"] {
            assert!(!may_be_parameter(&expr(text)), "{text}");
        }
    }
}
