//! What follows a failed attempt: another one after a delay, or the failed result given back.
//!
//! The result comes and goes by value if it fits in registers, as code that keeps it beside a call pays for that on
//! success too; and by reference if it lies in memory, where it then stays. Both ways are out of line and generic only
//! over types, so that all functions that fail alike share them. They are not `#[cold]`, which would move the success
//! of a small function off its straight path.

use std::time::Duration;

use super::{Classifier, Failure, Shower, failure};
use crate::call::{Call, Site, delay_after};
use crate::event::Hooks;
use crate::outcome::Outcome;
use crate::sleep::{Clock, sleep_blocking};

/// The attempt under way, of a call that keeps nothing else between its attempts. By value, so that a success needs no
/// memory for it.
#[derive(Clone, Copy)]
pub struct Count(u64);

impl Count {
    pub const FIRST: Self = Self(1);

    #[inline]
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    fn get(self) -> u32 {
        u32::try_from(self.0).unwrap_or(u32::MAX)
    }
}

const fn fits_in_registers<R>() -> bool {
    size_of::<R>() <= 2 * size_of::<usize>()
}

/// Sleeps before the next attempt of a call that only counts.
///
/// # Errors
///
/// The failed result, if there is no other attempt.
#[inline]
pub fn retry_counted<R: Outcome>(
    failed: R,
    count: Count,
    site: &Site<'_>,
    classifier: impl Classifier<R::Error>,
) -> Result<(), R> {
    #[inline]
    fn sleeps<E>(
        failure: Failure<'_, E>,
        count: Count,
        site: &Site<'_>,
        classifier: impl Classifier<E>,
    ) -> Option<()> {
        let classification = failure.classify(classifier);
        delay_after(count.get(), site.policy, classification).map(sleep_blocking)
    }

    #[inline(never)]
    fn by_value<R: Outcome>(
        failed: R,
        count: Count,
        site: &Site<'_>,
        classifier: impl Classifier<R::Error>,
    ) -> Result<(), R> {
        sleeps(failure(&failed), count, site, classifier).ok_or(failed)
    }

    #[inline(never)]
    fn by_reference<E>(
        failure: Failure<'_, E>,
        count: Count,
        site: &Site<'_>,
        classifier: impl Classifier<E>,
    ) -> Option<()> {
        sleeps(failure, count, site, classifier)
    }

    if fits_in_registers::<R>() {
        by_value(failed, count, site, classifier)
    } else {
        by_reference(failure(&failed), count, site, classifier).ok_or(failed)
    }
}

/// Sleeps before the next attempt, on a thread that may block.
///
/// # Errors
///
/// The failed result, if there is no other attempt.
#[inline]
pub fn retry_blocking<R: Outcome>(
    failed: R,
    call: &mut Call,
    site: &Site<'_>,
    classifier: impl Classifier<R::Error>,
) -> Result<(), R> {
    next_delay(failed, call, site, classifier, Clock::System).map(sleep_blocking)
}

/// How long to sleep before the next attempt.
///
/// # Errors
///
/// The failed result, if there is no other attempt.
#[inline]
pub fn next_delay<R: Outcome>(
    failed: R,
    call: &mut Call,
    site: &Site<'_>,
    classifier: impl Classifier<R::Error>,
    clock: Clock,
) -> Result<Duration, R> {
    #[inline]
    fn delay<E>(
        failure: Failure<'_, E>,
        call: &mut Call,
        site: &Site<'_>,
        classifier: impl Classifier<E>,
        clock: Clock,
    ) -> Option<Duration> {
        let classification = failure.classify(classifier);
        call.delay(site.policy, classification, clock)
    }

    #[inline(never)]
    fn by_value<R: Outcome>(
        failed: R,
        call: &mut Call,
        site: &Site<'_>,
        classifier: impl Classifier<R::Error>,
        clock: Clock,
    ) -> Result<Duration, R> {
        delay(failure(&failed), call, site, classifier, clock).ok_or(failed)
    }

    #[inline(never)]
    fn by_reference<E>(
        failure: Failure<'_, E>,
        call: &mut Call,
        site: &Site<'_>,
        classifier: impl Classifier<E>,
        clock: Clock,
    ) -> Option<Duration> {
        delay(failure, call, site, classifier, clock)
    }

    if fits_in_registers::<R>() {
        by_value(failed, call, site, classifier, clock)
    } else {
        by_reference(failure(&failed), call, site, classifier, clock).ok_or(failed)
    }
}

/// [`next_delay`], with somebody to tell.
///
/// # Errors
///
/// The failed result, if there is no other attempt.
#[inline]
pub fn observed_delay<R: Outcome>(
    failed: R,
    call: &mut Call,
    site: &Site<'_>,
    classifier: impl Classifier<R::Error>,
    clock: Clock,
    shower: impl Shower<R::Error>,
    hooks: Hooks<'_>,
) -> Result<Duration, R> {
    #[inline(never)]
    fn delay<E>(
        failure: Failure<'_, E>,
        call: &mut Call,
        site: &Site<'_>,
        classifier: impl Classifier<E>,
        clock: Clock,
        shower: impl Shower<E>,
        hooks: Hooks<'_>,
    ) -> Option<Duration> {
        let classification = failure.classify(classifier);
        let error = failure.error.map(|error| shower.show(error));
        call.decide(site, classification, error, hooks, clock)
    }

    delay(
        failure(&failed),
        call,
        site,
        classifier,
        clock,
        shower,
        hooks,
    )
    .ok_or(failed)
}
