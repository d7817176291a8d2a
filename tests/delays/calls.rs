//! Whole calls of an annotated function against the rules, written down a second time.
//!
//! Delays are skipped and the clock is paused, so that everything is exact to the nanosecond. Cases are the same in
//! every run; `PROPTEST_CASES=10000` in the environment looks further.

use std::cell::RefCell;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use retry_attr::testing::SkipDelays;
use retry_attr::{
    Backoff, Classification, Classify, Event, Jitter, Policy, Reason, RetryAfter, retry,
};

#[derive(Clone, Debug)]
struct Options {
    max: u32,
    backoff: Backoff,
    jitter: Jitter,
    base: Duration,
    factor: f64,
    cap: Duration,
    deadline: Option<Duration>,
    retry_after: RetryAfter,
}

impl Options {
    fn policy(&self) -> Policy {
        Policy::new()
            .max(self.max)
            .backoff(self.backoff)
            .jitter(self.jitter)
            .base(self.base)
            .factor(self.factor)
            .cap(self.cap)
            .deadline(self.deadline.unwrap_or(Duration::MAX))
            .retry_after(self.retry_after)
    }

    /// The shortest and the longest delay after so many retries, before it is capped.
    fn own_delay(&self, retries: usize, previous: Duration) -> (Duration, Duration) {
        let unjittered = self.policy().jitter(Jitter::None);
        let v = unjittered.delays().nth(retries).expect("a retry is left");
        match self.jitter {
            _ if self.backoff == Backoff::None => (Duration::ZERO, Duration::ZERO),
            Jitter::Full => (Duration::ZERO, v),
            Jitter::Equal => (v / 2, v),
            Jitter::Decorrelated => (self.base, (previous * 3).max(self.base)),
            Jitter::Proportion(p) => (v.saturating_sub(v.mul_f64(p) + NANOSECOND), v),
            _ => (v, v),
        }
    }
}

const NANOSECOND: Duration = Duration::from_nanos(1);

/// How an attempt fails, and how long it takes to.
#[derive(Clone, Copy, Debug)]
struct Failure {
    after: Duration,
    classification: Classification,
}

impl Classify for Failure {
    fn classify(&self) -> Classification {
        self.classification
    }
}

/// What a call did.
#[derive(Debug)]
struct Log {
    attempts: usize,
    announced: Vec<Duration>,
    recorded: Vec<Duration>,
    reason: Option<Reason>,
    elapsed: Duration,
}

fn run(options: &Options, failures: &[Failure]) -> Log {
    #[retry(
        policy = policy,
        cut = false,
        on_retry = |event: &Event<'_>| log.borrow_mut().announced.extend(event.delay()),
        on_give_up = |event: &Event<'_>| {
            log.borrow_mut().reason = event.reason();
            log.borrow_mut().elapsed = event.elapsed();
        },
    )]
    async fn call(policy: Policy, failures: &[Failure], log: &RefCell<Log>) -> Result<(), Failure> {
        let failure = failures[log.borrow().attempts];
        log.borrow_mut().attempts += 1;
        tokio::time::advance(failure.after).await;
        Err(failure)
    }
    let log = RefCell::new(Log {
        attempts: 0,
        announced: Vec::new(),
        recorded: Vec::new(),
        reason: None,
        elapsed: Duration::ZERO,
    });
    let skipped = SkipDelays::new();
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    assert!(
        runtime
            .block_on(call(options.policy(), failures, &log))
            .is_err()
    );
    log.borrow_mut().recorded = skipped.recorded();
    log.into_inner()
}

/// Goes through the rules in their order, with the delays that the call drew.
fn check(options: &Options, failures: &[Failure], log: &Log) -> Result<(), TestCaseError> {
    let mut delays = log.recorded.iter().copied();
    let (mut elapsed, mut previous) = (Duration::ZERO, options.base);
    let mut attempts = 0;
    let reason = loop {
        let failure = failures[attempts];
        attempts += 1;
        elapsed += failure.after;
        if !failure.classification.is_retryable() {
            break Reason::Permanent;
        }
        if attempts >= options.max as usize {
            break Reason::Exhausted;
        }
        let wait = match (failure.classification.retry_after(), options.retry_after) {
            (Some(wait), RetryAfter::AtMost(_)) if wait.is_zero() => None,
            (Some(wait), RetryAfter::AtMost(longest)) if wait > longest => {
                break Reason::RetryAfterTooLong;
            }
            (Some(wait), RetryAfter::AtMost(_)) => Some(wait),
            _ => None,
        };
        let (low, high) = options.own_delay(attempts - 1, previous);
        let capped =
            |(low, high): (Duration, Duration)| (low.min(options.cap), high.min(options.cap));
        // No sooner than by the policy's own delay for the retry before.
        let floor = match attempts.checked_sub(2) {
            Some(before) if wait.is_some() => capped(options.own_delay(before, previous)),
            _ => (Duration::ZERO, Duration::ZERO),
        };
        let (shortest, longest) = match wait {
            Some(wait) => {
                let spread = high.min(options.cap).saturating_sub(low);
                (wait.max(floor.0), (wait + spread).max(floor.1))
            }
            None => capped((low, high)),
        };
        let Some(delay) = delays.next() else {
            let deadline = options.deadline.unwrap_or(Duration::MAX);
            prop_assert!(elapsed + longest >= deadline, "gave up in time");
            break Reason::Deadline;
        };
        prop_assert!(delay >= shortest, "{:?} below {:?}", delay, shortest);
        prop_assert!(delay <= longest, "{:?} above {:?}", delay, longest);
        elapsed += delay;
        if let Some(deadline) = options.deadline {
            prop_assert!(elapsed < deadline, "slept to {:?}", elapsed);
        }
        match wait {
            None => previous = delay,
            // What was drawn is not seen: the most that it may be.
            Some(_) if attempts > 1 => previous = floor.1,
            Some(_) => {}
        }
    };
    prop_assert_eq!(delays.next(), None);
    prop_assert_eq!(log.attempts, attempts);
    prop_assert_eq!(log.reason, Some(reason));
    prop_assert_eq!(&log.announced, &log.recorded);
    if options.deadline.is_some() {
        prop_assert_eq!(log.elapsed, elapsed);
    }
    Ok(())
}

