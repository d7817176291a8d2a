//! The grammar of the attribute: which options there are and what kind of value each takes.
//!
//! Keeps the span of every key and value; what they mean together is for `plan.rs`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, Token, parenthesized, token};

use crate::report::{Report, nearest};

macro_rules! keys {
    ($($key:ident = $name:literal,)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Key { $($key),* }

        impl Key {
            const ALL: &[Self] = &[$(Self::$key),*];

            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$key => $name),* }
            }
        }
    };
}

keys! {
    Max = "max",
    Backoff = "backoff",
    Base = "base",
    Factor = "factor",
    Cap = "cap",
    Jitter = "jitter",
    Timeout = "timeout",
    Deadline = "deadline",
    RetryAfter = "retry_after",
    When = "when",
    WhenOk = "when_ok",
    OnRetry = "on_retry",
    OnGiveUp = "on_give_up",
    Attempt = "attempt",
    Policy = "policy",
    Sleep = "sleep",
    Borrow = "borrow",
    Crate = "crate",
}

impl Key {
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }

    /// A value to show in a message.
    const fn example(self) -> &'static str {
        match self {
            Self::Max => "max = 3",
            Self::Backoff => "backoff = \"exp\"",
            Self::Base => "base = \"500ms\"",
            Self::Factor => "factor = 2",
            Self::Cap => "cap = \"60s\"",
            Self::Jitter => "jitter",
            Self::Timeout => "timeout = \"10s\"",
            Self::Deadline => "deadline = \"1m\"",
            Self::RetryAfter => "retry_after = \"60s\"",
            Self::When => "when = is_worth_a_retry",
            Self::WhenOk => "when_ok = is_not_done",
            Self::OnRetry => "on_retry = log_retry",
            Self::OnGiveUp => "on_give_up = log_give_up",
            Self::Attempt => "attempt = attempt",
            Self::Policy => "policy = POLICY",
            Self::Sleep => "sleep = my_sleep",
            Self::Borrow => "borrow(name)",
            Self::Crate => "crate = ::my_crate::retry_attr",
        }
    }
}

/// What an option was set to.
pub(crate) enum Value {
    /// The key alone: `jitter`.
    Flag,
    /// `key = value`.
    Expr(Box<Expr>),
    /// `borrow(a, b)`.
    Names(Vec<Ident>),
}

pub(crate) struct Setting {
    pub(crate) key: Key,
    pub(crate) key_span: Span,
    pub(crate) value: Value,
}

impl Setting {
    /// The value, of a setting that has one.
    pub(crate) fn expr(&self) -> Option<&Expr> {
        match &self.value {
            Value::Expr(expr) => Some(expr),
            Value::Flag | Value::Names(_) => None,
        }
    }

    pub(crate) fn value_tokens(&self) -> TokenStream {
        self.expr()
            .map(ToTokens::to_token_stream)
            .unwrap_or_default()
    }
}

/// Every option that was set, once.
#[derive(Default)]
pub(crate) struct Args {
    settings: Vec<Setting>,
}

impl Args {
    /// Reads the attribute. What cannot be read is reported and left out.
    pub(crate) fn parse(attribute: TokenStream, report: &mut Report) -> Self {
        let mut args = Self::default();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                match setting(input, report) {
                    Ok(Some(setting)) => args.set(setting, report),
                    Ok(None) => {}
                    Err(error) => {
                        report.push(error);
                        skip_setting(input)?;
                    }
                }
                if input.is_empty() {
                    break;
                }
                if !input.peek(Token![,]) {
                    report.push(input.error("expected a comma between options"));
                    skip_setting(input)?;
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(attribute) {
            report.push(error);
        }
        args
    }

    fn set(&mut self, setting: Setting, report: &mut Report) {
        if self.get(setting.key).is_some() {
            report.error(
                setting.key_span,
                format_args!("duplicate option `{}`", setting.key.name()),
            );
        } else {
            self.settings.push(setting);
        }
    }

    pub(crate) fn get(&self, key: Key) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.key == key)
    }

    pub(crate) fn expr(&self, key: Key) -> Option<&Expr> {
        self.get(key)?.expr()
    }
}

/// `None` if the option was unknown: reported, and its value skipped.
fn setting(input: ParseStream<'_>, report: &mut Report) -> syn::Result<Option<Setting>> {
    if !input.peek(syn::Ident::peek_any) {
        return Err(input.error("expected the name of an option, such as `max = 3`"));
    }
    let name = Ident::parse_any(input)?;
    let Some(key) = Key::from_name(&name.to_string()) else {
        let value = input.fork();
        report.error(name.span(), unknown(&name.to_string(), &value));
        skip_setting(input)?;
        return Ok(None);
    };
    let value = value(key, &name, input)?;
    Ok(Some(Setting {
        key,
        key_span: name.span(),
        value,
    }))
}

