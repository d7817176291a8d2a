//! The user's hooks, as the runtime takes them.

use proc_macro2::{Ident, TokenStream};
use syn::{Expr, ExprClosure, Pat, PatType, Token, Type};

use super::Writer;
use crate::args::{Function, Setting};
use crate::code::code;
use crate::tokens::{at, ends, ungrouped_expr};

impl Writer<'_> {
    pub(super) fn is_observed(&self) -> bool {
        let args = &self.plan.args;
        self.hears_recoveries() || args.on_retry.is_given() || args.on_give_up.is_given()
    }

    pub(super) fn hears_recoveries(&self) -> bool {
        cfg!(feature = "events") || self.plan.args.on_recover.is_given()
    }

    /// The hooks for a failed attempt; and for a success too, unless it is returned immediately.
    pub(super) fn hooks(&self, is_checked: bool) -> TokenStream {
        let here = self.first;
        let args = &self.plan.args;
        let on_retry = self.hook(&args.on_retry);
        let on_give_up = self.hook(&args.on_give_up);
        let on_recover = if is_checked {
            let is_told = args.on_recover.is_given();
            is_told.then(|| code!(self.place_of(&args.on_recover)=> .timed()))
        } else {
            self.hook(&args.on_recover)
        };
        let private = self.private(here);
        if on_retry.is_none() && on_give_up.is_none() && on_recover.is_none() {
            return code!(here=> #private::NoHooks);
        }
        code!(here=> #private::Hooks::NONE #on_retry #on_give_up #on_recover)
    }

    /// A hook that is given, as a call of the builder's method of its name.
    fn hook(&self, setting: &Setting<Function>) -> Option<TokenStream> {
        let hook = self.reference_to_hook(setting)?;
        let place = self.place_of(setting);
        let name = Ident::new(setting.row.name, place.0);
        Some(code!(place=> .#name(#hook)))
    }

    /// A hook that may be given, as an `Option`.
    pub(super) fn option_of_hook(&self, setting: &Setting<Function>) -> TokenStream {
        let place = self.place_of(setting);
        match self.reference_to_hook(setting) {
            Some(hook) => code!(place=> ::core::option::Option::Some(#hook)),
            None => code!(place=> ::core::option::Option::None),
        }
    }

    fn reference_to_hook(&self, setting: &Setting<Function>) -> Option<TokenStream> {
        let Function(hook) = setting.get()?;
        let place = self.place_of(setting);
        let (facade, private) = (self.facade.at(place), self.private(place));
        let hook = match typed(hook, || code!(place=> &#facade::Event<'_>)) {
            Some(closure) => code!(place=> #private::closure(&#closure)),
            None => {
                let hook = self.callable(hook);
                code!(place=> &#hook)
            }
        };
        Some(code!(place=> #private::hook(#hook).get()))
    }
}

/// The closure with a type for its only argument, if that has none.
fn typed(hook: &Expr, ty: impl FnOnce() -> TokenStream) -> Option<ExprClosure> {
    let Expr::Closure(closure) = ungrouped_expr(hook) else {
        return None;
    };
    let mut closure = closure.clone();
    match closure.inputs.first_mut() {
        None | Some(Pat::Type(_)) => return None,
        Some(argument) => {
            *argument = Pat::Type(PatType {
                attrs: Vec::new(),
                colon_token: Token![:](at(ends(argument).1)),
                pat: Box::new(argument.clone()),
                ty: Box::new(Type::Verbatim(ty())),
            });
        }
    }
    (closure.inputs.len() == 1).then_some(closure)
}
