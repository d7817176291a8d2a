//! Rules between the options, in the words of the macro; what it leaves to the compiler is left to `Policy::validate`.

use retry_attr::{Backoff, Jitter};

use crate::options::Options;

pub(crate) fn check(options: &mut Options<'_>) {
    check_shape(options);
    check_cap(options);
    if options.is_given("classify") && options.is_given("when") {
        options.error(
            "classify",
            "`classify` and `when` both decide which errors are retried; remove one of the two",
        );
    }
    if options.is_given("timeout") && options.cut == Some(false) {
        options.error(
            "timeout",
            "`timeout` cuts a running attempt, so it has no effect with `cut = false`; remove one of the two",
        );
    }
    // What is not known here may well be sound.
    if !options.errors.is_empty() || !options.notes.is_empty() {
        return;
    }
    if let Err(rule) = options.policy().validate() {
        let rule = rule.to_string();
        // The first option that it names, and that is there.
        let names = rule.split('`').skip(1).step_by(2);
        let place = names
            .filter(|name| options.is_given(name))
            .min_by_key(|name| *name == "base");
        let place = place.unwrap_or("policy").to_owned();
        options.error(&place, rule);
    }
}

/// Options that have no effect beside others.
fn check_shape(options: &mut Options<'_>) {
    let useless = |options: &mut Options<'_>, name: &str, beside: &str| {
        if options.is_given(name) {
            options.error(
                name,
                format!("`{name}` has no effect with `{beside}`; remove one of the two"),
            );
        }
    };
    let is_decorrelated = matches!(options.jitter, Some(Jitter::Decorrelated));
    let with_decorrelated = "jitter = \"decorrelated\"";
    let beside = match options.backoff {
        None | Some(Backoff::Exponential) => {
            if is_decorrelated {
                useless(options, "factor", with_decorrelated);
            }
            return;
        }
        Some(Backoff::Linear) => "backoff = \"linear\"",
        Some(Backoff::Fixed) => "backoff = \"fixed\"",
        Some(Backoff::Fibonacci) => "backoff = \"fibonacci\"",
        Some(_) => "backoff = \"none\"",
    };
    if matches!(options.backoff, Some(Backoff::None)) {
        useless(options, "base", beside);
        useless(options, "cap", beside);
        if !matches!(options.jitter, Some(Jitter::None)) {
            useless(options, "jitter", beside);
        }
    } else if is_decorrelated {
        useless(options, "backoff", with_decorrelated);
    }
    useless(options, "factor", beside);
}

/// The macro says which default is in the way.
fn check_cap(options: &mut Options<'_>) {
    if options.is_given("policy") || matches!(options.backoff, Some(Backoff::None)) {
        return;
    }
    let policy = options.policy();
    let (place, default) = match (options.cap, options.base) {
        (Some(_), Some(_)) => ("cap", ""),
        (Some(_), None) if !options.is_given("base") => ("cap", "; `base` is 1s by default"),
        (None, Some(_)) if !options.is_given("cap") => ("base", "; `cap` is 60s by default"),
        _ => return,
    };
    if policy.get_cap() < policy.get_base() {
        options.error(
            place,
            format!(
                "`cap` is the longest delay and `base` the first one, so `cap` must not be less than `base`{default}"
            ),
        );
    }
}
