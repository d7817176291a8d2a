//! The loops behind `Policy::run` and `Policy::run_blocking`, of calls alone and of calls that share an upstream.

use std::time::Duration;

use crate::call::{Call, Observed};
use crate::classify::{Classification, Classify};
use crate::event::ErasedError;
use crate::give_up::GaveUp;
use crate::hooks::Hooks;
use crate::policy::Policy;
use crate::private::AsError;
use crate::site::Site;
use crate::sleep::{self, Clock};

/// What events say of calls without the attribute.
pub(crate) const SITE: &Site = &Site::new("run", "retry_attr");

/// What is asked of an error, and told to it.
pub(crate) struct Asked<E, C> {
    classify: C,
    as_error: fn(&E) -> AsError<'_>,
    gave_up: fn(&E, GaveUp),
}

impl<E: Classify> Asked<E, fn(&E) -> Classification> {
    /// What its type says.
    pub(crate) fn of() -> Self {
        Self {
            classify: E::classify,
            as_error: E::as_error,
            gave_up: E::gave_up,
        }
    }
}

impl<E, C: Fn(&E) -> Classification> Asked<E, C> {
    /// What is said beside the call, as its type may say nothing.
    pub(crate) fn by(classify: C) -> Self {
        Self {
            classify,
            as_error: |_| None,
            gave_up: |_, _| (),
        }
    }

    /// How long to sleep after a failed attempt.
    fn next_delay(
        &self,
        error: &E,
        failure: Classification,
        call: &mut Call,
        turns: &mut impl Turns,
        policy: &Policy,
        clock: Clock,
    ) -> Option<Duration> {
        let error_shown = ErasedError {
            chain: (self.as_error)(error),
            ..ErasedError::default()
        };
        let observed = Observed {
            error: Some(error_shown),
            site: SITE,
            hooks: Hooks::NONE,
        };
        turns
            .next_delay(call, policy, failure, clock, observed)
            .inspect_err(|gave_up| (self.gave_up)(error, *gave_up))
            .ok()
    }
}

/// What a call shares with others.
pub(crate) trait Turns {
    /// How long to sleep before asking again whether it is the attempt's turn; `None` if it is.
    fn wait(&mut self, call: &Call, policy: &Policy, clock: Clock) -> Option<Duration>;

    /// An attempt succeeded.
    fn answer(&mut self, clock: Clock);

    /// How long to sleep after a failed attempt.
    fn next_delay(
        &mut self,
        call: &mut Call,
        policy: &Policy,
        failure: Classification,
        clock: Clock,
        observed: Observed<'_>,
    ) -> Result<Duration, GaveUp>;
}

/// Nothing.
pub(crate) struct Alone;

impl Turns for Alone {
    fn wait(&mut self, _: &Call, _: &Policy, _: Clock) -> Option<Duration> {
        None
    }

    fn answer(&mut self, _: Clock) {}

    fn next_delay(
        &mut self,
        call: &mut Call,
        policy: &Policy,
        failure: Classification,
        clock: Clock,
        Observed { error, site, hooks }: Observed<'_>,
    ) -> Result<Duration, GaveUp> {
        call.next_delay_observed(policy, failure, clock, error, site, hooks)
    }
}

/// An attempt succeeded.
fn succeeded(call: &Call, turns: &mut impl Turns, policy: &Policy, clock: Clock) {
    turns.answer(clock);
    if call.is_retried() {
        call.recovered(policy, clock, SITE, None);
    }
}

pub(crate) fn attempts_blocking<T, E>(
    policy: &Policy,
    mut turns: impl Turns,
    asked: &Asked<E, impl Fn(&E) -> Classification>,
    mut operation: impl FnMut() -> Result<T, E>,
) -> Result<T, E> {
    let clock = Clock::System;
    let mut call = if policy.has_deadline() {
        Call::timed(clock)
    } else {
        Call::new()
    };
    loop {
        while let Some(wait) = turns.wait(&call, policy, clock) {
            sleep::sleep_blocking(wait);
        }
        let result = operation();
        let Err(error) = &result else {
            succeeded(&call, &mut turns, policy, clock);
            return result;
        };
        let failure = (asked.classify)(error);
        match asked.next_delay(error, failure, &mut call, &mut turns, policy, clock) {
            Some(delay) => sleep::sleep_blocking(delay),
            None => return result,
        }
    }
}

#[cfg(feature = "tokio")]
pub(crate) use self::tokio::attempts;

#[cfg(feature = "tokio")]
mod tokio {
    use std::future::Future;

    use super::{Asked, Call, Classification, Clock, Policy, Turns, succeeded};
    use crate::host;
    use crate::private::Attempted;
    use crate::timeout::{Cut, Limited, TimedOut};

    /// Attempts are cut only if `timed_out` makes an error for it.
    pub(crate) async fn attempts<T, E, F>(
        policy: &Policy,
        mut turns: impl Turns,
        asked: &Asked<E, impl Fn(&E) -> Classification>,
        timed_out: Option<fn(TimedOut) -> E>,
        mut operation: impl FnMut() -> F,
    ) -> Result<T, E>
    where
        F: Future<Output = Result<T, E>>,
    {
        let clock = Clock::ASYNC;
        let mut call = Call::timed_if_limited(policy, clock);
        loop {
            while let Some(wait) = turns.wait(&call, policy, clock) {
                host::sleep(wait).await;
            }
            let delay = {
                // A limit only where there is an error for the attempt that it cuts.
                let (limit, timed_out) = timed_out
                    .and_then(|timed_out| Some((call.limit(policy, clock)?, timed_out)))
                    .unzip();
                let output = Limited::new(operation(), limit.map(host::sleep)).await;
                let (error, failure) = match (output, timed_out) {
                    (Attempted::Ended(Ok(value)), _) => {
                        succeeded(&call, &mut turns, policy, clock);
                        return Ok(value);
                    }
                    (Attempted::Ended(Err(error)), _) => {
                        let failure = (asked.classify)(&error);
                        (error, failure)
                    }
                    (Attempted::Cut(Cut), Some(timed_out)) => {
                        let error = timed_out(call.timed_out(policy, clock));
                        (error, Classification::Transient)
                    }
                    (Attempted::Cut(Cut), None) => {
                        unreachable!("nothing cuts an attempt without a limit")
                    }
                };
                match asked.next_delay(&error, failure, &mut call, &mut turns, policy, clock) {
                    Some(delay) => delay,
                    None => return Err(error),
                }
            };
            if !delay.is_zero() {
                host::sleep(delay).await;
            }
        }
    }
}
