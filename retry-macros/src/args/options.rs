//! The options of `#[retry]`, with one row each.
//!
//! To add an option, add its row. The rest of the grammar, the messages and the line in the function's documentation
//! follow from it; a rule about it goes to `plan/rules.rs` or `plan/names.rs`, and the code it stands for to `expand/`.

use super::constant::{Backoff, Constant, Factor, Jitter, Nanos, RetryAfter, Throttled};
use super::row::Foreign::{Attempts, Retries, Same};
use super::row::Row;
use super::row::Summary::{Always, IfGiven};
use super::value::{
    Bool, Ending, Function, FunctionPath, Name, Names, Policy, Root, Sleeper, Upstream,
};
use super::{AnySetting, Setting};

/// From rows `field: type of its value, Row { ... }` to [`Args`] with a field each.
macro_rules! options {
    ($($field:ident: $Value:ty, $row:expr;)*) => {
        /// Every option, and what it was set to.
        pub(crate) struct Args {
            $(pub(crate) $field: Setting<$Value>,)*
        }

        impl Args {
            /// All options, in the order in which messages list them.
            pub(crate) const ROWS: &[Row] = &[$($row),*];

            /// Nothing is set.
            pub(super) fn new() -> Self {
                Self { $($field: Setting::new(const { &$row }),)* }
            }

            /// The settings, whatever the type of their values.
            pub(crate) fn settings(&self) -> impl Iterator<Item = &dyn AnySetting> {
                [$(&self.$field as &dyn AnySetting),*].into_iter()
            }

            /// The option of this name.
            pub(super) fn by_name(&mut self, name: &str) -> Option<&mut dyn AnySetting> {
                $(if name == self.$field.row.name {
                    return Some(&mut self.$field);
                })*
                None
            }
        }
    };
}

