//! The options that make up the policy, as calls of `Policy`'s builder. What is generated for an option lies at its name.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Expr;

use crate::args::{Backoff, Factor, Jitter, Nanos, RetryAfter, Throttled};
use crate::code::{Facade, Place, append_call, code};

/// An option that is set, as a call of the builder's method of its name.
pub(super) struct Override {
    pub(super) option: &'static str,
    pub(super) method: Ident,
    pub(super) value: TokenStream,
    /// The option's name.
    pub(super) place: Place,
    /// The type of a constant expression. It becomes a separate constant, so that an error in it is reported once.
    pub(super) ty: Option<TokenStream>,
    /// Whether the compiler checks that a factor has an effect.
    pub(super) checks_backoff: bool,
}

impl Override {
    pub(super) fn is_constant(&self) -> bool {
        self.ty.is_some()
    }

    /// Applied to a policy, with the value in its place or, if it is a constant, by its name.
    pub(super) fn apply(
        &self,
        mut policy: TokenStream,
        by_name: bool,
        facade: &Facade,
    ) -> TokenStream {
        let place = self.place;
        let value = if by_name && self.is_constant() {
            self.constant_name().to_token_stream()
        } else {
            self.value.clone()
        };
        if self.checks_backoff {
            let private = facade.private(place);
            return code!(place=> #private::exponential_factor(#policy, #value));
        }
        append_call(&mut policy, place, &self.method, value);
        policy
    }

    fn constant_name(&self) -> Ident {
        let name = format!("__RETRY_{}", self.option.to_uppercase());
        Ident::new(&name, self.place.0)
    }

    /// The constant.
    pub(super) fn definition(&self, facade: &Facade) -> TokenStream {
        let (name, ty, value) = (self.constant_name(), &self.ty, &self.value);
        let policy = self.alone(facade);
        let facade = facade.at(self.place);
        code! {self.place=>
            const #name: #ty = #value;
            const _: #facade::Policy = #policy.expect_valid();
        }
    }

    /// Code that says whether the constant is valid.
    pub(super) fn is_sound(&self, facade: &Facade) -> TokenStream {
        let policy = self.alone(facade);
        let private = facade.private(self.place);
        code!(self.place=> #private::is_valid(#policy))
    }

    /// A policy that is valid if the value is.
    fn alone(&self, facade: &Facade) -> TokenStream {
        let private = facade.private(self.place);
        let (method, name) = (&self.method, self.constant_name());
        code!(self.place=> #private::NEUTRAL.#method(#name))
    }
}

/// A value of an option, as the builder takes it.
pub(super) trait Value {
    /// Of the builder's method that takes a literal, before the name of the one for any value.
    const PREFIX_OF_LITERALS: &str = "";

    fn code(&self, facade: &Facade, place: Place) -> TokenStream;

    /// An expression of the value.
    fn code_of(expr: &Expr, _: &Facade, _: Place) -> TokenStream {
        unbraced(expr)
    }

    fn ty(facade: &Facade, place: Place) -> TokenStream;
}

impl Value for u32 {
    fn code(&self, _: &Facade, _: Place) -> TokenStream {
        self.to_token_stream()
    }

    fn ty(_: &Facade, place: Place) -> TokenStream {
        code!(place=> ::core::primitive::u32)
    }
}

impl Value for Throttled {
    fn code(&self, _: &Facade, _: Place) -> TokenStream {
        self.0.to_token_stream()
    }

    fn ty(_: &Facade, place: Place) -> TokenStream {
        code!(place=> ::core::primitive::u32)
    }
}

impl Value for bool {
    fn code(&self, _: &Facade, _: Place) -> TokenStream {
        self.to_token_stream()
    }

    fn ty(_: &Facade, place: Place) -> TokenStream {
        code!(place=> ::core::primitive::bool)
    }
}

impl Value for Backoff {
    fn code(&self, facade: &Facade, place: Place) -> TokenStream {
        let name = Ident::new(
            match self {
                Self::Exponential => "Exponential",
                Self::Linear => "Linear",
                Self::Fixed => "Fixed",
                Self::Fibonacci => "Fibonacci",
                Self::None => "None",
            },
            place.0,
        );
        let facade = facade.at(place);
        code!(place=> #facade::Backoff::#name)
    }

    fn ty(facade: &Facade, place: Place) -> TokenStream {
        let facade = facade.at(place);
        code!(place=> #facade::Backoff)
    }
}

impl Value for Nanos {
    const PREFIX_OF_LITERALS: &str = "__";

    fn code(&self, _: &Facade, _: Place) -> TokenStream {
        self.0.to_token_stream()
    }

    fn ty(_: &Facade, place: Place) -> TokenStream {
        code!(place=> ::core::time::Duration)
    }
}

impl Value for Factor {
    fn code(&self, _: &Facade, _: Place) -> TokenStream {
        self.0.to_token_stream()
    }

    fn ty(_: &Facade, place: Place) -> TokenStream {
        code!(place=> ::core::primitive::f64)
    }
}

impl Value for Jitter {
    fn code(&self, facade: &Facade, place: Place) -> TokenStream {
        let facade = facade.at(place);
        match self {
            Self::Full => code!(place=> #facade::Jitter::Full),
            Self::Equal => code!(place=> #facade::Jitter::Equal),
            Self::Decorrelated => code!(place=> #facade::Jitter::Decorrelated),
            Self::None => code!(place=> #facade::Jitter::None),
            Self::Proportion(proportion) => {
                code!(place=> #facade::Jitter::Proportion(#proportion))
            }
        }
    }

    /// A `Jitter`, or a proportion.
    fn code_of(expr: &Expr, facade: &Facade, place: Place) -> TokenStream {
        let (value, private) = (unbraced(expr), facade.private(place));
        code!(place=> #private::JitterFrom(#value).jitter())
    }

    fn ty(facade: &Facade, place: Place) -> TokenStream {
        let facade = facade.at(place);
        code!(place=> #facade::Jitter)
    }
}

impl Value for RetryAfter {
    fn code(&self, facade: &Facade, place: Place) -> TokenStream {
        let facade = facade.at(place);
        match self {
            Self::Ignore => code!(place=> #facade::RetryAfter::Ignore),
            Self::AtMost(nanos) => {
                code!(place=> #facade::RetryAfter::AtMost(::core::time::Duration::from_nanos(#nanos)))
            }
        }
    }

    /// The longest wait to accept.
    fn code_of(expr: &Expr, facade: &Facade, place: Place) -> TokenStream {
        let (value, facade) = (unbraced(expr), facade.at(place));
        code!(place=> #facade::RetryAfter::AtMost(#value))
    }

    fn ty(facade: &Facade, place: Place) -> TokenStream {
        let facade = facade.at(place);
        code!(place=> #facade::RetryAfter)
    }
}

/// The value of an expression in braces, which mark a const parameter of the impl.
fn unbraced(expr: &Expr) -> TokenStream {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_round_one_value_are_taken_off() {
        let unbraced = |text: &str| {
            let tokens = unbraced(&syn::parse_str(text).unwrap());
            tokens.to_string().replace(' ', "")
        };
        assert_eq!(unbraced("{ N }"), "N");
        for kept in ["'a:{N}", "#[a]{N}", "{N;}", "{leta=N;a}", "{}", "N"] {
            assert_eq!(unbraced(&kept.replace("leta", "let a")), kept);
        }
    }
}
