//! The loop without the attribute: `POLICY.run(...)` and `POLICY.run_blocking(...)`, on the same engine.

use crate::attempts::{Alone, Asked, attempts_blocking};
use crate::classify::{Classification, Classify};
use crate::policy::Policy;

impl Policy {
    /// Calls `operation` until it succeeds or the policy gives up. It blocks the thread between attempts.
    ///
    /// `timeout` has no effect, because a running thread cannot be interrupted. `deadline` is checked between attempts.
    ///
    /// # Errors
    ///
    /// Returns the last error, untouched.
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
        attempts_blocking(self, Alone, &Asked::of(), operation)
    }

    /// Like [`run_blocking`](Self::run_blocking), but `classify` says what an error means. Use it for error types that
    /// do not implement [`Classify`].
    ///
    /// # Errors
    ///
    /// Returns the last error, untouched.
    pub fn run_blocking_with<T, E>(
        &self,
        classify: impl Fn(&E) -> Classification,
        operation: impl FnMut() -> Result<T, E>,
    ) -> Result<T, E> {
        attempts_blocking(self, Alone, &Asked::by(classify), operation)
    }
}

#[cfg(feature = "tokio")]
mod tokio {
    use std::future::Future;

    use super::{Alone, Asked, Classification, Classify, Policy};
    use crate::attempts::attempts;

    impl Policy {
        /// Calls `operation` and awaits its future, until it succeeds or the policy gives up.
        ///
        /// `timeout` and `deadline` cut a running attempt if [`Classify::from_timed_out`] has an error for it.
        /// Otherwise `timeout` has no effect and `deadline` is checked between attempts.
        ///
        /// # Errors
        ///
        /// Returns the last error, untouched.
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
            attempts(self, Alone, &Asked::of(), E::from_timed_out(), operation).await
        }

        /// Like [`run`](Self::run), but `classify` says what an error means. Use it for error types that do not
        /// implement [`Classify`]. `timeout` and `deadline` do not cut a running attempt.
        ///
        /// # Errors
        ///
        /// Returns the last error, untouched.
        #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
        pub async fn run_with<T, E, F>(
            &self,
            classify: impl Fn(&E) -> Classification,
            operation: impl FnMut() -> F,
        ) -> Result<T, E>
        where
            F: Future<Output = Result<T, E>>,
        {
            attempts(self, Alone, &Asked::by(classify), None, operation).await
        }
    }
}
