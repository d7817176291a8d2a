//! `#[retry]` above every shape of function, with every lint on: the attribute adds none to a function that is clean
//! without it, and hides none of the function's own.
//!
//! With the feature `annotated` the functions have the attribute, and without it they have not.
#![forbid(
    absolute_paths_not_starting_with_crate,
    ambiguous_negative_literals,
    closure_returning_async_block,
    deprecated_in_future,
    deprecated_safe_2024,
    edition_2024_expr_fragment_specifier,
    explicit_outlives_requirements,
    ffi_unwind_calls,
    if_let_rescope,
    impl_trait_redundant_captures,
    keyword_idents_2018,
    keyword_idents_2024,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    missing_unsafe_on_extern,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    rust_2021_incompatible_or_patterns,
    rust_2021_prefixes_incompatible_syntax,
    rust_2021_prelude_collisions,
    rust_2024_guarded_string_incompatible_syntax,
    rust_2024_incompatible_pat,
    rust_2024_prelude_collisions,
    trivial_casts,
    trivial_numeric_casts,
    unnameable_types,
    unreachable_pub,
    unsafe_attr_outside_unsafe,
    unsafe_op_in_unsafe_fn,
    unused_extern_crates,
    unused_import_braces,
    unused_macro_rules,
    variant_size_differences
)]
#![deny(
    elided_lifetimes_in_paths,
    let_underscore_drop,
    nonstandard_style,
    rust_2018_idioms,
    single_use_lifetimes,
    unit_bindings,
    unsafe_code,
    unused,
    unused_crate_dependencies,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    warnings,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction
)]
#![allow(
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::arbitrary_source_item_ordering,
    clippy::blanket_clippy_restriction_lints,
    clippy::impl_trait_in_params,
    clippy::implicit_return,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::question_mark_used,
    clippy::shadow_reuse,
    clippy::single_char_lifetime_names,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "what the functions do by themselves, mostly where two of these lints ask for opposites"
)]

#[cfg(not(feature = "annotated"))]
use retry_attr as _;

mod fires;
pub mod functions;
pub mod methods;
pub mod options;
pub mod streams;
