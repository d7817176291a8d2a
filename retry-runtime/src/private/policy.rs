//! Which policy the options stand for.

use std::borrow::Borrow;
use std::time::Duration;

use crate::jitter::Jitter;
use crate::policy::Policy;

/// A policy that is sound whichever one option is set to a sound value.
pub const NEUTRAL: Policy = Policy::new()
    .max(1)
    .base(Duration::from_nanos(1))
    .cap(Duration::MAX);

/// What `jitter = CONSTANT` takes: a `Jitter`, or a proportion.
pub struct JitterFrom<T>(pub T);

impl JitterFrom<Jitter> {
    pub const fn jitter(self) -> Jitter {
        self.0
    }
}

impl JitterFrom<f64> {
    pub const fn jitter(self) -> Jitter {
        Jitter::Proportion(self.0)
    }
}

/// What `policy = expression` takes: a policy, or what lends one.
#[diagnostic::on_unimplemented(
    message = "`policy` takes a `retry_attr::Policy`, and this is a `{Self}`",
    label = "not a policy"
)]
pub trait PolicySource {
    fn policy(&self) -> Policy;
}

#[diagnostic::do_not_recommend]
impl<T: Borrow<Policy>> PolicySource for T {
    #[inline]
    fn policy(&self) -> Policy {
        *self.borrow()
    }
}

#[inline]
pub fn policy(source: impl PolicySource) -> Policy {
    source.policy()
}
