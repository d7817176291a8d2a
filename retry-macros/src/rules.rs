//! Rules between the options of a policy, as far as their values are literals. Constants are checked by the compiler,
//! when it evaluates the policy.

use crate::args::{Args, Key, Setting};
use crate::function::{Function, Kind};
use crate::report::Report;

/// A value as far as it is known here.
#[derive(Clone, Copy)]
pub(crate) enum Known<T> {
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
pub(crate) enum Jitter {
    None,
    Full,
    Equal,
    Decorrelated,
    Proportion(f64),
}

/// The values that rules are about.
pub(crate) struct Values {
    pub(crate) max: Known<u32>,
    pub(crate) backoff: Known<&'static str>,
    pub(crate) base: Known<u64>,
    pub(crate) cap: Known<u64>,
    pub(crate) jitter: Known<Jitter>,
    pub(crate) deadline: Known<u64>,
}

impl Values {
    /// Whether a delay may depend on the one before.
    pub(crate) fn may_look_back(&self) -> bool {
        !matches!(self.jitter.get(), Some(jitter) if jitter != Jitter::Decorrelated)
    }

    pub(crate) fn check(&self, args: &Args, function: &Function, report: &mut Report) {
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
            if shape != "exp" {
                if let Some(factor) = factor.take() {
                    useless(factor, &beside);
                }
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
