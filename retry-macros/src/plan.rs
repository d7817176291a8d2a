//! What the options mean together: every rule between them, checked.
//!
//! Yields a [`Plan`], from which code is written without another question.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprUnary, Lit, LitInt, LitStr, Path, UnOp};

use crate::args::{Args, Key, Setting, Value};
use crate::arguments::Arguments;
use crate::duration;
use crate::function::{Function, Kind, written};
use crate::report::{Report, nearest};

pub(crate) struct Plan {
    pub(crate) policy: Policy,
    pub(crate) cuts: Cuts,
    pub(crate) starts_clock: StartsClock,
    pub(crate) when: Option<Expr>,
    pub(crate) when_ok: Option<Expr>,
    pub(crate) on_retry: Option<Expr>,
    pub(crate) on_give_up: Option<Expr>,
    pub(crate) attempt: Option<Ident>,
    pub(crate) sleep: Option<Expr>,
    /// Where the facade lives.
    pub(crate) facade: TokenStream,
    /// One line for the function's documentation.
    pub(crate) summary: String,
}

/// How the policy comes about: a start, and calls of `Policy`'s builder methods on it.
pub(crate) struct Policy {
    pub(crate) start: Start,
    pub(crate) overrides: TokenStream,
    /// For each option that is a constant expression, a policy that is sound if the value is.
    pub(crate) value_checks: Vec<TokenStream>,
    /// Where to report a broken rule; `None` if all values are literals, which are checked already.
    pub(crate) check: Option<Span>,
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

/// Whether running attempts are cut.
pub(crate) enum Cuts {
    Never,
    Always,
    /// If this constant policy bounds anything.
    IfPolicy(Expr),
    /// If the return type has a value for it, as the policy is known only at run time.
    IfType,
}

/// Whether the clock is read when the call starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StartsClock {
    No,
    Yes,
    IfBounded,
}

/// A value as far as it is known here.
#[derive(Clone, Copy)]
enum Known<T> {
    Default(T),
    Literal(T),
    /// A constant expression, or the policy's own.
    Later,
}

