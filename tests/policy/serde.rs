//! The feature `serde`, through JSON; `cargo run --example configuration` reads TOML and the environment.

use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, RetryAfter, policies};
use serde_json::{Value, from_value, json, to_value};

use crate::EVERY_OPTION;

fn read(options: Value) -> Result<Policy, String> {
    from_value(options).map_err(|error| error.to_string())
}

#[test]
fn options_are_read_in_the_words_of_the_attribute() {
    let every_option = json!({
        "max": 7,
        "backoff": "exp",
        "base": "250ms",
        "factor": 1.5,
        "cap": "20s",
        "jitter": 0.25,
        "timeout": "5s",
        "deadline": "1m30s",
        "retry_after": "ignore",
    });
    assert_eq!(read(every_option), Ok(EVERY_OPTION));
    // What is left out has its default.
    assert_eq!(read(json!({})), Ok(Policy::new()));
    assert_eq!(read(json!({ "max": 5 })), Ok(Policy::new().max(5)));
    assert_eq!(
        read(json!({ "jitter": 1 })),
        Ok(Policy::new().jitter(Jitter::Proportion(1.0)))
    );
    assert_eq!(
        read(json!({ "factor": 3, "jitter": "full" })),
        Ok(Policy::new().factor(3.0).jitter(Jitter::Full))
    );
}

#[test]
fn what_is_written_reads_the_same() {
    let new = Policy::new();
    for policy in [
        new,
        EVERY_OPTION,
        policies::AI,
        policies::MISTRAL,
        new.backoff(Backoff::Fibonacci).jitter(Jitter::Decorrelated),
        new.backoff(Backoff::None)
            .retry_after(RetryAfter::AtMost(Duration::from_nanos(1_001))),
        new.throttled(9).idempotent(false),
        new.cap(Duration::MAX)
            .retry_after(RetryAfter::AtMost(Duration::MAX)),
    ] {
        let written = to_value(policy).unwrap();
        assert_eq!(read(written), Ok(policy), "{policy}");
    }
    assert_eq!(
        to_value(new).unwrap(),
        json!({
            "max": 3, "backoff": "exp", "base": "1s", "factor": 2.0, "cap": "60s", "jitter": "none", "retry_after": "60s", "idempotent": true
        })
    );
}

#[test]
fn mistakes_say_what_is_wrong() {
    for (options, message) in [
        (
            json!({ "maximum": 5 }),
            "unknown field `maximum`, expected one of `max`, `throttled`, `backoff`, `base`, `factor`, `cap`, `jitter`, `timeout`, \
             `deadline`, `retry_after`, `idempotent`",
        ),
        (
            json!({ "base": 5 }),
            "invalid type: integer `5`, expected a duration in quotes, such as \"10s\"",
        ),
        (
            json!({ "base": "5" }),
            "`5` has no unit; write a number and a unit (ns, us, ms, s, m, h or d), such as \"10s\"",
        ),
        (
            json!({ "backoff": "exponential" }),
            "unknown backoff \"exponential\"; expected one of \"exp\", \"linear\", \"fixed\", \"fibonacci\", \"none\"",
        ),
        (
            json!({ "jitter": "some" }),
            "unknown jitter \"some\"; expected one of \"full\", \"equal\", \"decorrelated\", \"none\"",
        ),
        (
            json!({ "jitter": true }),
            "invalid type: boolean `true`, expected a kind of jitter, such as \"full\", or a proportion between 0 \
             and 1",
        ),
        (
            json!({ "retry_after": false }),
            "invalid type: boolean `false`, expected \"ignore\" or the longest wait to accept, such as \"60s\"",
        ),
        // The rules of a policy.
        (
            json!({ "max": 0 }),
            "`max` counts every attempt, including the first, so it must be at least 1",
        ),
        (
            json!({ "jitter": 2 }),
            "a `jitter` proportion must lie between 0 and 1",
        ),
        (
            json!({ "timeout": "10s", "deadline": "5s" }),
            "`timeout` is longer than `deadline`, which ends the call first; shorten `timeout` or remove it",
        ),
    ] {
        assert_eq!(read(options), Err(message.to_owned()));
    }
}
