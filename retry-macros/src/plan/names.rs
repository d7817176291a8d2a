//! Rules about the names that options share with the function: those of its arguments.

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;

use super::arguments::Arguments;
use crate::args::{Args, FunctionPath, Name};
use crate::function::Function;
use crate::nearest::nearest;
use crate::report::Report;
use crate::tokens::is_punct;

pub(super) fn check(args: &Args, function: &Function, arguments: &Arguments, report: &mut Report) {
    let is_late = |name: &Ident| name == "self" || arguments.names().any(|it| it == name);
    check_constants(args, &is_late, report);
    check_borrow(args, arguments, report);
    check_bound(args, arguments, report);
    check_fallback(args, function, arguments, report);
}

/// A constant cannot depend on what the caller passes.
pub(super) fn check_constants(args: &Args, is_late: &dyn Fn(&Ident) -> bool, report: &mut Report) {
    for setting in args.settings() {
        let Some(expr) = setting.expression() else {
            continue;
        };
        let tokens: Vec<TokenTree> = expr.to_token_stream().into_iter().collect();
        let [TokenTree::Ident(first), rest @ ..] = tokens.as_slice() else {
            continue;
        };
        let is_path = rest.first().is_some_and(|next| is_punct(next, ':'));
        if !is_path && is_late(first) {
            report.error_at(
                expr,
                format_args!(
                    "`{}` must be a constant, but `{first}` is only known when the function is called; use `policy = \
                     <expression>` for a value known at run time",
                    setting.row().name
                ),
            );
        }
    }
}

fn check_borrow(args: &Args, arguments: &Arguments, report: &mut Report) {
    let Some(names) = args.borrow.get() else {
        return;
    };
    let names = &names.0;
    for (index, name) in names.iter().enumerate() {
        if names[..index].contains(name) {
            report.error(
                name.span(),
                format_args!("`{name}` is listed twice in `borrow`"),
            );
            continue;
        }
        if arguments.owned_names().any(|argument| argument == name) {
            continue;
        }
        if arguments.names().any(|argument| argument == name) {
            report.error(
                name.span(),
                format_args!("`{name}` is never cloned anyway; remove it from `borrow`"),
            );
            continue;
        }
        let known: Vec<String> = arguments.owned_names().map(ToString::to_string).collect();
        let hint = nearest(&name.to_string(), known.iter().map(String::as_str))
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        report.error(
            name.span(),
            format_args!("this function has no argument `{name}`{hint}"),
        );
    }
}

/// Names that options bind in the body.
fn check_bound(args: &Args, arguments: &Arguments, report: &mut Report) {
    let mut bound: Vec<&Ident> = Vec::new();
    for (setting, what) in [(&args.attempt, "attempt"), (&args.last_error, "last error")] {
        let Some(Name(name)) = setting.get() else {
            continue;
        };
        if arguments.names().any(|argument| argument == name) {
            report.error(
                name.span(),
                format_args!("`{name}` is already an argument; choose another name for the {what}"),
            );
        } else if bound.contains(&name) {
            report.error(
                name.span(),
                format_args!("`{name}` is already the name of the attempt; choose another name for the {what}"),
            );
        }
        bound.push(name);
    }
}

/// Arguments are passed on by name.
fn check_fallback(args: &Args, function: &Function, arguments: &Arguments, report: &mut Report) {
    let Some(FunctionPath(path)) = args.fallback.get() else {
        if let (false, Some(when)) = (args.fallback.is_given(), args.fallback_when.name_span()) {
            report.error(when, "`fallback_when` has no effect without `fallback`");
        }
        return;
    };
    let name = &function.sig.ident;
    if path.path.is_ident(name) {
        report.error_at(
            path,
            format_args!("`{name}` is the function itself; name a different function"),
        );
    }
    if let Some(pattern) = &arguments.unnamed {
        report.error_at(
            pattern,
            "`fallback` passes every argument on, so each one needs a name; destructure this one in the body",
        );
    }
}
