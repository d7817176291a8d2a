//! What is counted.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A fleet as this process sees it: what [`Fleet::status`](crate::Fleet::status) returns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// The upstreams that are shared now: whose last exchange with Redis went well.
    pub shared: usize,
    /// The exchanges that went well.
    pub exchanges: u64,
    /// The exchanges and the connections that failed.
    pub faults: u64,
    /// The last of them, in the words of the client.
    pub last_fault: Option<String>,
    /// The cool-downs that were taken over from other processes.
    pub taken_over: u64,
    /// The times that a connection was made, the first included.
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
