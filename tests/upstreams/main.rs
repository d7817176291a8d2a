//! What calls share, in the simulations that the example `upstreams` draws; and by threads.

#[path = "../../examples/upstreams/batch.rs"]
mod batch;
#[cfg(feature = "reqwest")]
mod http;
#[cfg(feature = "reqwest")]
#[allow(unreachable_pub)] // it is public in the examples
#[path = "../../examples/support/limited.rs"]
mod limited;
#[path = "../../examples/upstreams/limiter.rs"]
mod limiter;
#[path = "../../examples/upstreams/overload.rs"]
mod overload;
mod paces;
#[path = "../../examples/upstreams/scenarios.rs"]
mod scenarios;
#[path = "../../examples/upstreams/server.rs"]
mod server;
mod threads;

use std::cell::Cell;
use std::time::Duration;

use batch::Report;
use overload::overload;
use retry_attr::{Backoff, Jitter, Policy, Upstream, policies};
use scenarios::{BATCHES, EMBEDDINGS, SLOW, changing, in_virtual_time};
use server::Names;

/// The seconds that [`EMBEDDINGS`] takes whoever knows the limit.
const IDEAL: f64 = 19.1;

const NAMES: [Names; 4] = [Names::Seconds, Names::Millis, Names::Text, Names::Nothing];

fn mean(reports: &[Report], figure: impl Fn(&Report) -> f64) -> f64 {
    let sum: f64 = reports.iter().map(figure).sum();
    #[allow(clippy::cast_precision_loss)]
    let count = reports.len() as f64;
    sum / count
}

#[test]
fn a_batch_takes_as_long_as_the_server_needs() {
    for refuses_at_once in [false, true] {
        let batch = scenarios::Batch {
            refuses_at_once,
            ..EMBEDDINGS
        };
        for names in NAMES {
            let what = format!("{names:?}, at once: {refuses_at_once}");
            let reports: Vec<Report> = (0..5).map(|seed| batch.run(names, true, seed)).collect();
            for report in &reports {
                assert_eq!(report.failed, 0, "{what}");
                assert!(report.throttled() <= 50, "{what}: {}", report.throttled());
                // No herd: of those refused, half are so before anybody was told.
                let start = report.requests[0].at;
                let told = start + Duration::from_millis(120);
                let refused = report.requests.iter().filter(|it| it.is_refused);
                assert!(refused.filter(|it| it.at > told).count() <= 35, "{what}");
                assert!(report.p99() <= 3.0, "{what}: {} s", report.p99());
            }
            let seconds = mean(&reports, |report| report.seconds);
            assert!(seconds <= 1.05 * IDEAL, "{what}: {seconds} s");
        }
    }
}

#[test]
fn a_single_caller_below_the_limit_is_never_slowed() {
    let report = BATCHES[1].run(Names::Seconds, true, 0);
    assert_eq!((report.failed, report.throttled()), (0, 0));
    // What the server takes at most.
    assert!(*report.calls.last().unwrap() <= Duration::from_millis(121));
}

/// They use less than what the rate allows, until it falls.
#[test]
fn few_workers_are_slowed_little() {
    for workers in [6, 7, 8, 10] {
        for names in [Names::Millis, Names::Nothing] {
            let batch = scenarios::Batch {
                workers,
                ..EMBEDDINGS
            };
            let report = batch.run(names, true, 0);
            let throttled = report.throttled();
            assert!(throttled <= 20, "{workers}, {names:?}: {throttled}");
            let seconds = report.seconds;
            assert!(seconds <= 1.12 * IDEAL, "{workers}, {names:?}: {seconds} s");
        }
    }
}

/// A hundred answers are on their way at any time.
#[test]
fn what_a_server_takes_is_known_before_it_answers() {
    for names in NAMES {
        let report = SLOW.run(names, true, 0);
        assert_eq!(report.failed, 0, "{names:?}");
        // 41 s at best: 50 in the first moment, and 2 s for the last answer.
        assert!(report.seconds <= 50.0, "{names:?}: {} s", report.seconds);
    }
}

#[test]
fn no_call_fails_whatever_limits_the_server() {
    for batch in BATCHES {
        for names in NAMES {
            let report = batch.run(names, true, 1);
            let what = batch.what;
            assert_eq!(report.failed, 0, "{what}: {names:?}");
            let alone = batch.run(names, false, 1).throttled();
            let shared = report.throttled();
            assert!(2 * shared <= alone, "{what}: {names:?}: {shared}, {alone}");
        }
    }
}