fn value(key: Key, name: &Ident, input: ParseStream<'_>) -> syn::Result<Value> {
    let expected = || {
        let (name, example) = (key.name(), key.example());
        match key {
            Key::Jitter => {
                "expected `jitter` alone or with a value, such as `jitter = \"full\"`".to_owned()
            }
            Key::Borrow => "expected `borrow(name, ...)`".to_owned(),
            _ => format!("`{name}` needs a value, such as `{example}`"),
        }
    };
    if key == Key::Borrow {
        if !input.peek(token::Paren) {
            return Err(syn::Error::new(name.span(), expected()));
        }
        let names;
        parenthesized!(names in input);
        let names: TokenStream = names.parse()?;
        let parser = |input: ParseStream<'_>| {
            Punctuated::<Ident, Token![,]>::parse_terminated_with(input, Ident::parse_any)
        };
        return match parser.parse2(names.clone()) {
            Ok(names) if !names.is_empty() => Ok(Value::Names(names.into_iter().collect())),
            Ok(_) => Err(syn::Error::new(name.span(), expected())),
            Err(_) => Err(syn::Error::new_spanned(
                names,
                "expected the names of arguments, such as `borrow(name)`",
            )),
        };
    }
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(syn::Error::new(name.span(), expected()));
        }
        return Ok(Value::Expr(input.parse()?));
    }
    if key == Key::Jitter && (input.is_empty() || input.peek(Token![,])) {
        return Ok(Value::Flag);
    }
    Err(syn::Error::new(name.span(), expected()))
}

/// Moves to the next comma, or the end.
fn skip_setting(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}

/// Other libraries' names for our options. They get a message of their own, as they are close in meaning and not
/// in spelling.
const FOREIGN: &[(&[&str], Key)] = &[
    (
        &[
            "delay",
            "wait",
            "interval",
            "initial",
            "initial_delay",
            "min_delay",
            "initial_interval",
        ],
        Key::Base,
    ),
    (
        &["multiplier", "exponent", "exp_base", "growth"],
        Key::Factor,
    ),
    (
        &["max_delay", "max_wait", "max_interval", "max_backoff"],
        Key::Cap,
    ),
    (
        &[
            "max_elapsed",
            "max_elapsed_time",
            "max_duration",
            "total_timeout",
            "stop_after",
        ],
        Key::Deadline,
    ),
    (&["attempt_timeout", "per_attempt_timeout"], Key::Timeout),
    (&["strategy", "shape"], Key::Backoff),
    (
        &["condition", "predicate", "retry_if", "filter", "if", "on"],
        Key::When,
    ),
    (&["retry_if_ok", "until", "while"], Key::WhenOk),
    (&["notify", "before_sleep", "hook"], Key::OnRetry),
    (&["sleeper"], Key::Sleep),
];

const RETRIES: &[&str] = &["retries", "max_retries", "retry", "num_retries"];
const ATTEMPTS: &[&str] = &[
    "tries",
    "attempts",
    "max_attempts",
    "max_tries",
    "times",
    "count",
    "n",
];

fn unknown(name: &str, value: ParseStream<'_>) -> String {
    if RETRIES.contains(&name) {
        // `retries = 4` is `max = 5`.
        let max = literal_after_equals(value).and_then(|retries| retries.checked_add(1));
        let max = max.map_or(String::new(), |max| format!(": `max = {max}`"));
        return format!("retries are counted by `max`, the first attempt included{max}");
    }
    if ATTEMPTS.contains(&name) {
        let max = literal_after_equals(value);
        let max = max.map_or(String::new(), |max| format!(": `max = {max}`"));
        return format!("attempts are counted by `max`, the first included{max}");
    }
    for (names, key) in FOREIGN {
        if names.contains(&name) {
            return format!(
                "unknown option `{name}`; it is called `{}`, such as `{}`",
                key.name(),
                key.example()
            );
        }
    }
    match nearest(name, Key::ALL.iter().map(|key| key.name())) {
        Some(known) => format!("unknown option `{name}`; did you mean `{known}`?"),
        None => {
            let all: Vec<String> = Key::ALL
                .iter()
                .map(|key| format!("`{}`", key.name()))
                .collect();
            format!(
                "unknown option `{name}`; the options are {}",
                all.join(", ")
            )
        }
    }
}

fn literal_after_equals(input: ParseStream<'_>) -> Option<u32> {
    input.parse::<Token![=]>().ok()?;
    // Alone, and not the start of `2 + 2`.
    let Ok(Expr::Lit(ExprLit {
        lit: Lit::Int(number),
        ..
    })) = input.parse()
    else {
        return None;
    };
    number.base10_parse().ok()
}
