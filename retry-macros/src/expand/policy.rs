//! The options that make up the policy, as calls of `Policy`'s builder.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;

use super::Writer;
use crate::args::{Backoff, Constant, Factor, Jitter, Nanos, RetryAfter, Setting};
use crate::code::{code, located, private};
use crate::tokens::{at, ends};

/// An option that is set, as a call of the builder's method of its name.
pub(super) struct Override {
    option: &'static str,
    value: TokenStream,
    /// Where the value stands.
    first: Span,
    last: Span,
    /// The type of a constant expression, which becomes a constant of its own: what is wrong with it is then reported
    /// once.
    constant: Option<TokenStream>,
    /// Whether the compiler checks that a factor has an effect.
    checks_backoff: bool,
}

impl Override {
    /// Applied to a policy, with the value in its place or, if it is a constant, by its name.
    fn apply(&self, policy: &TokenStream, by_name: bool, facade: &TokenStream) -> TokenStream {
        let (first, last) = (self.first, self.last);
        let value = &self.value;
        let value = if by_name && self.constant.is_some() {
            let name = self.constant_name(last);
            code!(last=> #name)
        } else {
            code!(first=> #value)
        };
        if self.checks_backoff {
            let private = private(facade, first);
            let arguments = code!(last=> (#policy, #value));
            return code!(first=> #private::exponential_factor #arguments);
        }
        let method = Ident::new(self.option, at(first));
        let argument = if by_name && self.constant.is_some() {
            code!(last=> (#value))
        } else {
            code!(first=> (#value))
        };
        code!(first=> #policy.#method #argument)
    }

    fn constant_name(&self, span: Span) -> Ident {
        Ident::new(&format!("__RETRY_{}", self.option.to_uppercase()), at(span))
    }

    /// The constant, if it is one.
    pub(super) fn definition(&self, facade: &TokenStream) -> Option<TokenStream> {
        let (name, value) = (self.constant_name(self.first), &self.value);
        let ty = located(self.constant.as_ref()?, self.first);
        let checked = code!(self.last=> .expect_valid());
        let policy = self.alone(facade);
        let facade = located(facade, self.first);
        Some(code! {self.first=>
            const #name: #ty = #value;
            const _: #facade::Policy = #policy #checked;
        })
    }

    /// Whether the constant is sound, as code.
    pub(super) fn is_sound(&self, facade: &TokenStream) -> Option<TokenStream> {
        self.constant.as_ref()?;
        let policy = self.alone(facade);
        let private = private(facade, self.first);
        let arguments = code!(self.last=> (#policy));
        Some(code!(self.first=> #private::is_valid #arguments))
    }

    /// A policy that is sound if the value is.
    fn alone(&self, facade: &TokenStream) -> TokenStream {
        let private = private(facade, self.first);
        let method = Ident::new(self.option, at(self.first));
        let name = self.constant_name(self.last);
        let argument = code!(self.last=> (#name));
        code!(self.first=> #private::NEUTRAL.#method #argument)
    }
}

impl Writer<'_> {
    /// The options that are set, in the order in which they are applied.
    pub(super) fn overrides(&self) -> Vec<Override> {
        let args = &self.plan.args;
        let mut factor = self.factor();
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

    /// `policy` with the options that are set.
    pub(super) fn overridden(
        &self,
        policy: TokenStream,
        overrides: &[Override],
        by_name: bool,
    ) -> TokenStream {
        overrides.iter().fold(policy, |policy, option| {
            option.apply(&policy, by_name, &self.facade)
        })
    }

    /// Between which tokens to report a broken rule; `None` if all values are literals, which are checked already.
    pub(super) fn check_place(&self, overrides: &[Override]) -> Option<(Span, Span)> {
        let policy = self.plan.args.policy.get();
        let constant = || overrides.iter().find(|option| option.constant.is_some());
        match policy {
            Some(policy) => Some(ends(&policy.0)),
            None => constant().map(|option| (option.first, option.last)),
        }
    }

    /// A factor stands at its value, as the check of the backoff underlines it.
    fn factor(&self) -> Option<Override> {
        let setting = &self.plan.args.factor;
        let mut factor = self.override_by(setting)?;
        if let Some(expr) = setting.get().and_then(Constant::expr) {
            (factor.first, factor.last) = ends(expr);
        }
        Some(factor)
    }

    fn override_by<T: Value>(&self, setting: &Setting<Constant<T>>) -> Option<Override> {
        let name = setting.name_span()?;
        let (value, constant, (first, last)) = match setting.get()? {
            Constant::Known(value, _) => (value.code(&self.facade), None, (name, name)),
            Constant::Expression(expr) => (
                T::code_of(expr, &self.facade),
                Some(T::ty(&self.facade)),
                ends(expr),
            ),
        };
        Some(Override {
            option: setting.row.name,
            value,
            first,
            last,
            constant,
            checks_backoff: false,
        })
    }
}

/// A value of an option, as the builder takes it.
trait Value {
    fn code(&self, facade: &TokenStream) -> TokenStream;

    /// An expression of the value.
    fn code_of(expr: &Expr, facade: &TokenStream) -> TokenStream {
        let _ = facade;
        unbraced(expr)
    }

    fn ty(facade: &TokenStream) -> TokenStream;
}

impl Value for u32 {
    fn code(&self, _: &TokenStream) -> TokenStream {
        self.to_token_stream()
    }

    fn ty(_: &TokenStream) -> TokenStream {
        quote!(::core::primitive::u32)
    }
}

impl Value for Backoff {
    fn code(&self, facade: &TokenStream) -> TokenStream {
        match self {
            Self::Exponential => quote!(#facade::Backoff::Exponential),
            Self::Linear => quote!(#facade::Backoff::Linear),
            Self::Fixed => quote!(#facade::Backoff::Fixed),
            Self::Fibonacci => quote!(#facade::Backoff::Fibonacci),
            Self::None => quote!(#facade::Backoff::None),
        }
    }

    fn ty(facade: &TokenStream) -> TokenStream {
        quote!(#facade::Backoff)
    }
}

impl Value for Nanos {
    fn code(&self, _: &TokenStream) -> TokenStream {
        duration(self.0)
    }

    fn ty(_: &TokenStream) -> TokenStream {
        quote!(::core::time::Duration)
    }
}

impl Value for Factor {
    fn code(&self, _: &TokenStream) -> TokenStream {
        self.0.to_token_stream()
    }

    fn ty(_: &TokenStream) -> TokenStream {
        quote!(::core::primitive::f64)
    }
}

impl Value for Jitter {
    fn code(&self, facade: &TokenStream) -> TokenStream {
        match self {
            Self::Full => quote!(#facade::Jitter::Full),
            Self::Equal => quote!(#facade::Jitter::Equal),
            Self::Decorrelated => quote!(#facade::Jitter::Decorrelated),
            Self::None => quote!(#facade::Jitter::None),
            Self::Proportion(proportion) => quote!(#facade::Jitter::Proportion(#proportion)),
        }
    }

    /// A `Jitter`, or a proportion.
    fn code_of(expr: &Expr, facade: &TokenStream) -> TokenStream {
        let (value, (first, last)) = (unbraced(expr), ends(expr));
        let private = private(facade, first);
        let value = code!(first=> #private::JitterFrom(#value));
        code!(last=> #value.jitter())
    }

    fn ty(facade: &TokenStream) -> TokenStream {
        quote!(#facade::Jitter)
    }
}

impl Value for RetryAfter {
    fn code(&self, facade: &TokenStream) -> TokenStream {
        match self {
            Self::Ignore => quote!(#facade::RetryAfter::Ignore),
            Self::AtMost(nanos) => {
                let longest = duration(*nanos);
                quote!(#facade::RetryAfter::AtMost(#longest))
            }
        }
    }

    /// The longest wait to accept.
    fn code_of(expr: &Expr, facade: &TokenStream) -> TokenStream {
        let (value, here) = (unbraced(expr), ends(expr).0);
        let facade = located(facade, here);
        code!(here=> #facade::RetryAfter::AtMost(#value))
    }

    fn ty(facade: &TokenStream) -> TokenStream {
        quote!(#facade::RetryAfter)
    }
}

fn duration(nanos: u64) -> TokenStream {
    quote!(::core::time::Duration::from_nanos(#nanos))
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
