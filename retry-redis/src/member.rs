//! One upstream of this process in a fleet: what it exchanges with Redis, and when.
//!
//! A cool-down is asked for at every beat. The lease of the budget is renewed when something was spent or paid back, and
//! often enough to count as live. Where Redis fails for as long as a lease lasts, the upstream is its own again.

use std::hash::{BuildHasher, RandomState};
use std::ops::Deref;
use std::sync::LazyLock;
use std::time::Duration;

use redis::{RedisResult, Script};
use retry_attr::Upstream;
use tokio::time::Instant;

use crate::keys::Keys;
use crate::link::{Link, is_lost};
use crate::server::Connection;

/// How often cool-downs are exchanged.
const BEAT: Duration = Duration::from_millis(100);
/// How often a lease is renewed at least, and how long it lasts.
const RENEWED: Duration = Duration::from_secs(1);
const LASTS: Duration = Duration::from_secs(5);
/// In tokens, of the dearest retry.
const PRICE: u32 = 14;
/// A longer cool-down is published as this: 34 years.
const LONGEST: u64 = 1 << 40;

static COOL_DOWN: LazyLock<Script> =
    LazyLock::new(|| Script::new(include_str!("scripts/cool_down.lua")));
static LEASE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("scripts/lease.lua")));

pub(crate) struct Member<U: Deref<Target = Upstream>> {
    upstream: U,
    link: Link,
    keys: Keys,
    instance: String,
    /// Whether the last exchange went well.
    is_shared: bool,
    lease: Option<Lease>,
    /// When there is to be the next.
    renew: Instant,
    instances: Instances,
}

/// What Redis lent of the budget.
struct Lease {
    holds: u32,
    /// What was spent then.
    spent: u32,
    /// When it was asked for: Redis counts from later on.
    since: Instant,
}

/// The instances that are live: the most that were seen for as long as a lease lasts, as one that was lost to a restart
/// of Redis comes back.
struct Instances {
    most: u32,
    seen: Instant,
}

impl<U: Deref<Target = Upstream>> Member<U> {
    pub(crate) fn new(upstream: U, link: Link) -> Self {
        Self {
            keys: Keys::of(upstream.name()),
            upstream,
            link,
            instance: format!("{:016x}", RandomState::new().hash_one(0)),
            is_shared: false,
            lease: None,
            renew: Instant::now(),
            instances: Instances {
                most: 1,
                seen: Instant::now(),
            },
        }
    }

    /// Until it is aborted.
    pub(crate) async fn exchange(mut self, first: Option<Connection>) {
        let mut connection = first;
        loop {
            let mut redis = match connection.take() {
                Some(redis) => redis,
                None => self.reconnect().await,
            };
            while self.beat(&mut redis).await {
                tokio::time::sleep(BEAT).await;
            }
            // A server may accept every connection and lose it at once.
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Connects, and is on its own meanwhile once the lease is over.
    async fn reconnect(&mut self) -> Connection {
        let link = self.link.clone();
        let mut connecting = std::pin::pin!(link.reconnect());
        loop {
            match tokio::time::timeout(BEAT, &mut connecting).await {
                Ok(redis) => return redis,
                Err(_) => self.expire(),
            }
        }
    }

    /// Exchanges once; whether the connection is still of use.
    async fn beat(&mut self, redis: &mut Connection) -> bool {
        let mut went_well = true;
        if let Err(error) = self.cool_down(redis).await {
            self.link.counts.fault(&error);
            if is_lost(&error) {
                self.set_shared(false);
                return false;
            }
            went_well = false;
        }
        if self.is_due() {
            if let Err(error) = self.renew(redis).await {
                self.link.counts.fault(&error);
                self.renew = Instant::now() + RENEWED;
                self.set_shared(false);
                return !is_lost(&error);
            }
        }
        self.expire();
        if went_well {
            self.link.counts.get().exchanges += 1;
        }
        self.set_shared(went_well && self.lease.is_some());
        true
    }

    async fn cool_down(&self, redis: &mut Connection) -> RedisResult<()> {
        let shared = self.upstream.shared();
        let named = u64::try_from(shared.named().as_millis()).unwrap_or(LONGEST);
        let mut script = COOL_DOWN.key(&self.keys.cool_down);
        let lasts: u64 = redis.invoke(script.arg(named.min(LONGEST))).await?;
        let lasts = Duration::from_millis(lasts);
        // What it was told itself comes back a little longer, by the time that the answer took.
        if lasts > self.upstream.snapshot().cool_down + BEAT {
            shared.extend(lasts);
            self.link.counts.get().taken_over += 1;
        }
        Ok(())
    }

    fn is_due(&self) -> bool {
        let now = Instant::now();
        let has_changed = self
            .lease
            .as_ref()
            .is_some_and(|it| it.spent != self.upstream.shared().spent());
        now >= self.renew || has_changed
    }

    async fn renew(&mut self, redis: &mut Connection) -> RedisResult<()> {
        let shared = self.upstream.shared();
        let since = Instant::now();
        let spent = shared.spent();
        let held = self.lease.as_ref().map_or(spent, |it| it.holds);
        let mut script = LEASE.key(&self.keys.live);
        script
            .key(&self.keys.leases)
            .arg(&self.instance)
            .arg(millis(LASTS))
            .arg(shared.budget().unwrap_or(0))
            .arg(held)
            .arg(spent)
            .arg(PRICE);
        let (granted, wanted, instances): (u32, u32, u32) = redis.invoke(&script).await?;
        // What is too much is given back first, and told the next time.
        let holds = shared.limit(granted.min(wanted.max(spent)));
        let is_told = holds == granted;
        self.lease = Some(Lease {
            holds,
            spent,
            since,
        });
        self.renew = if is_told { since + RENEWED } else { since };
        self.count(instances);
        Ok(())
    }

    /// So many instances are live, as Redis knows.
    fn count(&mut self, instances: u32) {
        let now = Instant::now();
        let last = &self.instances;
        if instances >= last.most || now - last.seen >= LASTS {
            if instances != last.most {
                self.upstream.shared().instances(instances);
            }
            self.instances = Instances {
                most: instances,
                seen: now,
            };
        }
    }

    /// Without a lease the whole budget is its own.
    fn expire(&mut self) {
        if self
            .lease
            .as_ref()
            .is_some_and(|it| it.since.elapsed() >= LASTS)
        {
            self.lease = None;
            self.upstream.shared().limit(u32::MAX);
        }
    }

    fn set_shared(&mut self, is_shared: bool) {
        if self.is_shared != is_shared {
            let mut status = self.link.counts.get();
            if is_shared {
                status.shared += 1;
            } else {
                status.shared -= 1;
            }
            self.is_shared = is_shared;
        }
    }
}

impl<U: Deref<Target = Upstream>> Drop for Member<U> {
    fn drop(&mut self) {
        self.set_shared(false);
        let shared = self.upstream.shared();
        shared.limit(u32::MAX);
        shared.instances(1);
    }
}

fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}
