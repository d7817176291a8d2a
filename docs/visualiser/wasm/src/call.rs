//! One call of a function with the attribute, whose attempts all fail.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use retry_attr::{Classification, Classify, GaveUp, Policy, Reason, TimedOut, retry};

use crate::json::{Json, Object};
use crate::time;

/// After so many the picture says no more.
const MOST: usize = 200;

/// How every attempt goes.
#[derive(Clone, Copy)]
pub(crate) struct Scenario {
    pub(crate) takes: Duration,
    pub(crate) failure: Classification,
}

/// What the function returns.
struct Failure {
    means: Classification,
    reason: Cell<Option<Reason>>,
}

impl Failure {
    fn of(means: Classification) -> Self {
        let reason = Cell::new(None);
        Self { means, reason }
    }
}

impl Classify for Failure {
    fn classify(&self) -> Classification {
        self.means
    }

    fn gave_up(&self, gave_up: GaveUp) {
        self.reason.set(Some(gave_up.reason()));
    }
}

impl From<TimedOut> for Failure {
    fn from(_: TimedOut) -> Self {
        Self::of(Classification::Transient)
    }
}

#[derive(Clone)]
struct Attempt {
    starts: Duration,
    ends: Duration,
    is_cut: bool,
}

impl Json for Attempt {
    fn write(&self, out: &mut String) {
        Object::new()
            .field("starts", &self.starts)
            .field("ends", &self.ends)
            .field("cut", &self.is_cut)
            .write(out);
    }
}

#[derive(Default)]
struct Log {
    attempts: RefCell<Vec<Attempt>>,
    reason: Cell<Option<Reason>>,
}

/// An attempt that ends when it is dropped, answered or not.
struct UnderWay<'a>(&'a Log);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if let Some(attempt) = self.0.attempts.borrow_mut().last_mut() {
            attempt.ends = time::now();
        }
    }
}

impl Log {
    fn starts(&self) -> UnderWay<'_> {
        let starts = time::now();
        let (ends, is_cut) = (starts, true);
        let attempt = Attempt {
            starts,
            ends,
            is_cut,
        };
        self.attempts.borrow_mut().push(attempt);
        UnderWay(self)
    }

    fn answered(&self) {
        if let Some(attempt) = self.attempts.borrow_mut().last_mut() {
            attempt.is_cut = false;
        }
    }
}

#[retry(policy = policy, sleep = time::sleep)]
async fn ask(policy: Policy, scenario: Scenario, log: &Log) -> Result<(), Failure> {
    // A call that goes on for long is not over: nothing wakes it up.
    if log.attempts.borrow().len() == MOST {
        return std::future::pending().await;
    }
    let _under_way = log.starts();
    time::sleep(scenario.takes).await;
    log.answered();
    Err(Failure::of(scenario.failure))
}

/// Makes one call.
pub(crate) fn call(policy: Policy, scenario: Scenario) -> Object {
    let log = Rc::new(Log::default());
    let of_call = log.clone();
    let call = async move {
        if let Err(failure) = ask(policy, scenario, &of_call).await {
            of_call.reason.set(failure.reason.get());
        }
    };
    time::run(call, u32::MAX);
    Object::new()
        .field("attempts", &log.attempts.borrow().clone())
        .field("reason", &log.reason.get().map(Reason::as_str))
}
