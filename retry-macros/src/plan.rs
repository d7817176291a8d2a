//! What the attribute means for the function below it: every rule, checked.
//!
//! Yields a [`Plan`], from which `expand/` writes code without another question.

pub(crate) mod arguments;
mod names;
pub(crate) mod policy;
mod rules;
mod stream;
mod summary;

use proc_macro2::{Ident, Span, TokenStream};
use syn::Signature;

use self::arguments::Arguments;
use self::policy::{Origin, PolicyPlan};
use self::summary::summary;
use crate::args::Args;
use crate::body::Body;
use crate::function::{Form, Function, TWICE};
use crate::report::Report;
use crate::tokens::mentions;

/// The local that every expansion has: what a call keeps between its attempts.
const CALL: &str = "__retry_call";

pub(crate) struct Plan {
    /// As it will be written, except for its body.
    pub(crate) function: Function,
    pub(crate) body: Body,
    pub(crate) arguments: Arguments,
    /// The options, each with its typed value.
    pub(crate) args: Args,
    pub(crate) policy: PolicyPlan,
    pub(crate) cuts: Cuts,
    pub(crate) starts_clock: StartsClock,
    /// Whether `async fn` is written as a function that returns `impl Future`, which holds an argument once and not
    /// twice.
    pub(crate) is_opaque: bool,
    /// As the user wrote it, if it is written in another way.
    pub(crate) shown: Option<Signature>,
}

/// Whether running attempts are cut.
pub(crate) enum Cuts {
    Never,
    Always,
    /// If the constant policy has a limit.
    IfPolicy,
}

/// Whether the clock is read when the call starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StartsClock {
    No,
    Yes,
    IfBounded,
}

impl Plan {
    /// One line for the function's documentation.
    pub(crate) fn summary(&self) -> String {
        summary(&self.args)
    }

    /// The rules about options alone, for those that are meant for several functions.
    pub(crate) fn check_options(args: &Args, report: &mut Report) {
        rules::check_options(args, report);
        names::check_constants(args, &|name| name == "self", report);
    }

    /// `attribute` is what `args` were read from: the body's names may occur in it.
    pub(crate) fn new(
        args: Args,
        mut function: Function,
        attribute: &TokenStream,
        report: &mut Report,
    ) -> Self {
        let mut body = Body::of(&function);
        // Imported under another name.
        if !body.is_straight && mentions(&function.body.stream(), &|it| it == CALL) {
            report.error(Span::call_site(), TWICE);
        }
        // An attribute below may look for `async fn`.
        let is_opaque = matches!(function.form, Form::Async { .. }) && !function.has_macro;
        let shown = is_opaque.then(|| function.sig.clone());
        let borrow: &[Ident] = args.borrow.get().map_or(&[], |names| &names.0);
        let arguments = Arguments::plan(&mut function, &mut body, borrow, attribute, is_opaque);

        if let Some(reference) = &arguments.lent_uniquely {
            report.error_at(
                reference,
                "a failed result could still hold this reference while the next attempt uses the argument; return an owned \
                 value, such as a key or an index, and take the reference after the call",
            );
        }
        rules::check(&args, &function, report);
        stream::check(&args, &function, attribute, report);
        names::check(&args, &function, &arguments, report);
        let policy = PolicyPlan::new(&args, &function);
        let has_limit = args.timeout.is_given() || args.deadline.is_given();
        let cuts = match &policy.origin {
            _ if !function.form.is_async() || args.is_never_cut() => Cuts::Never,
            _ if has_limit => Cuts::Always,
            Origin::Defaults { .. } => Cuts::Never,
            Origin::Const { is_known: true, .. } => Cuts::IfPolicy,
            // Whether the policy has a limit is known too late to ask the return type for a value of a cut attempt only then.
            Origin::Const { .. } | Origin::Runtime(_) => Cuts::Always,
        };
        let starts_clock = if has_limit || args.attempt.is_given() {
            StartsClock::Yes
        } else if args.policy.is_given() {
            StartsClock::IfBounded
        } else {
            StartsClock::No
        };
        Self {
            function,
            body,
            arguments,
            args,
            policy,
            cuts,
            starts_clock,
            is_opaque,
            shown,
        }
    }
}
