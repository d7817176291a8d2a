//! Which policy the options stand for, and whether it is sound.

use std::ops::Deref;
use std::time::Duration;

use crate::backoff::Backoff;
use crate::jitter::Jitter;
use crate::policy::Policy;

/// A policy that is sound whichever one option is set to a sound value.
pub const NEUTRAL: Policy = Policy::new()
    .max(1)
    .base(Duration::from_nanos(1))
    .cap(Duration::MAX);

/// The builder for literals, in nanoseconds: a call less for the compiler to check in every function.
impl Policy {
    #[doc(hidden)]
    pub const fn __base(self, nanos: u64) -> Self {
        self.base(Duration::from_nanos(nanos))
    }

    #[doc(hidden)]
    pub const fn __cap(self, nanos: u64) -> Self {
        self.cap(Duration::from_nanos(nanos))
    }

    #[doc(hidden)]
    pub const fn __timeout(self, nanos: u64) -> Self {
        self.timeout(Duration::from_nanos(nanos))
    }

    #[doc(hidden)]
    pub const fn __deadline(self, nanos: u64) -> Self {
        self.deadline(Duration::from_nanos(nanos))
    }
}

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

/// What `policy = expression` takes: a policy, or what leads to one by `Deref`, such as a reference, an `Arc`, or a guard.
#[diagnostic::on_unimplemented(
    message = "`policy` takes a `retry_attr::Policy`, but this is a `{Self}`",
    label = "not a policy"
)]
pub trait PolicySource {
    fn policy(&self) -> Policy;
}

#[diagnostic::do_not_recommend]
impl PolicySource for Policy {
    #[inline]
    fn policy(&self) -> Policy {
        *self
    }
}

#[diagnostic::do_not_recommend]
impl<T: Deref<Target: PolicySource> + ?Sized> PolicySource for T {
    #[inline]
    fn policy(&self) -> Policy {
        (**self).policy()
    }
}

/// By reference, so that a field need not be moved out of its owner.
#[inline]
pub fn policy(source: &(impl PolicySource + ?Sized)) -> Policy {
    source.policy()
}

#[must_use]
pub const fn is_valid(policy: Policy) -> bool {
    policy.validate().is_ok()
}

/// The policy of an async function. Its rules are checked unless a value is invalid, which is reported already.
#[track_caller]
pub const fn checked(policy: Policy, values_are_valid: bool) -> Policy {
    if values_are_valid {
        policy.expect_valid()
    } else {
        policy
    }
}

/// [`checked`], of a sync function.
#[track_caller]
pub const fn checked_blocking(policy: Policy, values_are_valid: bool) -> Policy {
    assert!(
        !policy.has_timeout(),
        "the policy has a `timeout`, which needs an `async fn`: a running thread cannot be interrupted; set the timeout \
         on the client instead, and add `cut = false` here"
    );
    checked(policy, values_are_valid)
}

/// `factor` beside a backoff that is a constant.
#[track_caller]
pub const fn exponential_factor(policy: Policy, growth: f64) -> Policy {
    assert!(
        matches!(policy.backoff, Backoff::Exponential),
        "`factor` has no effect unless the backoff is exponential; remove it"
    );
    policy.factor(growth)
}

/// Whether attempts are cut, by `timeout` or by `deadline`.
#[must_use]
pub const fn cuts_attempts(policy: &Policy) -> bool {
    policy.cuts_attempts()
}
