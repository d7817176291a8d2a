//! One call of a retried function: the engine with its clock, its events and its limits.

use std::time::Duration;

use crate::attempt::Attempt;
use crate::classify::Classification;
use crate::counts::{Counts, Failed};
use crate::engine::{Decision, Engine};
use crate::event::{ErasedError, Event, Next};
use crate::give_up::GaveUp;
use crate::hooks::{Hook, Hooks};
use crate::idempotency::CallNumber;
use crate::nanos::Nanos;
use crate::policy::Policy;
use crate::random::ThreadRandom;
use crate::site::Site;
use crate::sleep::{Clock, Moment, sleep_blocking};
use crate::timeout::TimedOut;
use crate::upstream::{Pass, Upstream};

/// What one call keeps between its attempts.
///
/// Nothing until it fails or is timed, so that a success pays for no more than the mark of that.
#[derive(Debug)]
pub struct Call {
    progress: Option<Progress>,
}

#[derive(Debug)]
struct Progress {
    engine: Engine,
    started: Moment,
}

impl Progress {
    const START: Self = Self {
        engine: Engine::new(),
        started: Moment::NONE,
    };
}

impl Call {
    /// A call whose success reads no clock.
    #[inline]
    #[must_use]
    #[allow(clippy::new_without_default)] // a call is always started on purpose
    pub const fn new() -> Self {
        Self { progress: None }
    }

    /// A call that measures from here.
    #[must_use]
    pub fn timed(clock: Clock) -> Self {
        Self {
            progress: Some(Progress {
                started: clock.now(),
                ..Progress::START
            }),
        }
    }

    /// A call that measures from here if `policy` limits how long anything may take.
    #[inline]
    #[must_use]
    pub fn timed_if_limited(policy: &Policy, clock: Clock) -> Self {
        if policy.cuts_attempts() {
            Self::timed(clock)
        } else {
            Self::new()
        }
    }

    /// The context of the attempt that is about to start.
    #[must_use]
    pub fn attempt(&self, policy: &Policy, clock: Clock, call: CallNumber) -> Attempt {
        Attempt {
            number: self.under_way(),
            max: policy.most_attempts(),
            call,
            started: self.started(),
            deadline: policy.has_deadline().then(|| policy.deadline.duration()),
            clock,
        }
    }

    /// How long the attempt that is about to start may take.
    #[must_use]
    pub fn limit(&self, policy: &Policy, clock: Clock) -> Option<Duration> {
        if !policy.cuts_attempts() {
            return None;
        }
        let mut limit = policy.timeout;
        if policy.has_deadline() {
            let left = policy
                .deadline
                .0
                .saturating_sub(Nanos::new(self.elapsed(clock)).0);
            limit = limit.min(Nanos(left));
        }
        Some(limit.duration())
    }

    /// What cut the attempt under way. To be asked before the decision, which may start the next attempt.
    #[must_use]
    pub fn timed_out(&self, policy: &Policy, clock: Clock) -> TimedOut {
        let is_deadline = policy.has_deadline()
            && (!policy.has_timeout() || self.elapsed(clock) >= policy.deadline.duration());
        TimedOut {
            attempt: self.under_way(),
            limit: if is_deadline {
                policy.deadline.duration()
            } else {
                policy.timeout.duration()
            },
            is_deadline,
        }
    }

    /// Whether there is anything to keep.
    #[inline]
    pub(crate) const fn is_under_way(&self) -> bool {
        self.progress.is_some()
    }

    /// The attempt under way, counted from 1.
    fn under_way(&self) -> u32 {
        self.counts().attempt()
    }

    fn counts(&self) -> Counts {
        let progress = self.progress.as_ref().unwrap_or(&Progress::START);
        progress.engine.counts()
    }

    fn started(&self) -> Moment {
        self.progress
            .as_ref()
            .map_or(Moment::NONE, |progress| progress.started)
    }

    /// How long the call may still take; `None` without a deadline.
    pub(crate) fn remaining(&self, policy: &Policy, clock: Clock) -> Option<Duration> {
        policy.has_deadline().then(|| {
            policy
                .deadline
                .duration()
                .saturating_sub(self.elapsed(clock))
        })
    }

    fn elapsed(&self, clock: Clock) -> Duration {
        clock.now().since(self.started())
    }

    /// Decides where nobody is to be told, and returns how long to sleep.
    #[inline(never)]
    pub(crate) fn next_delay(
        &mut self,
        policy: &Policy,
        failure: Classification,
        clock: Clock,
    ) -> Result<Duration, GaveUp> {
        let Progress { engine, started } = self.progress.get_or_insert(Progress::START);
        let attempt = engine.counts().attempt();
        let elapsed = || clock.now().since(*started);
        let decision = allowed(engine.decide(policy, failure, elapsed, &mut ThreadRandom));
        let (delay, _) = to_sleep(decision, attempt)?;
        Ok(delay)
    }

    /// Decides, tells the hooks, and returns how long to sleep.
    #[inline(never)]
    pub(crate) fn next_delay_observed(
        &mut self,
        policy: &Policy,
        failure: Classification,
        clock: Clock,
        error: Option<ErasedError<'_>>,
        site: &Site,
        hooks: Hooks<'_>,
    ) -> Result<Duration, GaveUp> {
        if !hooks.are_any() {
            return self.next_delay(policy, failure, clock);
        }
        let observed = Observed { error, site, hooks };
        self.decide_observed(policy, failure, clock, observed, |engine, elapsed| {
            allowed(engine.decide(policy, failure, elapsed, &mut ThreadRandom))
        })
    }

