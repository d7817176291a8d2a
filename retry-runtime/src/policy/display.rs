//! A policy in the words of the options, as it would be written in the attribute.

use std::fmt;

use super::{Policy, RetryAfter};
use crate::backoff::Backoff;
use crate::jitter::Jitter;

/// Writes every option that has an effect, in the form that the attribute takes:
///
/// ```
/// use retry_attr::{Jitter, Policy};
///
/// assert_eq!(
///     Policy::new().jitter(Jitter::Full).to_string(),
///     r#"max = 3, backoff = "exp", base = "1s", factor = 2, cap = "60s", jitter = "full", retry_after = "60s""#,
/// );
/// ```
///
/// Defaults are written too, so that readers need not know them.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_decorrelated = matches!(self.jitter, Jitter::Decorrelated);
        write!(f, "max = {}", self.max)?;
        if let Some(throttled) = self.throttled {
            write!(f, ", throttled = {throttled}")?;
        }
        match self.backoff {
            Backoff::None => f.write_str(r#", backoff = "none""#)?,
            backoff => {
                // Decorrelated jitter takes the place of the backoff.
                if !is_decorrelated {
                    write!(f, r#", backoff = "{}""#, backoff.name())?;
                }
                write!(f, r#", base = "{:?}""#, self.base)?;
                if !is_decorrelated && matches!(backoff, Backoff::Exponential) {
                    write!(f, ", factor = {}", self.factor)?;
                }
                write!(f, r#", cap = "{:?}""#, self.cap)?;
                match self.jitter {
                    Jitter::None => {}
                    Jitter::Proportion(p) => write!(f, ", jitter = {p}")?,
                    named => write!(f, r#", jitter = "{}""#, named.name())?,
                }
            }
        }
        if let Some(timeout) = self.get_timeout() {
            write!(f, r#", timeout = "{timeout:?}""#)?;
        }
        if let Some(deadline) = self.get_deadline() {
            write!(f, r#", deadline = "{deadline:?}""#)?;
        }
        match self.get_retry_after() {
            RetryAfter::Ignore => f.write_str(r#", retry_after = "ignore""#)?,
            RetryAfter::AtMost(longest) => write!(f, r#", retry_after = "{longest:?}""#)?,
        }
        if self.idempotent {
            Ok(())
        } else {
            f.write_str(", idempotent = false")
        }
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Policy({self})")
    }
}
