//! Rules about the names that options share with the function: those of its arguments.

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;

use super::arguments::Arguments;
use crate::args::Args;
use crate::nearest::nearest;
use crate::report::Report;
use crate::tokens::is_punct;

pub(super) fn check(args: &Args, arguments: &Arguments, report: &mut Report) {
    let is_late = |name: &Ident| name == "self" || arguments.names().any(|it| it == name);
    check_constants(args, &is_late, report);
    check_borrow(args, arguments, report);
    check_attempt(args, arguments, report);
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
                    "`{}` is a constant, and `{first}` is known only when the function is called; for such a value use \
                     `policy = <expression>`",
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
                format_args!("`{name}` stands in `borrow` twice"),
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

fn check_attempt(args: &Args, arguments: &Arguments, report: &mut Report) {
    let Some(name) = args.attempt.get().map(|name| &name.0) else {
        return;
    };
    if arguments.names().any(|argument| argument == name) {
        report.error(
            name.span(),
            format_args!("`{name}` is an argument already; choose another name for the attempt"),
        );
    }
}
