//! What can be wrong with Redis. Calls go on in all of it, and only sharing is lost.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use retry_attr::Upstream;
use retry_attr_redis::Fleet;
use tokio::net::{TcpListener, TcpStream};

use crate::server::Server;
use crate::{is_told, retries, succeeds, until, until_shared};

pub(crate) struct Instance {
    pub(crate) fleet: Fleet,
    pub(crate) upstream: Arc<Upstream>,
}

impl Instance {
    pub(crate) async fn of(url: &str) -> Self {
        Self::in_fleet(Fleet::connect(url).await.unwrap())
    }

    pub(crate) fn in_fleet(fleet: Fleet) -> Self {
        let upstream = Arc::new(Upstream::new("test"));
        fleet.share(upstream.clone());
        Self { fleet, upstream }
    }

    /// Two that share, each with a part of the budget.
    async fn two(server: &Server) -> [Self; 2] {
        Self::both([Self::of(&server.url()).await, Self::of(&server.url()).await]).await
    }

    /// Waits until both share, each with a part of the budget.
    pub(crate) async fn both(two: [Self; 2]) -> [Self; 2] {
        for instance in &two {
            until_shared(&instance.fleet, 1).await;
            until("it has a part of the budget", || {
                let tokens = instance.upstream.snapshot().tokens;
                (Some(14)..Some(500)).contains(&tokens)
            })
            .await;
        }
        two
    }

    /// Calls are made as without a fleet, and it is counted.
    pub(crate) async fn is_alone(&self) {
        let faults = self.fleet.status().faults;
        until("faults are counted", || {
            let status = self.fleet.status();
            status.faults > faults && status.shared == 0 && status.last_fault.is_some()
        })
        .await;
        succeeds(&self.upstream).await;
    }

    /// All of the budget is its own, until nothing is left.
    pub(crate) async fn has_its_own_budget(&self) {
        until("the lease is over", || {
            self.upstream.snapshot().tokens == Some(500)
        })
        .await;
        assert!(retries(&self.upstream).await);
    }

    /// Another hears of a cool-down.
    pub(crate) async fn shares_with(&self, other: &Self) {
        until_shared(&self.fleet, 1).await;
        until_shared(&other.fleet, 1).await;
        is_told(&self.upstream, Duration::from_secs(60)).await;
        until("the cool-down is taken over", || {
            !other.upstream.snapshot().cool_down.is_zero()
        })
        .await;
    }
}

#[tokio::test]
async fn absent_at_start() {
    let mut server = Server::absent();
    let one = Instance::of(&server.url()).await;
    let two = Instance::of(&server.url()).await;
    one.is_alone().await;
    one.has_its_own_budget().await;
    server.start();
    one.shares_with(&two).await;
}

#[tokio::test]
async fn killed_and_restarted_empty() {
    let mut server = Server::started();
    let [one, two] = Instance::two(&server).await;
    server.kill();
    one.is_alone().await;
    one.has_its_own_budget().await;
    server.start();
    one.shares_with(&two).await;
}

/// A cool-down that was told before is published again.
#[tokio::test]
async fn restarted_during_a_cool_down() {
    let mut server = Server::started();
    let one = Instance::of(&server.url()).await;
    until_shared(&one.fleet, 1).await;
    is_told(&one.upstream, Duration::from_secs(60)).await;
    server.kill();
    server.start();
    let two = Instance::of(&server.url()).await;
    until("the cool-down is published again", || {
        !two.upstream.snapshot().cool_down.is_zero()
    })
    .await;
}

#[tokio::test]
async fn stopped() {
    let server = Server::started();
    let [one, two] = Instance::two(&server).await;
    server.signal("STOP");
    one.is_alone().await;
    one.has_its_own_budget().await;
    server.signal("CONT");
    one.shares_with(&two).await;
}

#[tokio::test]
async fn flushed() {
    let server = Server::started();
    let [one, two] = Instance::two(&server).await;
    is_told(&one.upstream, Duration::from_secs(60)).await;
    let () = server.run(&["FLUSHALL"]);
    until("both are back", || {
        let keys: Vec<String> = server.run(&["KEYS", "*:leases"]);
        !keys.is_empty() && server.lent().len() == 2
    })
    .await;
    one.shares_with(&two).await;
    assert_eq!(
        (one.fleet.status().faults, two.fleet.status().faults),
        (0, 0)
    );
}

