//! A wait beside what says what an error means.

use std::time::Duration;

use super::Classification;

impl Classification {
    /// The same failure, but not to be retried before `wait`, if there is one. Use it for clients whose errors have a
    /// field for the server's delay and only a text for the rest.
    ///
    /// A failure that is worth a retry becomes [throttled](Self::throttled). A permanent one stays permanent. A wait of
    /// zero counts as none.
    ///
    /// # Example
    ///
    /// ```
    /// use std::time::Duration;
    /// use retry_attr::{Classification, classify};
    ///
    /// let wait = Some(Duration::from_secs(2));
    /// let limited = classify::by_text("API error (429 Too Many Requests): slow down");
    /// assert_eq!(limited.after(wait), Classification::throttled(wait));
    /// assert_eq!(Classification::permanent().after(wait), Classification::permanent());
    /// assert_eq!(Classification::transient().after(None), Classification::transient());
    /// ```
    #[must_use]
    pub const fn after(self, wait: Option<Duration>) -> Self {
        match wait {
            Some(named) if !named.is_zero() && self.is_retryable() => Self::throttled(wait),
            _ => self,
        }
    }
}