impl<T: Copy> Known<T> {
    fn get(self) -> Option<T> {
        match self {
            Self::Default(value) | Self::Literal(value) => Some(value),
            Self::Later => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Jitter {
    None,
    Full,
    Equal,
    Decorrelated,
    Proportion(f64),
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

impl Plan {
    pub(crate) fn new(
        args: &Args,
        function: &Function,
        arguments: &Arguments,
        report: &mut Report,
    ) -> Self {
        let facade = facade(args, report);
        let mut reader = Reader {
            args,
            facade: &facade,
            report,
            overrides: TokenStream::new(),
            value_checks: Vec::new(),
            first_expression: None,
        };
        let values = reader.values();
        let start = reader.start(function);
        let Reader {
            overrides,
            value_checks,
            first_expression,
            ..
        } = reader;
        values.check(args, function, report);
        check_names(args, arguments, report);
        check_sleep(args, function, report);

        let given = |key| args.get(key).is_some();
        let policy = args.expr(Key::Policy).cloned();
        let has_limit = given(Key::Timeout) || given(Key::Deadline);
        let cuts = match &start {
            _ if !function.kind.is_async() => Cuts::Never,
            _ if has_limit => Cuts::Always,
            Start::Const { policy: None, .. } => Cuts::Never,
            Start::Const {
                policy: Some(policy),
                may_be_generic: false,
            } => Cuts::IfPolicy(policy.clone()),
            Start::Const { .. } | Start::Runtime(_) => Cuts::IfType,
        };
        let starts_clock = if has_limit || given(Key::Attempt) {
            StartsClock::Yes
        } else if policy.is_some() {
            StartsClock::IfBounded
        } else {
            StartsClock::No
        };
        Self {
            policy: Policy {
                start,
                overrides,
                value_checks,
                check: policy.map(|policy| policy.span()).or(first_expression),
            },
            cuts,
            starts_clock,
            when: function_value(args, Key::When, report),
            when_ok: function_value(args, Key::WhenOk, report),
            on_retry: function_value(args, Key::OnRetry, report),
            on_give_up: function_value(args, Key::OnGiveUp, report),
            attempt: attempt(args, arguments, report),
            sleep: function_value(args, Key::Sleep, report),
            summary: summary(args),
            facade,
        }
    }
}

/// Reads the options that make up the policy, one by one.
struct Reader<'a> {
    args: &'a Args,
    facade: &'a TokenStream,
    report: &'a mut Report,
    overrides: TokenStream,
    value_checks: Vec<TokenStream>,
    first_expression: Option<Span>,
}

/// The values that rules are about.
struct Values {
    max: Known<u32>,
    backoff: Known<&'static str>,
    base: Known<u64>,
    cap: Known<u64>,
    jitter: Known<Jitter>,
    deadline: Known<u64>,
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
        self.factor(has_policy && backoff.is_none());
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
        let method = Ident::new(key.name(), Span::mixed_site());
        self.overrides.extend(quote!(.#method(#value)));
    }

    fn set_expression(&mut self, key: Key, expr: &Expr, value: &TokenStream) {
        let (facade, method) = (self.facade, Ident::new(key.name(), Span::mixed_site()));
        self.first_expression.get_or_insert(expr.span());
        self.value_checks.push(quote_spanned! {expr.span()=>
            #facade::__private::NEUTRAL.#method(#value).checked()
        });
        self.set(key, value);
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
                self.set_expression(Key::Max, expr, &quote!(#expr));
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
                let known = BACKOFFS.map(|(name, _)| name);
                self.error(expr, unknown_name("backoff", &text, &known));
            }
            Literal::None => self.set_expression(Key::Backoff, expr, &quote!(#expr)),
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
            Literal::None => self.set_expression(key, expr, &quote!(#expr)),
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

    /// `of_policy`: the shape comes from the policy, which must then be exponential.
    fn factor(&mut self, of_policy: bool) {
        let Some(expr) = self.args.expr(Key::Factor) else {
            return;
        };
        let method = if of_policy {
            let span = expr.span();
            self.first_expression.get_or_insert(span);
            Ident::new("exponential_factor", span)
        } else {
            Ident::new("factor", Span::mixed_site())
        };
        let value = match literal(expr) {
            Literal::Int(number) => number.base10_parse::<f64>().ok(),
            Literal::Float(number) => Some(number),
            Literal::None => {
                let facade = self.facade;
                self.first_expression.get_or_insert(expr.span());
                self.value_checks.push(quote_spanned! {expr.span()=>
                    #facade::__private::NEUTRAL.factor(#expr).checked()
                });
                self.overrides.extend(quote!(.#method(#expr)));
                return;
            }
            Literal::Str(_) | Literal::Other => {
                self.error(
                    expr,
                    "expected a number of at least 1, such as `factor = 2`",
                );
                return;
            }
        };
        match value {
            Some(value) if value >= 1.0 && value.is_finite() => {
                self.overrides.extend(quote!(.#method(#value)));
            }
            _ => self.error(
                expr,
                "`factor` is the growth from one delay to the next, so it must be at least 1",
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
                let known = JITTERS.map(|(name, ..)| name);
                self.error(expr, unknown_name("jitter", &text, &known));
                return Some(Known::Later);
            }
            Literal::None => {
                let value = quote!(#facade::__private::JitterFrom(#expr).jitter());
                self.set_expression(Key::Jitter, expr, &value);
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
            Literal::None => self.set_expression(Key::RetryAfter, expr, &at_most(&quote!(#expr))),
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
        if let Some(expr) = policy
            && !matches!(literal(expr), Literal::None)
        {
            self.error(expr, "expected a policy, such as `policy = POLICY`");
        }
        if let Some(expr) = policy
            && !is_const_path(expr)
        {
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

impl Values {
    fn check(&self, args: &Args, function: &Function, report: &mut Report) {
        self.check_shape(args, report);
        self.check_lengths(args, report);
        if let (Some(timeout), Kind::Sync { .. }) = (args.get(Key::Timeout), &function.kind) {
            report.error(
                timeout.key_span,
                "`timeout` needs an `async fn`: a running thread cannot be interrupted; set the timeout on the \
                 client instead",
            );
        }
    }

    /// Options that have no effect beside others.
    fn check_shape(&self, args: &Args, report: &mut Report) {
        let mut useless = |setting: &Setting, beside: &str| {
            report.error(
                setting.key_span,
                format_args!(
                    "`{}` has no effect with `{beside}`; remove one of the two",
                    setting.key.name()
                ),
            );
        };
        let is_decorrelated = matches!(self.jitter, Known::Literal(Jitter::Decorrelated));
        let mut factor = args.get(Key::Factor);
        if let Known::Literal(shape) = self.backoff {
            let beside = format!("backoff = \"{shape}\"");
            if shape == "none" {
                let has_jitter = !matches!(self.jitter, Known::Literal(Jitter::None));
                for setting in [
                    args.get(Key::Base),
                    args.get(Key::Cap),
                    args.get(Key::Jitter).filter(|_| has_jitter),
                ]
                .into_iter()
                .flatten()
                {
                    useless(setting, &beside);
                }
            } else if shape != "exp" && is_decorrelated {
                if let Some(backoff) = args.get(Key::Backoff) {
                    useless(backoff, "jitter = \"decorrelated\"");
                }
            }
            if shape != "exp"
                && let Some(factor) = factor.take()
            {
                useless(factor, &beside);
            }
        }
        if let Some(factor) = factor.filter(|_| is_decorrelated) {
            useless(factor, "jitter = \"decorrelated\"");
        }
    }

    fn check_lengths(&self, args: &Args, report: &mut Report) {
        if matches!(self.backoff.get(), Some("none")) {
            return;
        }
        let (Some(base), Some(cap)) = (self.base.get(), self.cap.get()) else {
            return;
        };
        if cap < base {
            let (setting, default) = match (self.cap, args.get(Key::Cap), args.get(Key::Base)) {
                (Known::Literal(_), Some(setting), None) => (setting, "; `base` is 1s by default"),
                (_, Some(setting), _) => (setting, ""),
                (_, None, Some(setting)) => (setting, "; `cap` is 60s by default"),
                (_, None, None) => return,
            };
            report.error_at(
                &setting.value_tokens(),
                format_args!(
                    "`cap` is the longest delay and `base` the first, so `cap` must not be below `base`{default}"
                ),
            );
            return;
        }
        let (Known::Literal(deadline), Some(jitter), Some(max)) =
            (self.deadline, self.jitter.get(), self.max.get())
        else {
            return;
        };
        let Some(setting) = args.get(Key::Deadline) else {
            return;
        };
        if max > 1 && self.backoff.get().is_some() && shortest(base, jitter) >= deadline {
            report.error_at(
                &setting.value_tokens(),
                "the first delay never ends before `deadline`, so there is never a second attempt: shorten `base` or \
                 extend `deadline`",
            );
        }
    }
}

/// The shortest first delay.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)] // as the runtime computes it
fn shortest(base: u64, jitter: Jitter) -> u64 {
    match jitter {
        Jitter::None | Jitter::Decorrelated => base,
        Jitter::Full => 0,
        Jitter::Equal => base / 2,
        Jitter::Proportion(p) => base - ((base as f64 * p) as u64).min(base),
    }
}

/// A literal value, with or without a minus.
enum Literal<'a> {
    Str(&'a LitStr),
    Int(&'a LitInt),
    Float(f64),
    /// A literal that no option takes.
    Other,
    /// No literal: an expression.
    None,
}

fn literal(expr: &Expr) -> Literal<'_> {
    match expr {
        Expr::Lit(ExprLit { lit, .. }) => match lit {
            Lit::Str(text) => Literal::Str(text),
            Lit::Int(number) => Literal::Int(number),
            Lit::Float(number) => number.base10_parse().map_or(Literal::Other, Literal::Float),
            _ => Literal::Other,
        },
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match literal(expr) {
            Literal::None => Literal::None,
            Literal::Float(number) => Literal::Float(-number),
            _ => Literal::Other,
        },
        Expr::Group(group) => literal(&group.expr),
        Expr::Paren(paren) => literal(&paren.expr),
        _ => Literal::None,
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

fn facade(args: &Args, report: &mut Report) -> TokenStream {
    let default = quote!(::retry_attr);
    let Some(expr) = args.expr(Key::Crate) else {
        return default;
    };
    match expr {
        Expr::Path(path) if path.qself.is_none() && is_absolute(&path.path) => {
            path.path.to_token_stream()
        }
        _ => {
            report.error_at(
                expr,
                "`crate` takes an absolute path, such as `crate = ::my_crate::retry_attr`",
            );
            default
        }
    }
}

fn is_absolute(path: &Path) -> bool {
    path.leading_colon.is_some() || path.segments.first().is_some_and(|it| it.ident == "crate")
}

/// An option whose value is a path, a closure, or another expression that is called.
fn function_value(args: &Args, key: Key, report: &mut Report) -> Option<Expr> {
    let expr = args.expr(key)?;
    if !matches!(literal(expr), Literal::None) {
        let kind = if key == Key::Sleep {
            "the path of a function"
        } else {
            "the path of a function or a closure"
        };
        report.error_at(expr, format_args!("`{}` takes {kind}", key.name()));
    }
    Some(expr.clone())
}

fn attempt(args: &Args, arguments: &Arguments, report: &mut Report) -> Option<Ident> {
    let expr = args.expr(Key::Attempt)?;
    let name = match expr {
        Expr::Path(path) => path.path.get_ident(),
        _ => None,
    };
    let Some(name) = name else {
        report.error_at(
            expr,
            "expected a name to use in the body, such as `attempt = attempt`",
        );
        return None;
    };
    if arguments.names().any(|argument| argument == name) {
        report.error_at(
            expr,
            format_args!("`{name}` is an argument already; choose another name for the attempt"),
        );
    }
    Some(name.clone())
}

fn check_names(args: &Args, arguments: &Arguments, report: &mut Report) {
    let Some(Setting {
        value: Value::Names(names),
        ..
    }) = args.get(Key::Borrow)
    else {
        return;
    };
    for name in names {
        if arguments.owned_names().any(|argument| argument == name) {
            continue;
        }
        let name_text = name.to_string();
        if arguments.names().any(|argument| argument == name) {
            report.error(
                name.span(),
                format_args!("`{name}` is never cloned anyway; remove it from `borrow`"),
            );
            continue;
        }
        let known: Vec<String> = arguments.owned_names().map(ToString::to_string).collect();
        let hint = nearest(&name_text, known.iter().map(String::as_str))
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        report.error(
            name.span(),
            format_args!("this function has no argument `{name}`{hint}"),
        );
    }
}

fn check_sleep(args: &Args, function: &Function, report: &mut Report) {
    if cfg!(feature = "tokio") || !function.kind.is_async() || args.get(Key::Sleep).is_some() {
        return;
    }
    let message = "an async function needs `sleep = ...`, the path of an async sleep function, as the feature \
                   `tokio` of `retry-attr` is off";
    match &function.sig.asyncness {
        Some(keyword) => report.error(keyword.span, message),
        None => report.error_at(function.kind.output(), message),
    }
}

/// One line about the policy.
fn summary(args: &Args) -> String {
    let text = |key| {
        args.get(key).map(|setting| match setting.expr() {
            Some(Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            })) => text.value(),
            Some(expr) if matches!(literal(expr), Literal::None) => format!("`{}`", written(expr)),
            Some(expr) => written(expr),
            None => String::new(),
        })
    };
    let mut parts = Vec::new();
    if let Some(policy) = text(Key::Policy) {
        parts.push(format!("policy {policy}"));
    }
    let has_policy = !parts.is_empty();
    let default = |value: &str| (!has_policy).then(|| value.to_owned());
    if let Some(max) = text(Key::Max).or(default("3")) {
        parts.push(format!("up to {max} attempts"));
    }
    if let Some(shape) = text(Key::Backoff).or(default("exp")) {
        parts.push(match shape.as_str() {
            "exp" => "exponential backoff".to_owned(),
            "none" => "no delay".to_owned(),
            _ => format!("{shape} backoff"),
        });
    }
    for (key, words) in [
        (Key::Base, "from"),
        (Key::Factor, "by factor"),
        (Key::Cap, "up to"),
    ] {
        if let Some(value) = text(key) {
            parts.push(format!("{words} {value}"));
        }
    }
    if let Some(jitter) = text(Key::Jitter) {
        parts.push(match jitter.as_str() {
            "" => "full jitter".to_owned(),
            _ => format!("{jitter} jitter"),
        });
    }
    for (key, words) in [(Key::Timeout, "timeout"), (Key::Deadline, "deadline")] {
        if let Some(value) = text(key) {
            parts.push(format!("{words} {value}"));
        }
    }
    format!("Retried on failure: {}.", parts.join(", "))
}
