//! Rules about the option `stream` and functions that return a stream: a stream is never retried silently for its
//! creation alone.

use proc_macro2::TokenStream;
use syn::Type;

use crate::args::{AnySetting, Args};
use crate::function::{Form, Function, Items, infallible};
use crate::report::Report;
use crate::tokens::{bare_type, mentions, written};

pub(super) fn check(
    args: &Args,
    function: &Function,
    attribute: &TokenStream,
    report: &mut Report,
) {
    match args.stream.name_span() {
        // A wrong `stream` has been reported.
        None if mentions(attribute, &|word| word == args.stream.row.name) => {}
        None => check_without(function, report),
        Some(_) if cfg!(feature = "stream") => check_with(args, function, report),
        Some(stream) => report.error(
            stream,
            "`stream` needs the `stream` feature of `retry-attr`",
        ),
    }
}

fn check_without(function: &Function, report: &mut Report) {
    let output = function.form.output();
    let items = match &function.form {
        Form::ReturnsItems { items, .. } => Some((items.clone(), output)),
        // A type with an iterator in it is often made from data that has been read.
        _ => Items::in_result(output)
            .or_else(|| Items::of(output).map(|items| (items, output)))
            .filter(|(items, _)| items.is_stream),
    };
    match items {
        Some((items, ty)) if items.may_fail() || same(ty, output) && !items.cannot_fail() => {
            let what = what(&items);
            report.error_at(
                ty,
                format_args!(
                    "only creating this {what} would be retried, not reading it; to retry until its first item arrives, write \
                     `#[retry(stream)]`"
                ),
            );
        }
        Some((_, ty)) if same(ty, output) => report.error_at(
            ty,
            format_args!(
                "`#[retry]` needs a function that can fail, but this one returns `{}`",
                written(ty)
            ),
        ),
        _ => {}
    }
}

fn check_with(args: &Args, function: &Function, report: &mut Report) {
    if let Some(when_ok) = args.when_ok.name_span() {
        report.error(
            when_ok,
            "`when_ok` inspects a returned value, but a stream has not been read yet; use `stream = <predicate>` to choose \
             which item ends an attempt",
        );
    }
    let output = function.form.output();
    match &function.form {
        Form::ReturnsItems { items, .. } => {
            for setting in [
                &args.last_error as &dyn AnySetting,
                &args.fallback,
                &args.upstream,
            ] {
                if let Some(place) = setting.name_span() {
                    let (what, name) = (what(items), setting.row().name);
                    let way_out = if items.is_stream {
                        "make it an `async fn` that returns `Result<BoxStream<'_, Result<T, E>>, E>`"
                    } else {
                        "return a `Result` of it"
                    };
                    report.error(
                        place,
                        format_args!(
                            "`{name}` needs a function that returns a `Result`, but this one returns the {what} itself; \
                             {way_out}"
                        ),
                    );
                }
            }
            if let Some(item) = items.item.as_deref().filter(|_| items.cannot_fail()) {
                report.error_at(
                    item,
                    format_args!(
                        "`stream` needs items that can fail, but these are `{}`; yield `Result<T, E>` instead",
                        written(item)
                    ),
                );
            }
            if items.item.is_none() {
                let (what, name) = (what(items), trait_name(items));
                report.error_at(
                    output,
                    format_args!(
                        "`stream` needs the item type of this {what}; write `impl {name}<Item = Result<T, E>>`"
                    ),
                );
            }
        }
        Form::Sync { .. } => {
            if let Some((_, ty)) = Items::in_result(output).filter(|(items, _)| items.is_stream) {
                report.error_at(
                    ty,
                    "a sync function cannot wait for the first item of a stream; make it an `async fn`, or return the \
                     stream itself: `impl Stream<Item = Result<T, E>>`",
                );
            }
        }
        Form::Async { .. } | Form::ReturnsFuture { .. } => {
            if Items::of(output).is_some() {
                report.error_at(
                    output,
                    "an async function returns its stream in a `Result`: `Result<impl Stream<Item = Result<T, E>>, E>`; a \
                     function that returns the stream itself must not be async",
                );
            }
        }
    }
    let is_no_stream =
        |ty: &&Type| infallible(ty).is_some() || last_name(ty).is_some_and(|name| name == "Vec");
    if let Some(value) = Items::value_of_result(output).filter(is_no_stream) {
        report.error_at(
            value,
            format_args!(
                "`stream` needs a function that returns a stream, but this one returns `{}`",
                written(value)
            ),
        );
    }
    let is_seen = Items::of(output).is_some()
        || Items::value_of_result(output).is_some()
        || last_name(output).is_some_and(|name| name.ends_with("Result"));
    if !is_seen {
        report.error_at(
            output,
            "`stream` needs to see the return type; write it out, such as `Result<impl Stream<Item = \
             Result<T, E>>, E>`",
        );
    }
    if last_name(output).is_some_and(|name| name == "Option") {
        report.error_at(
            output,
            "`stream` returns the error of the first item, which an `Option` cannot hold; return a `Result` instead",
        );
    }
}

fn what(items: &Items) -> &'static str {
    if items.is_stream {
        "stream"
    } else {
        "iterator"
    }
}

fn trait_name(items: &Items) -> &'static str {
    if items.is_stream {
        "Stream"
    } else {
        "Iterator"
    }
}

fn same(left: &Type, right: &Type) -> bool {
    std::ptr::eq(left, right)
}

/// The last name of a path.
fn last_name(ty: &Type) -> Option<String> {
    match bare_type(ty) {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}
