//! What the body is told about the attempt it makes, with `attempt = name`.

use std::time::Duration;

use crate::idempotency::{CallNumber, IdempotencyKey};
use crate::sleep::{Clock, Moment};

/// The attempt under way: what `attempt = name` binds in the body.
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

    /// The policy's `max`: the attempts there are in total, the first included.
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.max
    }

    /// Whether this is the first attempt.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        self.number == 1
    }

    /// Whether no attempt follows this one, however it ends.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        self.number >= self.max
    }

    /// A key that all attempts of this call share and no other call has, in this process or another.
    ///
    /// With it a server that knows such keys carries out once what it was sent twice: an attempt that timed out may
    /// have arrived. It is made when it is asked for.
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

    /// How long the call may still take; `None` without a `deadline`.
    ///
    /// What to hand to a client as the timeout of its request.
    #[must_use]
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline
            .map(|deadline| deadline.saturating_sub(self.elapsed()))
    }
}
