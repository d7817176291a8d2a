//! The macros and the runtime agree on defaults and rules, which each of them has to write down.

use std::time::Duration;

use quote::quote;
use retry_runtime::{Backoff, Jitter, Policy, RetryAfter};

use crate::args::{self, Args};
use crate::attribute;

fn default_of(option: &str) -> &'static str {
    let row = Args::ROWS.iter().find(|row| row.name == option);
    row.and_then(|row| row.default).unwrap()
}

#[test]
fn defaults() {
    let seconds = |option| {
        let text = default_of(option).strip_suffix('s').unwrap();
        Duration::from_secs(text.parse().unwrap())
    };
    assert_eq!(default_of("backoff"), "exp");
    assert_eq!(default_of("jitter"), "none");
    let policy = Policy::new()
        .max(default_of("max").parse().unwrap())
        .backoff(Backoff::Exponential)
        .base(seconds("base"))
        .factor(default_of("factor").parse().unwrap())
        .cap(seconds("cap"))
        .jitter(Jitter::None)
        .retry_after(RetryAfter::AtMost(seconds("retry_after")));
    assert_eq!(policy, Policy::new());
}

/// `options` and the policy that they stand for break the same rule, with the same message.
#[test]
fn rules() {
    let ms = Duration::from_millis;
    let new = Policy::new();
    for (options, policy) in [
        (quote!(max = 0), new.max(0)),
        (quote!(throttled = 0), new.throttled(0)),
        (quote!(throttled = 65536), new.throttled(65_536)),
        (quote!(base = "0s"), new.base(ms(0))),
        (
            quote!(base = "2s", cap = "1s"),
            new.base(ms(2_000)).cap(ms(1_000)),
        ),
        (quote!(timeout = "0s"), new.timeout(ms(0))),
        (quote!(deadline = "0s"), new.deadline(ms(0))),
        (quote!(deadline = "1s"), new.deadline(ms(1_000))),
    ] {
        let rule = policy.validate().unwrap_err().to_string();
        let said = said(&options);
        assert!(
            said.contains(&format!("{rule:?}")),
            "{options}: {rule}\n{said}"
        );
    }
}

/// A literal can be wrong in more ways than a constant, so these messages differ.
#[test]
fn ranges() {
    for (options, macros, policy, runtime) in [
        (
            quote!(factor = 0.5),
            "`factor` multiplies each delay to get the next, so it must be a number of at least 1",
            Policy::new().factor(0.5),
            "`factor` must be a number of at least 1",
        ),
        (
            quote!(jitter = 1.5),
            "or a proportion between 0 and 1",
            Policy::new().jitter(Jitter::Proportion(1.5)),
            "a `jitter` proportion must lie between 0 and 1",
        ),
    ] {
        assert!(said(&options).contains(macros), "{options}");
        assert_eq!(policy.validate().unwrap_err().to_string(), runtime);
    }
}

/// A policy in a file takes the durations that the attribute takes, and says the same about others.
#[test]
fn durations() {
    for text in [
        "500ms",
        "1s",
        "1.5s",
        "0.001us",
        "2m",
        "1m30s",
        "1h 30m",
        "1d",
        "10µs",
        " 7 ns ",
        "0s",
        "",
        "5",
        "s",
        "-1s",
        "1 sec",
        "1.s",
        ".5s",
        "1.2.3s",
        "999999999999999999999s",
        "300000d",
        "inf",
        "1s1",
    ] {
        assert_eq!(
            retry_runtime::private::duration(text),
            args::duration::parse(text),
            "{text}"
        );
    }
}

/// What `Display` writes of a policy, the attribute takes, above an async function as it may have a `timeout`.
#[cfg(feature = "tokio")]
#[test]
fn shown_policies() {
    let s = Duration::from_secs;
    let new = Policy::new();
    let backoffs = [
        Backoff::Exponential,
        Backoff::Linear,
        Backoff::Fixed,
        Backoff::Fibonacci,
        Backoff::None,
    ];
    let jitters = [
        Jitter::None,
        Jitter::Full,
        Jitter::Equal,
        Jitter::Decorrelated,
        Jitter::Proportion(0.25),
    ];
    let limits = [
        new,
        new.max(7)
            .base(Duration::from_nanos(1_500))
            .factor(1.5)
            .cap(s(90)),
        new.timeout(s(5))
            .deadline(s(60))
            .retry_after(RetryAfter::Ignore),
    ];
    for policy in limits {
        for backoff in backoffs {
            for jitter in jitters {
                let options = policy.backoff(backoff).jitter(jitter).to_string();
                let said = said(&options.parse().unwrap());
                assert!(!said.contains("compile_error"), "{options}\n{said}");
            }
        }
    }
}

/// What the attribute becomes, with the messages as literals in it.
fn said(options: &proc_macro2::TokenStream) -> String {
    let function = quote!(
        async fn ask() -> Result<(), String> {}
    );
    attribute::retry(options, &function).to_string()
}