options! {
    max: Constant<u32>, Row {
        name: "max",
        example: "max = 3",
        default: Some("3"),
        foreign: &[
            Retries(&["retries", "max_retries", "retry", "num_retries"]),
            Attempts(&["tries", "attempts", "max_attempts", "max_tries", "times", "count", "n"]),
        ],
        summary: Some(Always(|max| format!("up to {max} attempts"))),
        ..Row::EMPTY
    };
    throttled: Constant<Throttled>, Row {
        name: "throttled",
        example: "throttled = 10",
        foreign: &[Same(&["max_throttled", "rate_limited", "rate_limit_retries"])],
        summary: Some(IfGiven(|attempts| format!("up to {attempts} throttled"))),
        ..Row::EMPTY
    };
    backoff: Constant<Backoff>, Row {
        name: "backoff",
        example: "backoff = \"exp\"",
        default: Some("exp"),
        foreign: &[Same(&["strategy", "shape"])],
        summary: Some(Always(|shape| match shape {
            "exp" => "exponential backoff".to_owned(),
            "none" => "no delay".to_owned(),
            _ => format!("{shape} backoff"),
        })),
        ..Row::EMPTY
    };
    base: Constant<Nanos>, Row {
        name: "base",
        example: "base = \"500ms\"",
        default: Some("1s"),
        foreign: &[Same(&[
            "delay",
            "wait",
            "interval",
            "initial",
            "initial_delay",
            "min_delay",
            "initial_interval",
        ])],
        summary: Some(IfGiven(|base| format!("from {base}"))),
        instead_of_zero: Some("for no delay use `backoff = \"none\"`"),
        ..Row::EMPTY
    };
    factor: Constant<Factor>, Row {
        name: "factor",
        example: "factor = 2",
        default: Some("2"),
        foreign: &[Same(&["multiplier", "exponent", "exp_base", "growth"])],
        summary: Some(IfGiven(|factor| format!("by factor {factor}"))),
        ..Row::EMPTY
    };
    cap: Constant<Nanos>, Row {
        name: "cap",
        example: "cap = \"60s\"",
        default: Some("60s"),
        foreign: &[Same(&["max_delay", "max_wait", "max_interval", "max_backoff"])],
        summary: Some(IfGiven(|cap| format!("up to {cap}"))),
        ..Row::EMPTY
    };
    jitter: Constant<Jitter>, Row {
        name: "jitter",
        example: "jitter",
        default: Some("none"),
        summary: Some(IfGiven(|jitter| match jitter {
            "" => "full jitter".to_owned(),
            _ => format!("{jitter} jitter"),
        })),
        ..Row::EMPTY
    };
    timeout: Constant<Nanos>, Row {
        name: "timeout",
        example: "timeout = \"10s\"",
        foreign: &[Same(&["attempt_timeout", "per_attempt_timeout"])],
        summary: Some(IfGiven(|timeout| format!("timeout {timeout}"))),
        ..Row::EMPTY
    };
    deadline: Constant<Nanos>, Row {
        name: "deadline",
        example: "deadline = \"1m\"",
        foreign: &[Same(&[
            "max_elapsed",
            "max_elapsed_time",
            "max_duration",
            "total_timeout",
            "stop_after",
        ])],
        summary: Some(IfGiven(|deadline| format!("deadline {deadline}"))),
        ..Row::EMPTY
    };
    retry_after: Constant<RetryAfter>, Row {
        name: "retry_after",
        example: "retry_after = \"60s\"",
        default: Some("60s"),
        ..Row::EMPTY
    };
    idempotent: Constant<bool>, Row {
        name: "idempotent",
        example: "idempotent = false",
        default: Some("true"),
        ..Row::EMPTY
    };
    when: Function, Row {
        name: "when",
        example: "when = is_worth_a_retry",
        foreign: &[Same(&["condition", "predicate", "retry_if", "filter", "if", "on"])],
        ..Row::EMPTY
    };
    classify: Function, Row {
        name: "classify",
        example: "classify = what_it_means",
        ..Row::EMPTY
    };
    when_ok: Function, Row {
        name: "when_ok",
        example: "when_ok = is_not_done",
        foreign: &[Same(&["retry_if_ok", "until", "while"])],
        ..Row::EMPTY
    };
    stream: Ending, Row {
        name: "stream",
        example: "stream = is_output",
        summary: Some(IfGiven(|_| "until its stream has begun".to_owned())),
        ..Row::EMPTY
    };
    on_retry: Function, Row {
        name: "on_retry",
        example: "on_retry = log_retry",
        foreign: &[Same(&["notify", "before_sleep", "hook"])],
        ..Row::EMPTY
    };
    on_give_up: Function, Row {
        name: "on_give_up",
        example: "on_give_up = log_give_up",
        ..Row::EMPTY
    };
    on_recover: Function, Row {
        name: "on_recover",
        example: "on_recover = log_recovery",
        ..Row::EMPTY
    };
    attempt: Name, Row {
        name: "attempt",
        example: "attempt = attempt",
        is_of_one_function: true,
        ..Row::EMPTY
    };
    last_error: Name, Row {
        name: "last_error",
        example: "last_error = last_error",
        is_of_one_function: true,
        foreign: &[Same(&["previous_error", "prev_error"])],
        ..Row::EMPTY
    };
    fallback: FunctionPath, Row {
        name: "fallback",
        example: "fallback = ask_another",
        foreign: &[Same(&["fail_over", "failover", "or_else", "default"])],
        ..Row::EMPTY
    };
    fallback_when: Function, Row {
        name: "fallback_when",
        example: "fallback_when = is_worth_a_fallback",
        foreign: &[Same(&["fallback_if"])],
        ..Row::EMPTY
    };
    policy: Policy, Row {
        name: "policy",
        example: "policy = POLICY",
        summary: Some(IfGiven(|_| "by its `policy`".to_owned())),
        ..Row::EMPTY
    };
    cut: Bool, Row {
        name: "cut",
        example: "cut = false",
        default: Some("true"),
        ..Row::EMPTY
    };
    upstream: Upstream, Row {
        name: "upstream",
        example: "upstream = OPENAI",
        foreign: &[Same(&["rate_limit", "rate_limiter", "limiter", "budget"])],
        ..Row::EMPTY
    };
    sleep: Sleeper, Row {
        name: "sleep",
        example: "sleep = my_sleep",
        foreign: &[Same(&["sleeper"])],
        ..Row::EMPTY
    };
    borrow: Names, Row {
        name: "borrow",
        example: "borrow(name)",
        is_of_one_function: true,
        ..Row::EMPTY
    };
    facade: Root, Row {
        name: "crate",
        example: "crate = ::my_crate::retry_attr",
        ..Row::EMPTY
    };
}