#[test]
fn a_limit_that_changes_is_followed() {
    for names in NAMES {
        let report = changing(names, true, 0);
        assert_eq!(report.failed, 0, "{names:?}");
        assert!(
            report.throttled() <= 100,
            "{names:?}: {}",
            report.throttled()
        );
        // 45.5 s at best, with what is left of a bucket when it is made smaller.
        assert!(report.seconds <= 53.0, "{names:?}: {} s", report.seconds);
    }
}

const IMPATIENT: Policy = Policy::new()
    .timeout(Duration::from_secs(3))
    .base(Duration::from_secs(1))
    .jitter(Jitter::Full);

#[test]
fn an_overload_ends() {
    for spike in [5.0, 10.0, 20.0] {
        for seed in 0..20 {
            let run = in_virtual_time(overload(IMPATIENT, true, spike, seed));
            assert!(run.recovered(), "{spike} s, {seed}");
        }
    }
    let alone = in_virtual_time(overload(IMPATIENT, false, 10.0, 0));
    assert!(!alone.recovered());
    assert!(f64::from(alone.attempts) > 2.0 * 8_000.0);
}

#[test]
fn an_outage_does_not_multiply_the_load() {
    for callers in [10, 100, 1_000] {
        let upstream = Upstream::new("down");
        let attempts = Cell::new(0.0);
        let policy = Policy::new().max(4).backoff(Backoff::None);
        in_virtual_time(async {
            let calls = (0..callers).map(|_| async {
                for _ in 0..1_000 / callers {
                    let result = policy.upstream(&upstream).run(|| async {
                        attempts.set(attempts.get() + 1.0);
                        Err::<(), _>("down".to_owned())
                    });
                    assert!(result.await.is_err());
                }
            });
            futures_util::future::join_all(calls).await;
        });
        assert!(attempts.get() <= 1.04 * 1_000.0, "{}", attempts.get());
    }
}

/// 10,000 callers at once, who are served one after another.
#[test]
fn nobody_starves() {
    let batch = scenarios::Batch {
        workers: 10_000,
        calls: 10_000,
        limit: server::Limit::requests(1_000.0),
        ..EMBEDDINGS
    };
    let report = batch.run(Names::Millis, true, 0);
    assert_eq!(report.failed, 0);
    assert!(report.seconds < 15.0, "{} s", report.seconds);
}

/// Without an upstream, by `policies::AI`: a rate limit is outlasted, and a server that names short waits is not believed
/// again and again. The figures are those of the policy without either, of the same servers over 20 runs.
#[test]
fn the_policy_alone_loses_no_call_and_asks_no_more() {
    const REFUSED_BEFORE: [f64; 4] = [682.0, 1290.0, 1279.0, 706.0];
    for (names, before) in NAMES.into_iter().zip(REFUSED_BEFORE) {
        let reports: Vec<Report> = (0..10)
            .map(|seed| EMBEDDINGS.run(names, false, seed))
            .collect();
        for report in &reports {
            assert_eq!(report.failed, 0, "{names:?}");
        }
        #[allow(clippy::cast_precision_loss)]
        let refused = mean(&reports, |report| report.throttled() as f64);
        assert!(refused <= 1.03 * before, "{names:?}: {refused}");
    }
}

/// What the docs of `policies` say of a busy batch, give or take a fifth and some: the jitter is random.
#[test]
fn the_policies_of_the_sdks_lose_calls() {
    let failed = |policy, names| EMBEDDINGS.run_by(policy, names, None, 0).failed;
    for (policy, expected) in [
        (policies::OPENAI, [180, 485, 485, 265]),
        (policies::ANTHROPIC, [180, 485, 485, 265]),
        (policies::COHERE, [155, 325, 320, 120]),
        (policies::AWS, [70, 215, 215, 230]),
    ] {
        for (names, expected) in NAMES.into_iter().zip(expected) {
            let failed = failed(policy, names);
            let slack = expected / 5 + 20;
            let range = expected - slack..=expected + slack;
            assert!(range.contains(&failed), "{failed} {expected} {policy:?}");
        }
    }
    // With five attempts from 2 s on, with 71, and with attempts of their own for rate limits.
    let patient = policies::OPENAI.throttled(20);
    for policy in [policies::GOOGLE, policies::MISTRAL, patient] {
        for names in NAMES {
            assert!(failed(policy, names) < 5, "{policy:?}");
        }
    }
}
