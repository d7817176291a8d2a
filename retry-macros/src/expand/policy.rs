//! The policy of a function: the options that make it up, as calls of `Policy`'s builder.
//!
//! What is generated for an option lies at its name.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Expr;

use super::Writer;
use crate::args::{Backoff, Constant, Factor, Jitter, Nanos, RetryAfter, Setting};
use crate::code::{Facade, Place, code};
use crate::plan::policy::Origin;
use crate::plan::{Cuts, StartsClock};

/// The constant that holds the policy to start from. Not a local, as constants are made of it.
pub(super) fn shared_policy(place: Place) -> Ident {
    Ident::new("__RETRY_POLICY", place.0)
}

impl Writer<'_> {
    /// Binds the policy, if it is evaluated once a call or used more than once.
    pub(super) fn bind_policy(&self) -> TokenStream {
        let here = self.first;
        let shared = match &self.plan.policy.origin {
            Origin::Runtime(expr) => {
                let place = self.place_of(&self.plan.args.policy);
                let private = self.private(place);
                let start = code!(place=> #private::policy(#expr));
                let policy = self.overridden(start, &self.overrides(), false);
                let [lend, take_back] = self.plan.arguments.lend_to_options();
                return code!(here=> #lend let __retry_policy = #policy; #take_back);
            }
            Origin::Const {
                policy,
                may_be_generic: false,
            } => {
                let place = self.place_of(&self.plan.args.policy);
                let (facade, name) = (self.facade.at(place), shared_policy(place));
                Some(code!(place=> const #name: #facade::Policy = #policy;))
            }
            _ => None,
        };
        let policy = self.shares_policy().then(|| {
            let policy = self.constant_policy();
            // A closure without captures takes no room in the future.
            code!(here=> let __retry_policy = || #policy;)
        });
        code!(here=> #shared #policy)
    }

    fn shares_policy(&self) -> bool {
        !matches!(self.plan.cuts, Cuts::Never)
            || self.plan.args.attempt.is_given()
            || self.plan.starts_clock == StartsClock::IfBounded
    }

    /// A reference to the policy.
    pub(super) fn policy(&self) -> TokenStream {
        if self.plan.policy.is_runtime() {
            code!(self.first=> &__retry_policy)
        } else if self.shares_policy() {
            code!(self.first=> __retry_policy())
        } else {
            self.constant_policy()
        }
    }

    /// A reference to a policy that the compiler evaluates.
    fn constant_policy(&self) -> TokenStream {
        let here = self.first;
        let overrides = self.overrides();
        let (start, may_be_generic) = match &self.plan.policy.origin {
            Origin::Const {
                policy,
                may_be_generic: true,
            } => (policy.to_token_stream(), true),
            Origin::Const { .. } => {
                let shared = shared_policy(self.place_of(&self.plan.args.policy));
                (shared.to_token_stream(), false)
            }
            Origin::Defaults { may_be_generic } => {
                let facade = self.facade.at(here);
                (code!(here=> #facade::Policy::new()), *may_be_generic)
            }
            Origin::Runtime(_) => unreachable!("it is no constant"),
        };
        let Some(place) = self.check_place(&overrides) else {
            // All literals: nothing can fail, and equal policies of many functions become one. A block and not an item,
            // which takes twice as long to check.
            let policy = self.overridden(start, &overrides, false);
            return code!(here=> const { &#policy });
        };
        let policy = self.overridden(start, &overrides, !may_be_generic);
        if may_be_generic {
            let checked = self.checked(&policy, None, place);
            return code!(here=> const { &#checked });
        }
        let facade = self.facade.at(here);
        let constants: Vec<&Override> = overrides.iter().filter(|it| it.is_constant()).collect();
        let definitions = constants.iter().map(|it| it.definition(&self.facade));
        let are_sound = constants
            .iter()
            .map(|it| it.is_sound(&self.facade))
            .reduce(|all, next| code!(place=> #all && #next));
        let checked = self.checked(&policy, are_sound, place);
        // A static and not a promoted constant: one that fails is reported again where it is promoted.
        code!(here=> {
            #(#definitions)*
            static __RETRY_CHECKED: #facade::Policy = #checked;
            &__RETRY_CHECKED
        })
    }

    /// The options that are set, in the order in which they are applied.
    fn overrides(&self) -> Vec<Override> {
        let args = &self.plan.args;
        let mut factor = self.override_by(&args.factor);
        if let Some(factor) = &mut factor {
            factor.checks_backoff = self.plan.policy.backoff_is_later;
        }
        [
            self.override_by(&args.backoff),
            self.override_by(&args.max),
            self.override_by(&args.base),
            factor,
            self.override_by(&args.cap),
            self.override_by(&args.jitter),
            self.override_by(&args.timeout),
            self.override_by(&args.deadline),
            self.override_by(&args.retry_after),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn override_by<T: Value>(&self, setting: &Setting<Constant<T>>) -> Option<Override> {
        let place = Place::from(setting.name_span()?);
        let (value, ty) = match setting.get()? {
            Constant::Known(value, _) => (value.code(&self.facade, place), None),
            Constant::Expression(expr) => (
                T::code_of(expr, &self.facade, place),
                Some(T::ty(&self.facade, place)),
            ),
        };
        let prefix = match ty {
            None => T::PREFIX_OF_LITERALS,
            Some(_) => "",
        };
        Some(Override {
            option: setting.row.name,
            method: Ident::new(&format!("{prefix}{}", setting.row.name), place.0),
            value,
            place,
            ty,
            checks_backoff: false,
        })
    }

    /// `policy` with the options that are set.
    fn overridden(
        &self,
        policy: TokenStream,
        overrides: &[Override],
        by_name: bool,
    ) -> TokenStream {
        overrides.iter().fold(policy, |policy, option| {
            option.apply(&policy, by_name, &self.facade)
        })
    }

    /// Where to report a broken rule; `None` if all values are literals, which are checked already.
    fn check_place(&self, overrides: &[Override]) -> Option<Place> {
        let policy = self.plan.args.policy.name_span().map(Place::from);
        let constant = || overrides.iter().find(|option| option.is_constant());
        policy.or_else(|| constant().map(|option| option.place))
    }

    /// `policy`, whose rules are checked if its values are sound; else those are reported already.
    fn checked(
        &self,
        policy: &TokenStream,
        are_sound: Option<TokenStream>,
        place: Place,
    ) -> TokenStream {
        let private = self.private(place);
        let check = if self.plan.function.form.is_async() {
            "checked"
        } else {
            "checked_blocking"
        };
        let check = Ident::new(check, place.0);
        let are_sound = are_sound.unwrap_or_else(|| code!(place=> true));
        code!(place=> #private::#check(#policy, #are_sound))
    }
}

/// An option that is set, as a call of the builder's method of its name.
struct Override {
    option: &'static str,
    method: Ident,
    value: TokenStream,
    /// The option's name.
    place: Place,
    /// The type of a constant expression, which becomes a constant of its own: what is wrong with it is then reported
    /// once.
    ty: Option<TokenStream>,
    /// Whether the compiler checks that a factor has an effect.
    checks_backoff: bool,
}

impl Override {
    fn is_constant(&self) -> bool {
        self.ty.is_some()
    }

    /// Applied to a policy, with the value in its place or, if it is a constant, by its name.
    fn apply(&self, policy: &TokenStream, by_name: bool, facade: &Facade) -> TokenStream {
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
        let method = &self.method;
        code!(place=> #policy.#method(#value))
    }

    fn constant_name(&self) -> Ident {
        let name = format!("__RETRY_{}", self.option.to_uppercase());
        Ident::new(&name, self.place.0)
    }

    /// The constant.
    fn definition(&self, facade: &Facade) -> TokenStream {
        let (name, ty, value) = (self.constant_name(), &self.ty, &self.value);
        let policy = self.alone(facade);
        let facade = facade.at(self.place);
        code! {self.place=>
            const #name: #ty = #value;
            const _: #facade::Policy = #policy.expect_valid();
        }
    }

    /// Whether the constant is sound, as code.
    fn is_sound(&self, facade: &Facade) -> TokenStream {
        let policy = self.alone(facade);
        let private = facade.private(self.place);
        code!(self.place=> #private::is_valid(#policy))
    }

    /// A policy that is sound if the value is.
    fn alone(&self, facade: &Facade) -> TokenStream {
        let private = facade.private(self.place);
        let (method, name) = (&self.method, self.constant_name());
        code!(self.place=> #private::NEUTRAL.#method(#name))
    }
}

/// A value of an option, as the builder takes it.
trait Value {
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
