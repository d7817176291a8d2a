//! The loop without the attribute, of calls that share an upstream.

use std::time::Duration;

use super::{Pass, Upstream};
use crate::attempts::{Asked, SITE, Turns, attempts_blocking};
use crate::call::{Call, Observed};
use crate::classify::{Classification, Classify};
use crate::give_up::GaveUp;
use crate::policy::Policy;
use crate::sleep::Clock;

/// A policy for calls that share an upstream; returned by [`Policy::upstream`].
#[derive(Clone, Copy, Debug)]
pub struct WithUpstream<'a> {
    policy: &'a Policy,
    upstream: &'a Upstream,
}

impl Policy {
    /// Makes calls with this policy share an upstream.
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

/// A call that shares an upstream.
struct Sharing<'a> {
    upstream: &'a Upstream,
    pass: Pass,
}

impl<'a> Sharing<'a> {
    const fn of(upstream: &'a Upstream) -> Self {
        Self {
            upstream,
            pass: Pass::NEW,
        }
    }
}

impl Turns for Sharing<'_> {
    fn wait(&mut self, call: &Call, policy: &Policy, clock: Clock) -> Option<Duration> {
        let Self { upstream, pass } = self;
        if upstream.is_calm() {
            return None;
        }
        pass.wait(upstream, call, policy, clock, SITE)
    }

    fn answer(&mut self, clock: Clock) {
        if !self.upstream.is_calm() {
            self.pass.answer(self.upstream, clock);
        }
    }

    fn next_delay(
        &mut self,
        call: &mut Call,
        policy: &Policy,
        failure: Classification,
        clock: Clock,
        observed: Observed<'_>,
    ) -> Result<Duration, GaveUp> {
        let Self { upstream, pass } = self;
        call.next_delay_sharing(upstream, pass, policy, failure, clock, observed)
    }
}

impl Drop for Sharing<'_> {
    fn drop(&mut self) {
        self.pass.leave(self.upstream);
    }
}

impl WithUpstream<'_> {
    /// Like [`Policy::run_blocking`].
    ///
    /// # Errors
    ///
    /// Returns the last error, untouched.
    pub fn run_blocking<T, E>(self, operation: impl FnMut() -> Result<T, E>) -> Result<T, E>
    where
        E: Classify,
    {
        let sharing = Sharing::of(self.upstream);
        attempts_blocking(self.policy, sharing, &Asked::of(), operation)
    }

    /// Like [`Policy::run_blocking_with`].
    ///
    /// # Errors
    ///
    /// Returns the last error, untouched.
    pub fn run_blocking_with<T, E>(
        self,
        classify: impl Fn(&E) -> Classification,
        operation: impl FnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        let sharing = Sharing::of(self.upstream);
        attempts_blocking(self.policy, sharing, &Asked::by(classify), operation)
    }
}

#[cfg(feature = "tokio")]
mod tokio {
    use std::future::Future;

    use super::{Asked, Classification, Classify, Sharing, WithUpstream};
    use crate::attempts::attempts;

    impl WithUpstream<'_> {
        /// Like [`Policy::run`](crate::Policy::run).
        ///
        /// # Errors
        ///
        /// Returns the last error, untouched.
        #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
        pub async fn run<T, E, F>(self, operation: impl FnMut() -> F) -> Result<T, E>
        where
            E: Classify,
            F: Future<Output = Result<T, E>>,
        {
            let sharing = Sharing::of(self.upstream);
            attempts(
                self.policy,
                sharing,
                &Asked::of(),
                E::from_timed_out(),
                operation,
            )
            .await
        }

        /// Like [`Policy::run_with`](crate::Policy::run_with).
        ///
        /// # Errors
        ///
        /// Returns the last error, untouched.
        #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
        pub async fn run_with<T, E, F>(
            self,
            classify: impl Fn(&E) -> Classification,
            operation: impl FnMut() -> F,
        ) -> Result<T, E>
        where
            F: Future<Output = Result<T, E>>,
        {
            let sharing = Sharing::of(self.upstream);
            attempts(self.policy, sharing, &Asked::by(classify), None, operation).await
        }
    }
}
