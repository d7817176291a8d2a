//! What the runtime has around an upstream, no larger than it needs.

/// Calls without a deadline.
pub(crate) mod call {
    use std::time::Duration;

    pub(crate) struct Call;

    impl Call {
        pub(crate) fn remaining(
            &self,
            _: &super::policy::Policy,
            _: super::sleep::Clock,
        ) -> Option<Duration> {
            None
        }
    }
}

pub(crate) mod classify {
    use std::time::Duration;

    #[derive(Clone, Copy, Debug, PartialEq)]
    pub(crate) enum Classification {
        Transient,
        Throttled(Option<Duration>),
    }

    impl Classification {
        pub(crate) const fn is_throttled(self) -> bool {
            matches!(self, Self::Throttled(_))
        }
    }
}

pub(crate) mod engine {
    #[derive(Clone, Copy)]
    pub(crate) enum Decision {
        Retry,
        GiveUp(super::event::Reason),
    }
}

pub(crate) mod event {
    #[derive(Clone, Copy)]
    pub(crate) enum Reason {
        Budget,
        Deadline,
        RetryAfterTooLong,
    }
}

pub(crate) mod nanos {
    use std::time::Duration;

    #[derive(Clone, Copy)]
    pub(crate) struct Nanos(pub(crate) Duration);

    impl Nanos {
        pub(crate) fn duration(self) -> Duration {
            self.0
        }
    }
}

/// One that believes any wait.
pub(crate) mod policy {
    use super::classify::Classification;
    use super::nanos::Nanos;

    pub(crate) struct Policy {
        pub(crate) retry_after: Option<Nanos>,
    }

    impl Policy {
        pub(crate) fn delay_named_by(&self, failure: Classification) -> Option<Nanos> {
            match failure {
                Classification::Throttled(named) => named.map(Nanos),
                Classification::Transient => None,
            }
        }
    }
}

pub(crate) mod site {
    pub(crate) struct Site;
}

/// A clock that jumps to the end of each wait.
pub(crate) mod sleep {
    use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
    use std::time::Duration;

    /// In microseconds.
    static NOW: AtomicU64 = AtomicU64::new(0);

    #[derive(Clone, Copy)]
    pub(crate) struct Clock;

    pub(crate) struct Moment(f64);

    impl Clock {
        pub(crate) fn now(self) -> Moment {
            Moment(Duration::from_micros(NOW.load(Relaxed)).as_secs_f64())
        }

        pub(crate) fn start() {
            NOW.store(0, Relaxed);
        }

        pub(crate) fn sleep(self, length: Duration) {
            let micros = u64::try_from(length.as_micros()).expect("a short wait");
            NOW.fetch_add(micros + 1, Relaxed);
            shuttle::thread::yield_now();
        }
    }

    impl Moment {
        pub(crate) fn seconds(&self) -> f64 {
            self.0
        }
    }
}
