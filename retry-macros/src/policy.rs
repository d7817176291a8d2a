//! The options that make up the policy: each read by itself, and turned into a call of `Policy`'s builder.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Expr;

use crate::args::{Args, Key, Value};
use crate::code::{at, code, located};
use crate::duration;
use crate::expand::private;
use crate::function::{Function, ends};
use crate::literal::{Literal, literal};
use crate::report::{Report, nearest};
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

const BACKOFFS: [(&str, &str); 5] = [
    ("exp", "Exponential"),
    ("linear", "Linear"),
    ("fixed", "Fixed"),
    ("fibonacci", "Fibonacci"),
    ("none", "None"),
];

const JITTERS: [(&str, &str, Jitter); 4] = [
    ("full", "Full", Jitter::Full),
    ("equal", "Equal", Jitter::Equal),
    ("decorrelated", "Decorrelated", Jitter::Decorrelated),
    ("none", "None", Jitter::None),
];

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

    fn max(&mut self) -> Option<Known<u32>> {
        let expr = self.args.expr(Key::Max)?;
        match literal(expr) {
            Literal::Int(number) if matches!(number.suffix(), "" | "u32") => {
                match number.base10_parse::<u32>() {
                    Ok(0) => self.error(
                        expr,
                        "`max` counts every attempt, the first included, so it must be at least 1",
                    ),
                    Ok(max) => {
                        self.set(Key::Max, &quote!(#max));
                        return Some(Known::Literal(max));
                    }
                    Err(_) => self.error(expr, format_args!("`max` is at most {}", u32::MAX)),
                }
            }
            Literal::None => {
                self.set_expression(
                    Key::Max,
                    &quote!(::core::primitive::u32),
                    expr,
                    &unbraced(expr),
                );
            }
            _ => self.error(
                expr,
                "expected a whole number of attempts, such as `max = 3`",
            ),
        }
        Some(Known::Later)
    }

    fn backoff(&mut self) -> Option<Known<&'static str>> {
        let expr = self.args.expr(Key::Backoff)?;
        let facade = self.facade;
        match literal(expr) {
            Literal::Str(text) => {
                let text = text.value();
                if let Some((name, variant)) = BACKOFFS.iter().find(|(name, _)| *name == text) {
                    let variant = Ident::new(variant, Span::mixed_site());
                    self.set(Key::Backoff, &quote!(#facade::Backoff::#variant));
                    return Some(Known::Literal(name));
                }
                if ["constant", "const"].contains(&text.as_str()) {
                    let message = format!("unknown backoff \"{text}\"; it is called \"fixed\"");
                    self.error(expr, message);
                } else {
                    let known = BACKOFFS.map(|(name, _)| name);
                    self.error(expr, unknown_name("backoff", &text, &known));
                }
            }
            Literal::None => {
                let ty = quote!(#facade::Backoff);
                self.set_expression(Key::Backoff, &ty, expr, &unbraced(expr));
            }
            _ => self.error(
                expr,
                "expected the name of a shape, such as `backoff = \"exp\"`",
            ),
        }
        Some(Known::Later)
    }

    fn duration(&mut self, key: Key) -> Option<Known<u64>> {
        let expr = self.args.expr(key)?;
        let name = key.name();
        match literal(expr) {
            Literal::Str(text) => match duration::parse(&text.value()) {
                Ok(0) if key == Key::Base => self.error(
                    expr,
                    "`base` must be longer than zero; for no delay use `backoff = \"none\"`",
                ),
                Ok(0) => self.error(expr, format_args!("`{name}` must be longer than zero")),
                Ok(nanos) => {
                    let value = duration_tokens(nanos);
                    self.set(key, &value);
                    return Some(Known::Literal(nanos));
                }
                Err(why) => self.error(expr, duration_message(name, &why)),
            },
            Literal::None => {
                let ty = quote!(::core::time::Duration);
                self.set_expression(key, &ty, expr, &unbraced(expr));
            }
            Literal::Int(number) if number.suffix().is_empty() => {
                self.error(
                    expr,
                    duration_message(name, &format!("`{number}` lacks a unit")),
                );
            }
            _ => self.error(
                expr,
                format_args!("expected a duration, such as `{name} = \"10s\"`"),
            ),
        }
        Some(Known::Later)
    }

    /// `is_shape_later`: the compiler checks that the shape is exponential.
    fn factor(&mut self, is_shape_later: bool) {
        let Some(expr) = self.args.expr(Key::Factor) else {
            return;
        };
        let here = ends(expr).0;
        let check = Ident::new("factor", at(here));
        let method = if is_shape_later {
            Ident::new("exponential_factor", at(here))
        } else {
            check.clone()
        };
        let value = match literal(expr) {
            Literal::Int(number) => number.base10_parse::<f64>().ok(),
            Literal::Float(number) => Some(number),
            Literal::None => {
                self.set_by(
                    &method,
                    &check,
                    &quote!(::core::primitive::f64),
                    expr,
                    &unbraced(expr),
                );
                return;
            }
            Literal::Str(_) | Literal::Other => None,
        };
        match value {
            Some(value) if value >= 1.0 && value.is_finite() => {
                self.override_by(&code!(here=> .#method(#value)));
            }
            _ => self.error(
                expr,
                "`factor` is the growth from one delay to the next, a number of at least 1, such as `factor = 2`",
            ),
        }
    }

    fn jitter(&mut self) -> Option<Known<Jitter>> {
        let setting = self.args.get(Key::Jitter)?;
        let facade = self.facade;
        let expr = match &setting.value {
            Value::Expr(expr) => expr,
            Value::Flag | Value::Names(_) => {
                self.set(Key::Jitter, &quote!(#facade::Jitter::Full));
                return Some(Known::Literal(Jitter::Full));
            }
        };
        let proportion = match literal(expr) {
            Literal::Str(text) => {
                let text = text.value();
                if let Some((_, variant, jitter)) = JITTERS.iter().find(|it| it.0 == text) {
                    let variant = Ident::new(variant, Span::mixed_site());
                    self.set(Key::Jitter, &quote!(#facade::Jitter::#variant));
                    return Some(Known::Literal(*jitter));
                }
                if text.parse::<f64>().is_ok() {
                    let message = format!("a proportion stands without quotes: `jitter = {text}`");
                    self.error(expr, message);
                } else {
                    let known = JITTERS.map(|(name, ..)| name);
                    self.error(expr, unknown_name("jitter", &text, &known));
                }
                return Some(Known::Later);
            }
            Literal::None => {
                let (value, (first, last)) = (unbraced(expr), ends(expr));
                let private = private(self.facade, first);
                let value = code!(first=> #private::JitterFrom(#value));
                let value = code!(last=> #value.jitter());
                let ty = quote!(#facade::Jitter);
                self.set_expression(Key::Jitter, &ty, expr, &value);
                return Some(Known::Later);
            }
            Literal::Int(number) => number.base10_parse::<f64>().ok(),
            Literal::Float(number) => Some(number),
            Literal::Other => None,
        };
        match proportion {
            Some(proportion) if (0.0..=1.0).contains(&proportion) => {
                self.set(
                    Key::Jitter,
                    &quote!(#facade::Jitter::Proportion(#proportion)),
                );
                Some(Known::Literal(Jitter::Proportion(proportion)))
            }
            _ => {
                self.error(
                    expr,
                    "expected the name of a jitter, such as `jitter = \"full\"`, or a proportion between 0 and 1, \
                     such as `jitter = 0.25`",
                );
                Some(Known::Later)
            }
        }
    }

    fn retry_after(&mut self) {
        let Some(expr) = self.args.expr(Key::RetryAfter) else {
            return;
        };
        let facade = self.facade;
        let at_most = |duration: &TokenStream| quote!(#facade::RetryAfter::AtMost(#duration));
        match literal(expr) {
            Literal::Str(text) if text.value() == "ignore" => {
                self.set(Key::RetryAfter, &quote!(#facade::RetryAfter::Ignore));
            }
            Literal::Str(text) => match duration::parse(&text.value()) {
                Ok(nanos) => self.set(Key::RetryAfter, &at_most(&duration_tokens(nanos))),
                Err(why) => self.error(
                    expr,
                    format_args!(
                        "{why}; expected `\"ignore\"` or the longest wait to accept, such as `retry_after = \"60s\"`"
                    ),
                ),
            },
            Literal::None => {
                let (value, here) = (unbraced(expr), ends(expr).0);
                let facade = located(self.facade, here);
                let value = code!(here=> #facade::RetryAfter::AtMost(#value));
                let ty = quote!(#facade::RetryAfter);
                self.set_expression(Key::RetryAfter, &ty, expr, &value);
            }
            _ => self.error(
                expr,
                "expected `\"ignore\"` or the longest wait to accept, such as `retry_after = \"60s\"`",
            ),
        }
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

fn duration_message(name: &str, why: &str) -> String {
    format!(
        "{why}; a duration is a number and one of ns, us, ms, s, m, h, d, such as `{name} = \"10s\"`"
    )
}

fn unknown_name(what: &str, text: &str, known: &[&str]) -> String {
    match nearest(text, known.iter().copied()) {
        Some(near) => format!("unknown {what} \"{text}\"; did you mean \"{near}\"?"),
        None => {
            let known: Vec<String> = known.iter().map(|name| format!("\"{name}\"")).collect();
            format!(
                "unknown {what} \"{text}\"; expected one of {}",
                known.join(", ")
            )
        }
    }
}

fn duration_tokens(nanos: u64) -> TokenStream {
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

/// A path to a constant, by its name: an argument or a field is not in capitals.
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
    mentions(expr.to_token_stream(), &|ident| {
        ident == "Self" || function.has_generic(ident)
    })
}

/// Whether a constant may be a const parameter of the impl around the function, which cannot be seen from here: names
/// of one or two capitals are taken for one, and so is what is in braces.
fn may_be_parameter(expr: &Expr) -> bool {
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