#[tokio::test]
async fn scripts_forgotten() {
    let server = Server::started();
    let [one, two] = Instance::two(&server).await;
    let () = server.run(&["SCRIPT", "FLUSH"]);
    one.shares_with(&two).await;
    assert_eq!(
        (one.fleet.status().faults, two.fleet.status().faults),
        (0, 0)
    );
}

#[tokio::test]
async fn wrong_password() {
    let server = Server::with_password("right");
    let wrong = server.url().replace("right", "wrong");
    let one = Instance::of(&wrong).await;
    one.is_alone().await;
    one.has_its_own_budget().await;
    // Somebody puts it right.
    let () = server.run(&["CONFIG", "SET", "requirepass", "wrong"]);
    until_shared(&one.fleet, 1).await;
}

#[tokio::test]
async fn wrong_type_at_a_key() {
    let server = Server::started();
    let [one, two] = Instance::two(&server).await;
    let key = server.key(":leases");
    let () = server.run(&["SET", &key, "a text"]);
    one.is_alone().await;
    // Cool-downs are shared all the same.
    is_told(&one.upstream, Duration::from_secs(60)).await;
    until("the cool-down is taken over", || {
        !two.upstream.snapshot().cool_down.is_zero()
    })
    .await;
    assert_eq!(one.fleet.status().connections, 1);
    let () = server.run(&["DEL", &key]);
    until_shared(&one.fleet, 1).await;
}

/// As a master is made after a fail-over.
#[tokio::test]
async fn made_a_replica() {
    let (server, other) = (Server::started(), Server::started());
    let [one, two] = Instance::two(&server).await;
    let () = server.run(&["REPLICAOF", "127.0.0.1", &other.port().to_string()]);
    one.is_alone().await;
    until("another connection is tried", || {
        one.fleet.status().connections > 1
    })
    .await;
    let () = server.run(&["REPLICAOF", "NO", "ONE"]);
    one.shares_with(&two).await;
}

/// What accepts every connection and answers none is not connected to again and again without a pause.
#[tokio::test]
async fn closes_every_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicU32::new(0));
    let count = connections.clone();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            count.fetch_add(1, Relaxed);
            tokio::spawn(async move {
                // Says that all is well to the words with which a connection begins, and no more.
                let _ = client.readable().await;
                let _ = client.try_write(b"+OK\r\n+OK\r\n");
            });
        }
    });
    let one = Instance::of(&url).await;
    one.is_alone().await;
    let before = connections.load(Relaxed);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let more = connections.load(Relaxed) - before;
    assert!(more <= 12, "{more} in a second");
}

#[tokio::test]
async fn slow() {
    let server = Server::started();
    let delayed = delayed(server.port(), Duration::from_millis(200)).await;
    let one = Instance::of(&format!("redis://{delayed}")).await;
    let two = Instance::of(&format!("redis://{delayed}")).await;
    succeeds(&one.upstream).await;
    one.shares_with(&two).await;
    assert_eq!(
        (one.fleet.status().faults, two.fleet.status().faults),
        (0, 0)
    );
}

/// A way to the server on which every answer takes so much longer.
async fn delayed(port: u16, delay: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            let (mut from_client, to_client) = client.into_split();
            let (from_server, mut to_server) = server.into_split();
            tokio::spawn(async move {
                let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
            });
            tokio::spawn(async move {
                let mut answer = [0; 4096];
                while from_server.readable().await.is_ok() {
                    tokio::time::sleep(delay).await;
                    match from_server.try_read(&mut answer) {
                        Ok(0) => return,
                        Ok(length) => {
                            let mut answer = &answer[..length];
                            while !answer.is_empty() && to_client.writable().await.is_ok() {
                                let sent = to_client.try_write(answer).unwrap_or(0);
                                answer = &answer[sent..];
                            }
                        }
                        Err(_) => {}
                    }
                }
            });
        }
    });
    address
}