    /// [`next_delay_observed`](Self::next_delay_observed), of a call that shares an upstream.
    #[inline(never)]
    pub(crate) fn next_delay_sharing(
        &mut self,
        upstream: &Upstream,
        pass: &mut Pass,
        policy: &Policy,
        failure: Classification,
        clock: Clock,
        observed: Observed<'_>,
    ) -> Result<Duration, GaveUp> {
        let cost = pass.failed(upstream, failure, policy, clock);
        self.decide_observed(policy, failure, clock, observed, |engine, elapsed| {
            let affords = || pass.affords(upstream, cost);
            let decision =
                engine.decide_sharing(policy, failure, affords, elapsed, &mut ThreadRandom);
            let decision = allowed(decision);
            pass.decided(upstream, decision);
            decision
        })
    }

    #[inline]
    fn decide_observed(
        &mut self,
        policy: &Policy,
        failure: Classification,
        clock: Clock,
        Observed { error, site, hooks }: Observed<'_>,
        decide: impl FnOnce(&mut Engine, &dyn Fn() -> Duration) -> Decision,
    ) -> Result<Duration, GaveUp> {
        let is_heard = hooks.are_any();
        let Progress { engine, started } = self.progress.get_or_insert(Progress::START);
        let counts = engine.counts();
        if is_heard && started.is_none() {
            *started = clock.now();
        }
        let elapsed = || clock.now().since(*started);
        let decision = decide(engine, &elapsed);
        if is_heard {
            let failed = policy.counts_as(failure);
            hooks.tell(&Event {
                site: *site,
                attempt: counts.attempt(),
                failures: counts.failed_like(failed),
                max: policy.most_failed_like(failed).max(1),
                has_throttled: policy.throttled.is_some(),
                next: match decision {
                    Decision::Retry(delay, _) => Next::Retry(delay.duration(), failure),
                    Decision::GiveUp(reason) => Next::GiveUp(reason, failure),
                },
                elapsed: elapsed(),
                error,
            });
        }
        let (delay, _) = to_sleep(decision, counts.attempt())?;
        Ok(delay)
    }

    /// Whether an attempt has failed, and another was made.
    #[inline]
    #[must_use]
    pub fn is_retried(&self) -> bool {
        let progress = self.progress.as_ref();
        progress.is_some_and(|progress| progress.engine.counts().attempt() > 1)
    }

    /// Tells of a success after a failure.
    #[cold]
    #[inline(never)]
    pub fn recovered(
        &self,
        policy: &Policy,
        clock: Clock,
        site: &Site,
        on_recover: Option<Hook<'_>>,
    ) {
        let hooks = Hooks::of_recovery(on_recover);
        if hooks.hear_recoveries() {
            let counts = self.counts();
            hooks.tell(&Event {
                site: *site,
                attempt: counts.attempt(),
                failures: counts.failed_like(Failed::Delayed) - 1,
                max: policy.most_failed_like(Failed::Delayed).max(1),
                has_throttled: policy.throttled.is_some(),
                next: Next::Recovered,
                elapsed: self.elapsed(clock),
                error: None,
            });
        }
    }

    /// With the clock of a thread that may block.
    #[inline]
    pub(crate) fn blocking(&mut self) -> Timed<'_> {
        Timed {
            call: self,
            clock: Clock::System,
        }
    }
}

/// A failure as those see it who are told.
#[derive(Clone, Copy)]
pub(crate) struct Observed<'a> {
    pub(crate) error: Option<ErasedError<'a>>,
    pub(crate) site: &'a Site,
    pub(crate) hooks: Hooks<'a>,
}

/// A call, and the clock that it reads.
#[derive(Debug)]
pub struct Timed<'a> {
    pub(crate) call: &'a mut Call,
    pub(crate) clock: Clock,
}

/// A call that keeps nothing between its attempts but what it counts: it has no deadline, tells nobody, and its delays
/// do not depend on each other. A word, so that a success needs no memory for it.
#[derive(Clone, Copy, Debug)]
pub struct Counted(pub(crate) u64);

impl Counted {
    /// Decides, sleeps, and returns what to count.
    #[inline(never)]
    pub(crate) fn sleep(self, policy: &Policy, failure: Classification) -> Result<Failed, GaveUp> {
        let counts = Counts::from_word(self.0);
        let mut engine = Engine::at(counts);
        let decision = engine.decide_without_deadline(policy, failure, || true, &mut ThreadRandom);
        let (delay, failed) = to_sleep(allowed(decision), counts.attempt())?;
        sleep_blocking(delay);
        Ok(failed)
    }
}

/// The decision, unless a test has turned retries off.
#[inline]
fn allowed(decision: Decision) -> Decision {
    #[cfg(feature = "test-util")]
    if let (Decision::Retry(..), true) = (decision, crate::testing::retries_are_off()) {
        return Decision::GiveUp(crate::event::Reason::Exhausted);
    }
    decision
}

/// What is left to sleep of the delay after the given attempt: all of it, unless a test skips delays.
#[inline]
fn to_sleep(decision: Decision, attempt: u32) -> Result<(Duration, Failed), GaveUp> {
    match decision {
        Decision::GiveUp(reason) => Err(GaveUp::new(attempt, reason)),
        Decision::Retry(delay, failed) => {
            let delay = delay.duration();
            #[cfg(feature = "test-util")]
            let delay = crate::testing::record(delay);
            Ok((delay, failed))
        }
    }
}
