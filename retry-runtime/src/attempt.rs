//! What the body is told about the attempt it makes, with `attempt = name`.

use std::time::Duration;

use crate::idempotency::{CallNumber, IdempotencyKey};
use crate::sleep::{Clock, Moment};

/// The current attempt, which `attempt = name` binds in the body.
///
/// # Example
///
/// ```
/// use retry_attr::retry;
///
/// #[retry(max = 2, backoff = "none", attempt = attempt)]
/// fn ask() -> Result<u32, String> {
///     // Providers count retries from 0 in `x-stainless-retry-count`.
///     let retry_count = attempt.retries();
///     if attempt.is_last() { Ok(retry_count) } else { Err("busy".to_string()) }
/// }
///
/// assert_eq!(ask(), Ok(1));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    pub(crate) number: u32,
    pub(crate) max: u32,
    pub(crate) call: CallNumber,
    pub(crate) started: Moment,
    pub(crate) deadline: Option<Duration>,
    pub(crate) clock: Clock,
}

impl Attempt {
    /// The number of this attempt, counted from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// How many attempts came before this one.
    #[must_use]
    pub const fn retries(&self) -> u32 {
        self.number - 1
    }

    /// How many attempts the call can make in total, including the first. It is the policy's `max`; with `throttled`, up
    /// to `throttled` - 1 more, because throttled attempts are counted separately.
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.max
    }

    /// Whether this is the first attempt.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        self.number == 1
    }

    /// Whether this is the last attempt, however it ends.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        self.number >= self.max
    }

    /// A key that all attempts of this call share. No other call has it, in this process or another.
    ///
    /// An attempt that timed out may still have reached the server. A server that supports idempotency keys then
    /// processes the request only once. The key is made when this method is called.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::retry;
    ///
    /// #[retry(backoff = "none", attempt = attempt)]
    /// fn order(keys: &mut Vec<String>) -> Result<(), String> {
    ///     keys.push(attempt.idempotency_key().to_string()); // the header `Idempotency-Key`
    ///     if attempt.is_last() { Ok(()) } else { Err("busy".to_string()) }
    /// }
    ///
    /// let mut keys = Vec::new();
    /// order(&mut keys)?;
    /// assert!(keys.iter().all(|key| *key == keys[0]));
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn idempotency_key(&self) -> IdempotencyKey {
        IdempotencyKey::new(self.call, self.started)
    }

    /// How long the call has taken so far, delays included.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.clock.now().since(self.started)
    }

    /// How much time is left until the `deadline`, or `None` if there is none.
    ///
    /// Pass it to a client as the timeout of its request.
    #[must_use]
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline
            .map(|deadline| deadline.saturating_sub(self.elapsed()))
    }
}
