//! Names by which a macro or a method is known to borrow.

use proc_macro2::Ident;

/// Macros that take their arguments by reference.
pub(super) const BORROWING_MACROS: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprint",
    "eprintln",
    "format",
    "format_args",
    "panic",
    "print",
    "println",
    "todo",
    "unimplemented",
    "unreachable",
    "write",
    "writeln",
    // log and tracing
    "debug",
    "error",
    "event",
    "info",
    "trace",
    "warn",
];

/// Macros that capture what they name by `move`, as they make an async block: those of async-stream and its like.
pub(super) const MOVING_MACROS: &[&str] = &["stream", "try_stream"];

/// Methods that take `&self` wherever they are common.
const BORROWING_METHODS: &[&str] = &[
    "borrow",
    "capacity",
    "chars",
    "clone",
    "contains",
    "contains_key",
    "delete",
    "deref",
    "ends_with",
    "first",
    "fmt",
    "hash",
    "head",
    "iter",
    "iter_mut",
    "keys",
    "len",
    "load",
    "lock",
    "parse",
    "patch",
    "path",
    "post",
    "put",
    "read",
    "replace",
    "request",
    "rfind",
    "split_at",
    "split_once",
    "split_whitespace",
    "starts_with",
    "store",
    "strip_prefix",
    "strip_suffix",
    "try_clone",
    "try_lock",
    "values",
    "windows",
    "write",
];

/// By the Rust API guidelines, methods with these prefixes borrow (C-CONV) or only look (C-GETTER).
const BORROWING_PREFIXES: &[&str] = &["as_", "to_", "is_", "has_", "get", "trim", "char_"];

/// Of `Option` and `Result`, despite their prefix.
const CONSUMING_METHODS: &[&str] = &["is_some_and", "is_none_or", "is_ok_and", "is_err_and"];

pub(super) fn method_borrows(name: &Ident) -> bool {
    let name = name.to_string();
    if CONSUMING_METHODS.contains(&name.as_str()) {
        return false;
    }
    BORROWING_METHODS.contains(&name.as_str())
        || BORROWING_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix))
}

/// By the Rust API guidelines, methods with this prefix consume (C-CONV), but for the one that `&T` may have as well.
pub(super) fn method_consumes(name: &Ident) -> bool {
    name.to_string().starts_with("into_") && name != "into_iter"
}
