//! The loop without the attribute: `POLICY.run(...)` and `POLICY.run_blocking(...)`, on the same engine.

use crate::call::Call;
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

/// What events show of an error that is bound to nothing but `Classify`.
pub(crate) fn erased(error: AsError<'_>) -> ErasedError<'_> {
    ErasedError {
        chain: error,
        ..ErasedError::default()
    }
}

impl Policy {
    /// Calls `operation` until it succeeds or the policy gives up, and blocks the thread between attempts.
    ///
    /// `timeout` has no effect, as a running thread cannot be interrupted; `deadline` holds between attempts.
    ///
    /// # Errors
    ///
    /// The last error, untouched.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::{Backoff, Policy};
    ///
    /// let mut attempts = 0;
    /// let answer = Policy::new().backoff(Backoff::None).run_blocking(|| {
    ///     attempts += 1;
    ///     if attempts < 3 { Err("busy") } else { Ok(attempts) }
    /// });
    /// assert_eq!(answer, Ok(3));
    /// ```
    pub fn run_blocking<T, E>(&self, operation: impl FnMut() -> Result<T, E>) -> Result<T, E>
    where
        E: Classify,
    {
        self.attempts_blocking(E::classify, E::as_error, E::gave_up, operation)
    }

    /// As [`run_blocking`](Self::run_blocking), with the classification beside the call: for an error type that
    /// does not implement [`Classify`].
    ///
    /// # Errors
    ///
    /// The last error, untouched.
    pub fn run_blocking_with<T, E>(
        &self,
        classify: impl Fn(&E) -> Classification,
        operation: impl FnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        self.attempts_blocking(classify, |_| None, |_, _| (), operation)
    }

    fn attempts_blocking<T, E>(
        &self,
        classify: impl Fn(&E) -> Classification,
        as_error: impl Fn(&E) -> AsError<'_>,
        tell: impl Fn(&E, GaveUp),
        mut operation: impl FnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        let clock = Clock::System;
        let mut call = if self.has_deadline() {
            Call::timed(clock)
        } else {
            Call::new()
        };
        loop {
            let result = operation();
            let Err(error) = &result else {
                if call.is_retried() {
                    call.recovered(self, clock, SITE, None);
                }
                return result;
            };
            let (failure, erased) = (classify(error), Some(erased(as_error(error))));
            match call.next_delay_observed(self, failure, clock, erased, SITE, Hooks::NONE) {
                Ok(delay) => sleep::sleep_blocking(delay),
                Err(gave_up) => {
                    tell(error, gave_up);
                    return result;
                }
            }
        }
    }
}

#[cfg(feature = "tokio")]
mod tokio {
    use std::future::Future;

    use super::{
        AsError, Call, Classification, Classify, Clock, GaveUp, Hooks, Policy, SITE, erased, sleep,
    };
    use crate::private::Attempted;
    use crate::timeout::{Cut, Limited, TimedOut};

    impl Policy {
        /// Calls `operation` and awaits what it returns until that succeeds or the policy gives up.
        ///
        /// `timeout` and `deadline` cut a running attempt if [`Classify::from_timed_out`] has an error for it; else
        /// they hold between attempts only.
        ///
        /// # Errors
        ///
        /// The last error, untouched.
        ///
        /// # Example
        ///
        /// ```
        /// use retry_attr::{Jitter, Policy};
        ///
        /// const POLICY: Policy = Policy::new().max(5).jitter(Jitter::Full);
        ///
        /// # #[tokio::main(flavor = "current_thread")] async fn main() {
        /// let answer = POLICY.run(|| async { Ok::<_, std::io::Error>(42) }).await;
        /// assert_eq!(answer.unwrap(), 42);
        /// # }
        /// ```
        #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
        pub async fn run<T, E, F>(&self, operation: impl FnMut() -> F) -> Result<T, E>
        where
            E: Classify,
            F: Future<Output = Result<T, E>>,
        {
            self.attempts(
                E::classify,
                E::as_error,
                E::gave_up,
                E::from_timed_out(),
                operation,
            )
            .await
        }

        /// As [`run`](Self::run), with the classification beside the call: for an error type that does not
        /// implement [`Classify`]. `timeout` and `deadline` do not cut a running attempt.
        ///
        /// # Errors
        ///
        /// The last error, untouched.
        #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
        pub async fn run_with<T, E, F>(
            &self,
            classify: impl Fn(&E) -> Classification,
            operation: impl FnMut() -> F,
        ) -> Result<T, E>
        where
            F: Future<Output = Result<T, E>>,
        {
            self.attempts(classify, |_| None, |_, _| (), None, operation)
                .await
        }

        async fn attempts<T, E, F>(
            &self,
            classify: impl Fn(&E) -> Classification,
            as_error: impl Fn(&E) -> AsError<'_>,
            tell: impl Fn(&E, GaveUp),
            timed_out: Option<fn(TimedOut) -> E>,
            mut operation: impl FnMut() -> F,
        ) -> Result<T, E>
        where
            F: Future<Output = Result<T, E>>,
        {
            let clock = Clock::ASYNC;
            let mut call = Call::timed_if_limited(self, clock);
            loop {
                let delay = {
                    // A limit only where there is an error for the attempt that it cuts.
                    let (limit, timed_out) = timed_out
                        .and_then(|timed_out| Some((call.limit(self, clock)?, timed_out)))
                        .unzip();
                    let output = Limited::new(operation(), limit.map(sleep::sleep)).await;
                    let (result, failure) = match (output, timed_out) {
                        (Attempted::Ended(result), _) => {
                            let Err(error) = &result else {
                                if call.is_retried() {
                                    call.recovered(self, clock, SITE, None);
                                }
                                return result;
                            };
                            let failure = classify(error);
                            (result, failure)
                        }
                        (Attempted::Cut(Cut), Some(timed_out)) => {
                            let cut = Err(timed_out(call.timed_out(self, clock)));
                            (cut, Classification::Transient)
                        }
                        (Attempted::Cut(Cut), None) => {
                            unreachable!("nothing cuts an attempt without a limit")
                        }
                    };
                    let erased = result.as_ref().err().map(|error| erased(as_error(error)));
                    match call.next_delay_observed(self, failure, clock, erased, SITE, Hooks::NONE)
                    {
                        Ok(delay) => delay,
                        Err(gave_up) => {
                            if let Err(error) = &result {
                                tell(error, gave_up);
                            }
                            return result;
                        }
                    }
                };
                if !delay.is_zero() {
                    sleep::sleep(delay).await;
                }
            }
        }
    }
}
