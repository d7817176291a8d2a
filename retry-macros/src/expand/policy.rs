//! The policy of a function: where it comes from, and how it is checked.

mod overrides;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Expr, ExprReference, Token};

use self::overrides::{Override, Value};
use super::Writer;
use crate::args::{Constant, Setting};
use crate::code::{Place, code};
use crate::plan::policy::Origin;
use crate::plan::{Cuts, StartsClock};
use crate::tokens::{at, ends};

/// The constant that holds the policy to start from. Not a local variable, because other constants use it.
pub(super) fn shared_policy(place: Place) -> Ident {
    Ident::new("__RETRY_POLICY", place.0)
}

/// `&expr`, in parentheses where it needs them. It begins where the expression does, so that the compiler underlines that;
/// an editor takes no punctuation for a name.
fn referenced(expr: &Expr) -> ExprReference {
    ExprReference {
        attrs: Vec::new(),
        and_token: Token![&](at(ends(expr).0)),
        mutability: None,
        expr: Box::new(expr.clone()),
    }
}

impl Writer<'_> {
    /// Binds the policy, if it is evaluated once per call or used more than once.
    pub(super) fn bind_policy(&self) -> TokenStream {
        let here = self.first;
        let shared = match &self.plan.policy.origin {
            Origin::Runtime(expr) => {
                let place = self.place_of(&self.plan.args.policy);
                let private = self.private(place);
                let source = referenced(expr);
                let start = code!(place=> #private::policy(#source));
                let policy = self.overridden(start, &self.overrides(), false);
                let [lend, take_back] = self.plan.arguments.lend_to_options();
                return code!(here=> #lend let __retry_policy = #policy; #take_back);
            }
            Origin::Const {
                policy,
                may_be_generic: false,
                ..
            } => {
                let place = self.place_of(&self.plan.args.policy);
                let (facade, name) = (self.facade.at(place), shared_policy(place));
                Some(code!(place=> const #name: #facade::Policy = #policy;))
            }
            _ => None,
        };
        let policy = self.shares_policy().then(|| {
            let policy = self.constant_policy();
            // A closure without captures takes no space in the future.
            code!(here=> let __retry_policy = || #policy;)
        });
        code!(here=> #shared #policy)
    }

    fn shares_policy(&self) -> bool {
        !matches!(self.plan.cuts, Cuts::Never)
            || self.plan.args.attempt.is_given()
            || self.hears_recoveries()
            || self.plan.args.upstream.is_given()
            || self.plan.starts_clock == StartsClock::IfBounded
    }

    /// The policy to start from, where it depends on nothing generic.
    pub(super) fn known_policy(&self) -> TokenStream {
        match &self.plan.policy.origin {
            Origin::Const {
                policy,
                may_be_generic: true,
                ..
            } => policy.to_token_stream(),
            _ => shared_policy(self.first).to_token_stream(),
        }
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

    /// A closure that returns [`policy`](Self::policy), where that is shared.
    pub(super) fn lent_policy(&self) -> TokenStream {
        if self.plan.policy.is_runtime() {
            code!(self.first=> || &__retry_policy)
        } else {
            code!(self.first=> __retry_policy)
        }
    }

    /// A reference to a policy that the compiler evaluates.
    pub(super) fn constant_policy(&self) -> TokenStream {
        let here = self.first;
        let overrides = self.overrides();
        let (start, may_be_generic) = match &self.plan.policy.origin {
            Origin::Const {
                policy,
                may_be_generic: true,
                ..
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
            self.override_by(&args.throttled),
            self.override_by(&args.base),
            factor,
            self.override_by(&args.cap),
            self.override_by(&args.jitter),
            self.override_by(&args.timeout),
            self.override_by(&args.deadline),
            self.override_by(&args.retry_after),
            self.override_by(&args.idempotent),
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
            option.apply(policy, by_name, &self.facade)
        })
    }

    /// Where to report a broken rule; `None` if all values are literals, which have been checked.
    fn check_place(&self, overrides: &[Override]) -> Option<Place> {
        let policy = self.plan.args.policy.name_span().map(Place::from);
        let constant = || overrides.iter().find(|option| option.is_constant());
        policy.or_else(|| constant().map(|option| option.place))
    }

    /// `policy`, whose rules are checked if its values are valid; otherwise those have been reported.
    fn checked(
        &self,
        policy: &TokenStream,
        are_sound: Option<TokenStream>,
        place: Place,
    ) -> TokenStream {
        let private = self.private(place);
        let check = if self.plan.function.form.is_async() || self.plan.args.is_never_cut() {
            "checked"
        } else {
            "checked_blocking"
        };
        let check = Ident::new(check, place.0);
        let are_sound = are_sound.unwrap_or_else(|| code!(place=> true));
        code!(place=> #private::#check(#policy, #are_sound))
    }
}
