//! Clients that compete for one version at one server, in virtual time.
//!
//! Every client reads the version and writes it with compare-and-set. Of those that read the same version, the first to
//! write wins. The others back off and start again with the read. The server takes no time; every message to and from it
//! does.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use retry_attr::Delays;

/// The cost until every client has succeeded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Cost {
    /// A read and a write each, by all clients together.
    pub(crate) attempts: u32,
    pub(crate) time: Duration,
}

/// Starts one client for each of `delays` at once. `message` is how long the next message takes.
pub(crate) fn race(mut delays: Vec<Delays>, mut message: impl FnMut() -> Duration) -> Cost {
    let mut arrivals: BinaryHeap<_> = (0..delays.len())
        .map(|client| Reverse((message(), client, Request::Read)))
        .collect();
    let mut version = 0;
    let mut cost = Cost::default();
    while let Some(Reverse((now, client, request))) = arrivals.pop() {
        let replied = now + message();
        let (sent, next) = match request {
            Request::Read => (replied, Request::Write { version }),
            Request::Write { version: read } => {
                cost.attempts += 1;
                if read == version {
                    version += 1;
                    cost.time = cost.time.max(replied);
                    continue;
                }
                let delay = delays[client].next().unwrap_or_default();
                (replied.saturating_add(delay), Request::Read)
            }
        };
        let arrives = sent.saturating_add(message());
        arrivals.push(Reverse((arrives, client, next)));
    }
    cost
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Request {
    Read,
    Write { version: usize },
}
