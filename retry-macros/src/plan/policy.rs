//! Where the policy comes from, and what is known about it before the program runs.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::Expr;

use crate::args::{Args, Constant, Jitter};
use crate::function::Function;
use crate::tokens::mentions;

/// What the options that make up the policy mean together.
pub(crate) struct PolicyPlan {
    pub(crate) origin: Origin,
    /// Whether a delay may depend on more than the number of the attempt: on the previous delay, with decorrelated jitter,
    /// or on a separate count.
    pub(crate) may_look_back: bool,
    /// Whether only the compiler knows the backoff, so that it checks whether `factor` has an effect.
    pub(crate) backoff_is_later: bool,
}

/// What the options are added to.
pub(crate) enum Origin {
    /// The defaults.
    Defaults {
        /// A const item is evaluated by `cargo check` but cannot name what the function is generic over.
        may_be_generic: bool,
    },
    /// A constant policy.
    Const {
        policy: Expr,
        /// As above.
        may_be_generic: bool,
        /// Whether the policy itself, without the options beside it, depends on nothing that is generic.
        is_known: bool,
    },
    /// An expression that is evaluated once per call.
    Runtime(Expr),
}

impl PolicyPlan {
    pub(super) fn new(args: &Args, function: &Function) -> Self {
        let has_policy = args.policy.is_given();
        let jitter = args.jitter.get().and_then(Constant::known);
        Self {
            origin: origin(args, function),
            may_look_back: args.throttled.is_given()
                || match jitter {
                    Some(jitter) => jitter == Jitter::Decorrelated,
                    None => has_policy || args.jitter.is_given(),
                },
            backoff_is_later: match args.backoff.get() {
                Some(backoff) => backoff.known().is_none(),
                None => has_policy,
            },
        }
    }

    pub(crate) fn is_runtime(&self) -> bool {
        matches!(self.origin, Origin::Runtime(_))
    }
}

fn origin(args: &Args, function: &Function) -> Origin {
    let policy = args.policy.get().map(|policy| &policy.0);
    if let Some(policy) = policy.filter(|policy| !is_const_path(policy)) {
        return Origin::Runtime(policy.clone());
    }
    let mut constants = args.settings().filter_map(|setting| setting.expression());
    let may_be_generic =
        constants.any(|expr| may_be_generic(expr, function) || may_be_parameter(expr));
    match policy {
        None => Origin::Defaults { may_be_generic },
        Some(policy) => {
            let is_known = !self::may_be_generic(policy, function);
            Origin::Const {
                policy: policy.clone(),
                may_be_generic: may_be_generic || !is_known,
                is_known,
            }
        }
    }
}

/// Whether it is the path of a constant: arguments and fields are not in capitals.
fn is_const_path(expr: &Expr) -> bool {
    let Expr::Path(path) = expr else {
        return false;
    };
    path.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
    })
}

/// Whether a constant depends on what the function is generic over, or perhaps the impl around it.
fn may_be_generic(expr: &Expr, function: &Function) -> bool {
    mentions(&expr.to_token_stream(), &|ident| {
        ident == "Self" || function.has_generic(ident)
    })
}

/// Whether a constant may be a const parameter of the impl around the function, which cannot be seen from here: names
/// of one or two capitals are taken for one, and so is what is in braces.
fn may_be_parameter(expr: &Expr) -> bool {
    let is_short = |ident: &Ident| {
        let name = ident.to_string();
        name.len() <= 2 && name.chars().all(char::is_uppercase)
    };
    matches!(expr, Expr::Block(_)) || mentions(&expr.to_token_stream(), &is_short)
}

#[cfg(test)]
mod tests {
    use syn::parse_str;

    use super::*;

    fn expr(text: &str) -> Expr {
        parse_str(text).unwrap()
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
