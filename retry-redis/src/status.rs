//! What is counted.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The state of a fleet as this process sees it; returned by [`Fleet::status`](crate::Fleet::status).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// The number of upstreams that are shared now: those whose last exchange with Redis succeeded.
    pub shared: usize,
    /// The number of exchanges with Redis that succeeded.
    pub exchanges: u64,
    /// The number of exchanges and connections that failed.
    pub faults: u64,
    /// The last fault, in the words of the Redis client.
    pub last_fault: Option<String>,
    /// The number of cool-downs that were taken over from other processes.
    pub taken_over: u64,
    /// The number of connections made, including the first.
    pub connections: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Counts(Mutex<Status>);

impl Counts {
    pub(crate) fn get(&self) -> MutexGuard<'_, Status> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn fault(&self, error: &redis::RedisError) {
        let mut status = self.get();
        status.faults += 1;
        status.last_fault = Some(error.to_string());
    }
}
