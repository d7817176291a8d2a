//! A master with a replica, and a sentinel that watches them.

use std::path::Path;

use retry_attr_redis::Fleet;

use crate::faults::Instance;
use crate::server::{FOLDER, Server, free_port};
use crate::until;

const PASSWORD: &str = "right";

struct Watched {
    master: Server,
    replica: Server,
    sentinel: Server,
}

impl Watched {
    async fn started() -> Self {
        let master = Server::with_password(PASSWORD);
        let port = master.port().to_string();
        let replica = Server::absent()
            .locked(PASSWORD)
            .with(&["--replicaof", "127.0.0.1", &port]);
        until("it has a copy", || {
            let about: String = replica.run(&["INFO", "replication"]);
            about.contains("master_link_status:up")
        })
        .await;
        let sentinel = sentinel(&port);
        until("the sentinel knows the replica", || {
            let about: String = sentinel.run(&["INFO", "sentinel"]);
            about.contains("slaves=1")
        })
        .await;
        Self {
            master,
            replica,
            sentinel,
        }
    }

    /// One in a process of its own, which asks a sentinel that is not there first.
    async fn instance(&self) -> Instance {
        let absent = Server::absent();
        let (absent, present) = (absent.url(), self.sentinel.url());
        let master = format!("redis://:{PASSWORD}@watched-master");
        let fleet = Fleet::connect_sentinel(&[&absent, &present], &master).await;
        Instance::in_fleet(fleet.unwrap())
    }
}

/// One that watches a master at this port.
fn sentinel(master: &str) -> Server {
    let port = free_port();
    // It writes there what it finds out.
    let file = Path::new(FOLDER).join(format!("sentinel-{port}.conf"));
    let settings = [
        format!("monitor watched-master 127.0.0.1 {master} 1"),
        format!("auth-pass watched-master {PASSWORD}"),
        "down-after-milliseconds watched-master 500".to_owned(),
        "failover-timeout watched-master 5000".to_owned(),
    ];
    let settings = settings.map(|it| format!("sentinel {it}\n")).concat();
    std::fs::write(&file, settings).unwrap();
    Server::at(port).sentinel(file.to_str().unwrap())
}

#[tokio::test]
async fn a_master_is_killed() {
    let mut watched = Watched::started().await;
    let [one, two] = [watched.instance().await, watched.instance().await];
    let [one, two] = Instance::both([one, two]).await;
    watched.master.kill();
    one.is_alone().await;
    one.shares_with(&two).await;
    let about: String = watched.replica.run(&["INFO", "replication"]);
    assert!(about.contains("role:master"), "{about}");
}

/// Both go on, each as what the other was.
#[tokio::test]
async fn a_master_is_replaced() {
    let watched = Watched::started().await;
    let [one, two] = [watched.instance().await, watched.instance().await];
    let [one, two] = Instance::both([one, two]).await;
    let fail_over = ["SENTINEL", "FAILOVER", "watched-master"];
    until("the sentinel finds the replica good enough", || {
        watched.sentinel.try_run::<()>(&fail_over).is_ok()
    })
    .await;
    until("the master is a replica", || {
        // It closes its connections when it becomes one.
        let about = watched.master.try_run::<String>(&["INFO", "replication"]);
        about.is_ok_and(|it| it.contains("role:slave"))
    })
    .await;
    one.shares_with(&two).await;
}

#[tokio::test]
async fn a_master_that_no_sentinel_knows_is_a_fault() {
    let sentinel = sentinel("1");
    let fleet = Fleet::connect_sentinel(&[&sentinel.url()], "redis://another").await;
    let one = Instance::in_fleet(fleet.unwrap());
    one.is_alone().await;
    one.has_its_own_budget().await;
}

#[tokio::test]
async fn addresses_that_are_none_are_refused() {
    for (sentinels, master) in [
        (&[][..], "redis://master"),
        (&["localhost"], "redis://master"),
        (&["redis://localhost"], "master"),
        (&["redis://localhost"], "redis+unix:///master"),
        (&["redis://localhost"], "redis://:secret@master/none"),
    ] {
        let refused = Fleet::connect_sentinel(sentinels, master)
            .await
            .unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains("secret"));
    }
}
