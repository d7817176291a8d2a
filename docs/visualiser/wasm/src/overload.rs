//! A server that slows down with what it has to do, and a spike that overloads it: the model of
//! `examples/upstreams/overload.rs`.
//!
//! An answer takes 1 s, and 10 ms for each request in flight. 40 requests a second arrive, 80 during the spike, which begins
//! after 20 s.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use retry_attr::{Classification, Classify, Policy, TimedOut, Upstream, retry};

use crate::json::Object;
use crate::time;

const SPIKE_BEGINS: f64 = 20.0;
const END: f64 = 200.0;
/// For how many seconds calls are counted together.
const WINDOW: f64 = 5.0;
/// A policy that hardly waits makes more attempts than anyone would watch.
const STEPS: u32 = 400_000;

/// The error of a call whose last attempt was cut.
struct Late;

impl Classify for Late {
    fn classify(&self) -> Classification {
        Classification::Transient
    }
}

impl From<TimedOut> for Late {
    fn from(_: TimedOut) -> Self {
        Self
    }
}

#[derive(Default)]
struct Server {
    in_flight: Cell<u32>,
    attempts: Cell<u32>,
}

impl Server {
    /// The server carries out what its caller does not wait for any more.
    async fn answer(self: &Rc<Self>) -> Result<(), Late> {
        self.attempts.set(self.attempts.get() + 1);
        let load = self.in_flight.get() + 1;
        self.in_flight.set(load);
        let work = Duration::from_secs(1) + Duration::from_millis(10) * load;
        let server = self.clone();
        time::spawn(async move {
            time::sleep(work).await;
            server.in_flight.set(server.in_flight.get() - 1);
        });
        time::sleep(work).await;
        Ok(())
    }
}

#[retry(policy = policy, sleep = time::sleep)]
async fn alone(policy: Policy, server: &Rc<Server>) -> Result<(), Late> {
    server.answer().await
}

#[retry(policy = policy, upstream = upstream, sleep = time::sleep)]
async fn sharing(policy: Policy, upstream: &Upstream, server: &Rc<Server>) -> Result<(), Late> {
    server.answer().await
}

/// Calls and successes of each window.
type Counts = Rc<RefCell<Vec<(u32, u32)>>>;

/// Runs with a spike of so many seconds.
pub(crate) fn overload(policy: Policy, shares: bool, spike: u32, seed: u64) -> Object {
    let server = Rc::new(Server::default());
    let upstream = shares.then(|| Rc::new(Upstream::new("overloaded")));
    let counts = Counts::default();
    counts.borrow_mut().resize((END / WINDOW) as usize, (0, 0));
    let arrivals = arrive(
        policy,
        server.clone(),
        upstream,
        counts.clone(),
        spike,
        seed,
    );
    let is_over = time::run(arrivals, STEPS);
    let followed = if is_over { None } else { Some(time::now()) };
    let counts = counts.borrow();
    let (calls, good): (Vec<_>, Vec<_>) = counts.iter().copied().unzip();
    Object::new()
        .field("calls", &calls)
        .field("good", &good)
        .field("attempts", &server.attempts.get())
        .field("followed", &followed)
}

async fn arrive(
    policy: Policy,
    server: Rc<Server>,
    upstream: Option<Rc<Upstream>>,
    counts: Counts,
    spike: u32,
    seed: u64,
) {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let spike_ends = SPIKE_BEGINS + f64::from(spike);
    let mut at = 0.0;
    loop {
        let is_spike = (SPIKE_BEGINS..spike_ends).contains(&at);
        let rate = if is_spike { 80.0 } else { 40.0 };
        at -= (1.0 - random.random::<f64>()).ln() / rate;
        if at >= END {
            return;
        }
        time::sleep(Duration::from_secs_f64(at).saturating_sub(time::now())).await;
        let (server, upstream, counts) = (server.clone(), upstream.clone(), counts.clone());
        time::spawn(async move {
            let window = (at / WINDOW) as usize;
            counts.borrow_mut()[window].0 += 1;
            let result = match upstream {
                Some(upstream) => sharing(policy, &upstream, &server).await,
                None => alone(policy, &server).await,
            };
            counts.borrow_mut()[window].1 += u32::from(result.is_ok());
        });
    }
}
