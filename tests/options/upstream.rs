//! The option `upstream`: what calls to one server share.

mod budget;
mod cool_down;
mod forms;
mod order;
mod storms;
#[cfg(feature = "stream")]
mod streams;

use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Upstream, retry};
use tokio::time::Instant;

use crate::Failure;

const SECOND: Duration = Duration::from_secs(1);
const THROTTLED: Failure = Failure::Throttled(None);

const fn throttled(wait: u64) -> Failure {
    Failure::Throttled(Some(Duration::from_secs(wait)))
}

/// Fails as it is told, and then succeeds; and notes who asked, and when.
struct Server {
    failures: RefCell<Vec<Failure>>,
    asked: RefCell<Vec<(u32, Duration)>>,
    start: Instant,
}

impl Server {
    fn new(failures: impl IntoIterator<Item = Failure>) -> Self {
        let mut failures: Vec<_> = failures.into_iter().collect();
        failures.reverse();
        Self {
            failures: failures.into(),
            asked: RefCell::default(),
            start: Instant::now(),
        }
    }

    fn ask(&self, caller: u32) -> Result<(), Failure> {
        let asked = (caller, self.start.elapsed());
        self.asked.borrow_mut().push(asked);
        self.failures.borrow_mut().pop().map_or(Ok(()), Err)
    }

    fn callers(&self) -> Vec<u32> {
        self.asked
            .borrow()
            .iter()
            .map(|(caller, _)| *caller)
            .collect()
    }

    fn times(&self) -> Vec<Duration> {
        self.asked.borrow().iter().map(|(_, at)| *at).collect()
    }
}

#[retry(backoff = "fixed", upstream = upstream)]
async fn ask(server: &Server, upstream: &Upstream, caller: u32) -> Result<(), Failure> {
    server.ask(caller)
}

/// Lets so many ask at the same time, one after another.
async fn ask_all(server: &Server, upstream: &Upstream, callers: std::ops::Range<u32>) {
    let calls = callers.map(|caller| ask(server, upstream, caller));
    for result in futures_util::future::join_all(calls).await {
        assert_eq!(result, Ok(()));
    }
}
