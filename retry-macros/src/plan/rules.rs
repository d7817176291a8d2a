//! Rules between the options, as far as their values are literals. Constants are checked by the compiler, when it
//! evaluates the policy.

use crate::args::{
    AnySetting, Args, Backoff, Constant, Jitter, Literal, Nanos, ReadDefault, Setting,
};
use crate::function::Function;
use crate::report::Report;

pub(super) fn check(args: &Args, function: &Function, report: &mut Report) {
    check_options(args, report);
    check_timeout(args, function, report);
    check_sleep(args, function, report);
}

/// Rules that do not depend on the function.
pub(super) fn check_options(args: &Args, report: &mut Report) {
    let values = Values::of(args);
    values.check_shape(args, report);
    values.check_lengths(args, report);
    check_limits(args, report);
    check_classify(args, report);
    check_cut(args, report);
}

/// A value as far as it is known here.
#[derive(Clone, Copy)]
enum Value<T> {
    Default(T),
    Literal(T),
    /// A constant expression, or a value of the policy.
    Later,
}

impl<T: ReadDefault> Value<T> {
    fn of(setting: &Setting<Constant<T>>, args: &Args) -> Self {
        if setting.is_given() {
            let known = setting.get().and_then(Constant::known);
            return known.map_or(Self::Later, Self::Literal);
        }
        // Without a policy to start from, an option that is not given has its default.
        let default = setting
            .row
            .default
            .filter(|_| !args.policy.is_given())
            .and_then(T::of_default);
        default.map_or(Self::Later, Self::Default)
    }

    fn get(self) -> Option<T> {
        match self {
            Self::Default(value) | Self::Literal(value) => Some(value),
            Self::Later => None,
        }
    }
}

/// The values that rules are about.
struct Values {
    max: Value<u32>,
    backoff: Value<Backoff>,
    base: Value<Nanos>,
    cap: Value<Nanos>,
    jitter: Value<Jitter>,
    deadline: Value<Nanos>,
}

impl Values {
    fn of(args: &Args) -> Self {
        Self {
            max: Value::of(&args.max, args),
            backoff: Value::of(&args.backoff, args),
            base: Value::of(&args.base, args),
            cap: Value::of(&args.cap, args),
            jitter: Value::of(&args.jitter, args),
            deadline: Value::of(&args.deadline, args),
        }
    }

    /// Options that have no effect beside others.
    fn check_shape(&self, args: &Args, report: &mut Report) {
        let mut useless = |setting: &dyn AnySetting, beside: &str| {
            if let Some(name) = setting.name_span() {
                report.error(
                    name,
                    format_args!(
                        "`{}` has no effect with `{beside}`; remove one of the two",
                        setting.row().name
                    ),
                );
            }
        };
        let is_decorrelated = matches!(self.jitter, Value::Literal(Jitter::Decorrelated));
        let with_decorrelated = "jitter = \"decorrelated\"";
        let shape = match self.backoff {
            Value::Literal(shape) => Some(shape),
            Value::Default(_) | Value::Later => None,
        };
        let Some(shape) = shape.filter(|shape| *shape != Backoff::Exponential) else {
            if is_decorrelated {
                useless(&args.factor, with_decorrelated);
            }
            return;
        };
        let beside = format!("backoff = \"{}\"", shape.name());
        if shape == Backoff::None {
            useless(&args.base, &beside);
            useless(&args.cap, &beside);
            if !matches!(self.jitter, Value::Literal(Jitter::None)) {
                useless(&args.jitter, &beside);
            }
        } else if is_decorrelated {
            useless(&args.backoff, with_decorrelated);
        }
        useless(&args.factor, &beside);
    }

    fn check_lengths(&self, args: &Args, report: &mut Report) {
        if self.backoff.get() == Some(Backoff::None) {
            return;
        }
        let (Some(base), Some(cap)) = (self.base.get(), self.cap.get()) else {
            return;
        };
        if cap < base {
            let (of_cap, of_base) = (expr(&args.cap), expr(&args.base));
            let default = |setting: &Setting<_>| {
                let row = setting.row;
                format!(
                    "; `{}` is {} by default",
                    row.name,
                    row.default.unwrap_or_default()
                )
            };
            let (place, default) = match (of_cap, of_base) {
                (Some(cap), None) => (cap, default(&args.base)),
                (Some(cap), Some(_)) => (cap, String::new()),
                (None, Some(base)) => (base, default(&args.cap)),
                (None, None) => return,
            };
            report.error_at(
                place,
                format_args!(
                    "`cap` is the longest delay and `base` the first one, so `cap` must not be less than `base`{default}"
                ),
            );
            return;
        }
        let (Value::Literal(deadline), Some(jitter), Some(max), Some(place)) = (
            self.deadline,
            self.jitter.get(),
            self.max.get(),
            expr(&args.deadline),
        ) else {
            return;
        };
        if max > 1 && self.backoff.get().is_some() && shortest(base, jitter) >= deadline {
            report.error_at(
                place,
                "the first delay never ends before `deadline`, so there would never be a second attempt; shorten `base` or \
                 extend `deadline`",
            );
        }
    }
}

fn check_limits(args: &Args, report: &mut Report) {
    let known = |setting: &Setting<Constant<Nanos>>| setting.get().and_then(Constant::known);
    let (Some(timeout), Some(deadline)) = (known(&args.timeout), known(&args.deadline)) else {
        return;
    };
    if let (true, Some(place)) = (timeout > deadline, expr(&args.timeout)) {
        report.error_at(
            place,
            "`timeout` is longer than `deadline`, which ends the call first; shorten `timeout` or remove it",
        );
    }
}

/// What the option is set to, as written.
fn expr<T: Literal>(setting: &Setting<Constant<T>>) -> Option<&syn::Expr> {
    setting.get().and_then(Constant::expr)
}

fn check_classify(args: &Args, report: &mut Report) {
    if let (Some(classify), true) = (args.classify.name_span(), args.when.is_given()) {
        report.error(
            classify,
            "`classify` and `when` both decide which errors are retried; remove one of the two",
        );
    }
}

fn check_cut(args: &Args, report: &mut Report) {
    if let (Some(timeout), true) = (args.timeout.name_span(), args.is_never_cut()) {
        report.error(
            timeout,
            "`timeout` cuts a running attempt, so it has no effect with `cut = false`; remove one of the two",
        );
    }
}

fn check_timeout(args: &Args, function: &Function, report: &mut Report) {
    if let (Some(timeout), false) = (args.timeout.name_span(), function.form.is_async()) {
        report.error(
            timeout,
            "`timeout` needs an `async fn`: a running thread cannot be interrupted; set the timeout on the client \
             instead",
        );
    }
}

fn check_sleep(args: &Args, function: &Function, report: &mut Report) {
    if cfg!(feature = "tokio") || !function.form.is_async() || args.sleep.is_given() {
        return;
    }
    let message = "an async function needs `sleep = ...` with an async sleep function, because the `tokio` feature of \
                   `retry-attr` is disabled";
    match &function.sig.asyncness {
        Some(keyword) => report.error(keyword.span, message),
        None => report.error_at(function.form.output(), message),
    }
}

/// The shortest first delay.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)] // as the runtime computes it
fn shortest(Nanos(base): Nanos, jitter: Jitter) -> Nanos {
    Nanos(match jitter {
        Jitter::None | Jitter::Decorrelated => base,
        Jitter::Full => 0,
        Jitter::Equal => base / 2,
        Jitter::Proportion(p) => base - ((base as f64 * p) as u64).min(base),
    })
}
