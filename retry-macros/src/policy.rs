//! The options that make up the policy, as calls of `Policy`'s builder.
//!
//! Each is read by itself in `policy/options.rs`; what they mean together is for `rules.rs`.

mod constant;
mod options;

use proc_macro2::{Ident, Span, TokenStream};
use syn::Expr;

use self::constant::{is_const_path, may_be_generic, may_be_parameter};
use crate::args::{Args, Key};
use crate::code::{at, code, located};
use crate::expand::private;
use crate::function::{Function, ends};
use crate::literal::{Literal, literal};
use crate::report::Report;
use crate::rules::{Jitter, Known, Values};

/// How the policy comes about: a start, and calls of `Policy`'s builder methods on it.
pub(crate) struct Policy {
    pub(crate) start: Start,
    pub(crate) overrides: TokenStream,
    /// The same, with the constants below in place of their expressions.
    pub(crate) named_overrides: TokenStream,
    /// The options that are constant expressions.
    pub(crate) constants: Vec<Constant>,
    /// Between which tokens to report a broken rule; `None` if all values are literals, which are checked already.
    pub(crate) check: Option<(Span, Span)>,
    /// Whether a delay may depend on the one before: decorrelated jitter.
    pub(crate) may_look_back: bool,
}

/// An option that is a constant expression, as a constant of its own: what is wrong with it is then reported once.
pub(crate) struct Constant {
    pub(crate) definition: TokenStream,
    /// A policy that is sound if the value is.
    pub(crate) policy: TokenStream,
    /// Where the expression ends.
    pub(crate) last: Span,
}

pub(crate) enum Start {
    /// All options come from the attribute, or start from a constant policy, and are constant.
    Const {
        policy: Option<Expr>,
        /// A const item is evaluated by `cargo check` but cannot name what the function is generic over.
        may_be_generic: bool,
    },
    /// An expression that is evaluated once a call.
    Runtime(Expr),
}

impl Policy {
    pub(crate) fn read(
        args: &Args,
        function: &Function,
        facade: &TokenStream,
        report: &mut Report,
    ) -> Self {
        let mut reader = Reader {
            args,
            facade,
            report,
            overrides: TokenStream::new(),
            named_overrides: TokenStream::new(),
            constants: Vec::new(),
            first_expression: None,
        };
        let values = reader.values();
        let start = reader.start(function);
        let Reader {
            overrides,
            named_overrides,
            constants,
            first_expression,
            ..
        } = reader;
        values.check(args, function, report);
        Self {
            start,
            overrides,
            named_overrides,
            constants,
            check: args.expr(Key::Policy).map(ends).or(first_expression),
            may_look_back: values.may_look_back(),
        }
    }
}

const SECOND: u64 = 1_000_000_000;

/// Reads the options that make up the policy, one by one.
struct Reader<'a> {
    args: &'a Args,
    facade: &'a TokenStream,
    report: &'a mut Report,
    overrides: TokenStream,
    named_overrides: TokenStream,
    constants: Vec<Constant>,
    first_expression: Option<(Span, Span)>,
}

impl Reader<'_> {
    fn values(&mut self) -> Values {
        fn or<T>(has_policy: bool, value: Option<Known<T>>, default: T) -> Known<T> {
            match value {
                Some(value) => value,
                None if has_policy => Known::Later,
                None => Known::Default(default),
            }
        }
        // Without a policy to start from, what is not given has its default.
        let has_policy = self.args.get(Key::Policy).is_some();
        let backoff = self.backoff();
        let max = self.max();
        let base = self.duration(Key::Base);
        // The shape is known to the compiler only.
        let is_later = match backoff {
            Some(Known::Later) => true,
            Some(_) => false,
            None => has_policy,
        };
        self.factor(is_later);
        let cap = self.duration(Key::Cap);
        let jitter = self.jitter();
        self.duration(Key::Timeout);
        let deadline = self.duration(Key::Deadline);
        self.retry_after();
        Values {
            max: or(has_policy, max, 3),
            backoff: or(has_policy, backoff, "exp"),
            base: or(has_policy, base, SECOND),
            cap: or(has_policy, cap, 60 * SECOND),
            jitter: or(has_policy, jitter, Jitter::None),
            deadline: or(has_policy, deadline, u64::MAX),
        }
    }

    /// A call of the builder method named like the option.
    fn set(&mut self, key: Key, value: &TokenStream) {
        let here = self
            .args
            .get(key)
            .map_or_else(Span::call_site, |it| it.key_span);
        let method = Ident::new(key.name(), at(here));
        self.override_by(&code!(here=> .#method(#value)));
    }

    fn override_by(&mut self, call: &TokenStream) {
        self.overrides.extend(call.clone());
        self.named_overrides.extend(call.clone());
    }

    /// The same, with a value of type `ty` that the compiler checks.
    fn set_expression(&mut self, key: Key, ty: &TokenStream, expr: &Expr, value: &TokenStream) {
        let method = Ident::new(key.name(), at(ends(expr).0));
        self.set_by(&method, &method, ty, expr, value);
    }

    fn set_by(
        &mut self,
        method: &Ident,
        check: &Ident,
        ty: &TokenStream,
        expr: &Expr,
        value: &TokenStream,
    ) {
        let (first, last) = ends(expr);
        let private = private(self.facade, first);
        let ty = located(ty, first);
        let name = format!("__RETRY_{}", check.to_string().to_uppercase());
        let (start, end) = (Ident::new(&name, at(first)), Ident::new(&name, at(last)));
        let argument = code!(last=> (#end));
        self.first_expression.get_or_insert((first, last));
        self.constants.push(Constant {
            definition: code!(first=> const #start: #ty = #value;),
            policy: code!(first=> #private::NEUTRAL.#check #argument),
            last,
        });
        self.overrides.extend(code!(first=> .#method(#value)));
        self.named_overrides
            .extend(code!(first=> .#method #argument));
    }

    fn error(&mut self, expr: &Expr, message: impl std::fmt::Display) {
        self.report.error_at(expr, message);
    }

    fn start(&mut self, function: &Function) -> Start {
        const POLICY: [Key; 8] = [
            Key::Max,
            Key::Backoff,
            Key::Base,
            Key::Factor,
            Key::Cap,
            Key::Jitter,
            Key::Timeout,
            Key::Deadline,
        ];
        let policy = self.args.expr(Key::Policy);
        if let Some(expr) = policy.filter(|expr| !matches!(literal(expr), Literal::None)) {
            self.error(expr, "expected a policy, such as `policy = POLICY`");
        }
        if let Some(expr) = policy.filter(|expr| !is_const_path(expr)) {
            return Start::Runtime(expr.clone());
        }
        let may_be_generic = POLICY
            .into_iter()
            .chain([Key::RetryAfter])
            .filter_map(|key| self.args.expr(key))
            .any(|expr| may_be_generic(expr, function) || may_be_parameter(expr))
            || policy.is_some_and(|policy| may_be_generic(policy, function));
        Start::Const {
            policy: policy.cloned(),
            may_be_generic,
        }
    }
}
