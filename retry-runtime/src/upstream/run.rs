//! The loop without the attribute, of calls that share an upstream.

use super::{Pass, Upstream};
use crate::call::{Call, Observed};
use crate::classify::{Classification, Classify};
use crate::give_up::GaveUp;
use crate::hooks::Hooks;
use crate::policy::Policy;
use crate::private::AsError;
use crate::run::{SITE, erased};
use crate::sleep::{self, Clock};

/// Only those are told who are told of every call.
fn observed(error: AsError<'_>) -> Observed<'_> {
    Observed {
        error: Some(erased(error)),
        site: SITE,
        hooks: Hooks::NONE,
    }
}

/// A policy for calls that share an upstream: what [`Policy::upstream`] returns.
#[derive(Clone, Copy, Debug)]
pub struct WithUpstream<'a> {
    policy: &'a Policy,
    upstream: &'a Upstream,
}

impl Policy {
    /// Has the calls that are made by it share an upstream.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::{Upstream, policies};
    ///
    /// static OPENAI: Upstream = Upstream::new("openai");
    ///
    /// let answer = policies::AI.upstream(&OPENAI).run_blocking(|| Ok::<_, std::io::Error>(42));
    /// assert_eq!(answer.unwrap(), 42);
    /// ```
    #[must_use]
    pub const fn upstream<'a>(&'a self, upstream: &'a Upstream) -> WithUpstream<'a> {
        WithUpstream {
            policy: self,
            upstream,
        }
    }
}

impl WithUpstream<'_> {
    /// As [`Policy::run_blocking`].
    ///
    /// # Errors
    ///
    /// The last error, untouched.
    pub fn run_blocking<T, E>(self, operation: impl FnMut() -> Result<T, E>) -> Result<T, E>
    where
        E: Classify,
    {
        self.attempts_blocking(E::classify, E::as_error, E::gave_up, operation)
    }

    /// As [`Policy::run_blocking_with`].
    ///
    /// # Errors
    ///
    /// The last error, untouched.
    pub fn run_blocking_with<T, E>(
        self,
        classify: impl Fn(&E) -> Classification,
        operation: impl FnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        self.attempts_blocking(classify, |_| None, |_, _| (), operation)
    }

    fn attempts_blocking<T, E>(
        self,
        classify: impl Fn(&E) -> Classification,
        as_error: impl Fn(&E) -> AsError<'_>,
        tell: impl Fn(&E, GaveUp),
        mut operation: impl FnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        let (policy, clock) = (self.policy, Clock::System);
        let mut call = if policy.has_deadline() {
            Call::timed(clock)
        } else {
            Call::new()
        };
        let mut pass = Pass::new(self.upstream);
        loop {
            while let Some(wait) = pass.wait(&call, policy, clock, SITE) {
                sleep::sleep_blocking(wait);
            }
            let result = operation();
            let Err(error) = &result else {
                pass.answer(clock);
                if call.is_retried() {
                    call.recovered(policy, clock, SITE, None);
                }
                return result;
            };
            let (failure, observed) = (classify(error), observed(as_error(error)));
            match call.next_delay_sharing(&mut pass, policy, failure, clock, observed) {
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
        AsError, Call, Classification, Classify, Clock, GaveUp, Pass, SITE, WithUpstream, observed,
        sleep,
    };
    use crate::private::Attempted;
    use crate::timeout::{Cut, Limited, TimedOut};

    impl WithUpstream<'_> {
        /// As [`Policy::run`](crate::Policy::run).
        ///
        /// # Errors
        ///
        /// The last error, untouched.
        #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
        pub async fn run<T, E, F>(self, operation: impl FnMut() -> F) -> Result<T, E>
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

        /// As [`Policy::run_with`](crate::Policy::run_with).
        ///
        /// # Errors
        ///
        /// The last error, untouched.
        #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
        pub async fn run_with<T, E, F>(
            self,
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
            self,
            classify: impl Fn(&E) -> Classification,
            as_error: impl Fn(&E) -> AsError<'_>,
            tell: impl Fn(&E, GaveUp),
            timed_out: Option<fn(TimedOut) -> E>,
            mut operation: impl FnMut() -> F,
        ) -> Result<T, E>
        where
            F: Future<Output = Result<T, E>>,
        {
            let (policy, clock) = (self.policy, Clock::ASYNC);
            let mut call = Call::timed_if_limited(policy, clock);
            let mut pass = Pass::new(self.upstream);
            loop {
                while let Some(wait) = pass.wait(&call, policy, clock, SITE) {
                    sleep::sleep(wait).await;
                }
                let delay = {
                    // A limit only where there is an error for the attempt that it cuts.
                    let (limit, timed_out) = timed_out
                        .and_then(|timed_out| Some((call.limit(policy, clock)?, timed_out)))
                        .unzip();
                    let output = Limited::new(operation(), limit.map(sleep::sleep)).await;
                    let (result, failure) = match (output, timed_out) {
                        (Attempted::Ended(result), _) => {
                            let Err(error) = &result else {
                                pass.answer(clock);
                                if call.is_retried() {
                                    call.recovered(policy, clock, SITE, None);
                                }
                                return result;
                            };
                            let failure = classify(error);
                            (result, failure)
                        }
                        (Attempted::Cut(Cut), Some(timed_out)) => {
                            let cut = Err(timed_out(call.timed_out(policy, clock)));
                            (cut, Classification::Transient)
                        }
                        (Attempted::Cut(Cut), None) => {
                            unreachable!("nothing cuts an attempt without a limit")
                        }
                    };
                    let observed = observed(result.as_ref().err().and_then(&as_error));
                    match call.next_delay_sharing(&mut pass, policy, failure, clock, observed) {
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
