//! What the options mean together: every rule between them, checked.
//!
//! Yields a [`Plan`], from which code is written without another question.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, Path};

use crate::args::{Args, Key, Setting, Value};
use crate::arguments::Arguments;
use crate::function::Function;
use crate::literal::{Literal, literal};
use crate::policy::Policy;
pub(crate) use crate::policy::Start;
use crate::report::{Report, nearest};
use crate::summary::summary;

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

/// Whether running attempts are cut.
pub(crate) enum Cuts {
    Never,
    Always,
    /// If the constant policy bounds anything.
    IfPolicy,
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

impl Plan {
    pub(crate) fn new(
        args: &Args,
        function: &Function,
        arguments: &Arguments,
        report: &mut Report,
    ) -> Self {
        let facade = facade(args, report);
        let policy = Policy::read(args, function, &facade, report);
        check_names(args, arguments, report);
        check_sleep(args, function, report);

        let given = |key| args.get(key).is_some();
        let has_policy = given(Key::Policy);
        let has_limit = given(Key::Timeout) || given(Key::Deadline);
        let cuts = match &policy.start {
            _ if !function.kind.is_async() => Cuts::Never,
            _ if has_limit => Cuts::Always,
            Start::Const { policy: None, .. } => Cuts::Never,
            Start::Const {
                may_be_generic: false,
                ..
            } => Cuts::IfPolicy,
            Start::Const { .. } | Start::Runtime(_) => Cuts::IfType,
        };
        let starts_clock = if has_limit || given(Key::Attempt) {
            StartsClock::Yes
        } else if has_policy {
            StartsClock::IfBounded
        } else {
            StartsClock::No
        };
        Self {
            policy,
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

fn facade(args: &Args, report: &mut Report) -> TokenStream {
    let default = quote!(::retry_attr);
    let Some(expr) = args.expr(Key::Crate) else {
        return default;
    };
    let mut inner = expr;
    // A macro's `$path:path`.
    while let Expr::Group(group) = inner {
        inner = &group.expr;
    }
    match inner {
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

/// To a module, which has no arguments.
pub(crate) fn is_absolute(path: &Path) -> bool {
    let is_plain = path.segments.iter().all(|it| it.arguments.is_none());
    let starts_at_root = path.leading_colon.is_some()
        || path
            .segments
            .first()
            .is_some_and(|it| it.ident == "crate" || it.ident == "$crate");
    is_plain && starts_at_root
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
    let is_keyword = |name: &&Ident| {
        ["self", "Self", "super", "crate"]
            .iter()
            .any(|it| *name == it)
    };
    let Some(name) = name.filter(|name| !is_keyword(name)) else {
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
    for (index, name) in names.iter().enumerate() {
        if names[..index].contains(name) {
            report.error(
                name.span(),
                format_args!("`{name}` stands in `borrow` twice"),
            );
            continue;
        }
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