/// Often the same few, so that options, waits and times meet at the edges of the rules.
fn duration() -> impl Strategy<Value = Duration> {
    prop_oneof![
        3 => (0_u64..8).prop_map(Duration::from_secs),
        1 => (1_u64..4).prop_map(Duration::from_nanos),
        2 => (0_u64..60_000_000_000).prop_map(Duration::from_nanos),
    ]
}

fn options() -> impl Strategy<Value = Options> {
    let backoff = prop::sample::select(vec![
        Backoff::Exponential,
        Backoff::Linear,
        Backoff::Fixed,
        Backoff::Fibonacci,
        Backoff::None,
    ]);
    let jitter = prop_oneof![
        2 => Just(Jitter::None),
        1 => Just(Jitter::Full),
        1 => Just(Jitter::Equal),
        1 => Just(Jitter::Decorrelated),
        1 => (0.0..=1.0).prop_map(Jitter::Proportion),
    ];
    let retry_after = prop_oneof![
        1 => Just(RetryAfter::Ignore),
        3 => duration().prop_map(RetryAfter::AtMost),
    ];
    let deadline = prop::option::of(
        (0_u64..5, duration())
            .prop_map(|(tens, more)| NANOSECOND.max(Duration::from_secs(tens * 10) + more)),
    );
    let delays = (backoff, jitter, duration(), 1.0..4.0, duration());
    (0_u32..10, delays, deadline, retry_after).prop_map(
        |(max, (backoff, jitter, base, factor, cap), deadline, retry_after)| Options {
            max,
            backoff,
            jitter,
            base: base.max(NANOSECOND),
            factor,
            cap,
            deadline,
            retry_after,
        },
    )
}

fn failure() -> impl Strategy<Value = Failure> {
    let classification = prop_oneof![
        6 => Just(Classification::Transient),
        1 => Just(Classification::throttled(None)),
        5 => duration().prop_map(|wait| Classification::throttled(Some(wait))),
        1 => Just(Classification::permanent()),
    ];
    let after = prop_oneof![Just(Duration::ZERO), duration()];
    (after, classification).prop_map(|(after, classification)| Failure {
        after,
        classification,
    })
}

/// Eight times as many cases as usual, as a case has so many sides.
fn config() -> Config {
    Config {
        cases: 8 * Config::default().cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(4),
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_call_follows_the_rules(
        options in options(), failures in prop::collection::vec(failure(), 10),
    ) {
        check(&options, &failures, &run(&options, &failures))?;
    }
}

/// What is added to a wait named by the server is as random as the delay it takes the place of.
#[test]
fn jitter_on_top_of_a_wait_is_even() {
    let second = Duration::from_secs(1);
    for (jitter, spread) in [
        (Jitter::Full, second * 2),
        (Jitter::Equal, second),
        (Jitter::Proportion(0.25), second / 2),
        (Jitter::Decorrelated, second * 4),
    ] {
        let policy = Policy::new().max(2).base(second * 2).jitter(jitter);
        let skipped = SkipDelays::new();
        for _ in 0..10_000 {
            let failure = Classification::throttled(Some(second * 7));
            let _ = policy.run_blocking_with(|()| failure, || Err::<(), _>(()));
        }
        let shares = skipped
            .recorded()
            .into_iter()
            .map(|delay| crate::distribution::share(delay, second * 7, second * 7 + spread));
        crate::distribution::assert_even(shares.collect());
    }
}

/// A sync call keeps the delay before, where the jitter asks for it.
#[test]
fn decorrelated_jitter_looks_back_in_sync_calls_too() {
    #[retry(max = 4, base = "1s", cap = "1h", jitter = "decorrelated")]
    fn ask() -> Result<(), String> {
        Err("busy".to_owned())
    }
    let most = Duration::from_secs(3);
    let is_beyond = |seed| {
        let delays = SkipDelays::seeded(seed);
        let _ = ask();
        delays.recorded()[2] > most
    };
    assert!(
        (0..20).any(is_beyond),
        "without the delay before it ends there"
    );
}
