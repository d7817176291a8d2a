//! A cluster of three primaries, with a replica each.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use retry_attr::Upstream;
use retry_attr_redis::Fleet;

use crate::faults::Instance;
use crate::server::{FOLDER, Server, free_port};
use crate::{is_told, until, until_shared};

const PRIMARIES: u16 = 3;
const SLOTS: u16 = 16_384;

/// The primaries, then the replica of each.
struct Cluster(Vec<Server>);

impl Cluster {
    async fn started() -> Self {
        let nodes: Vec<Server> = (0..2 * PRIMARIES).map(|_| node()).collect();
        let first = nodes[0].port().to_string();
        for (index, node) in (0..).zip(&nodes) {
            let () = node.run(&["CLUSTER", "MEET", "127.0.0.1", &first]);
            if index < PRIMARIES {
                let slots: Vec<String> = slots(index).map(|slot| slot.to_string()).collect();
                let words = ["CLUSTER", "ADDSLOTS"].into_iter();
                let words: Vec<&str> = words.chain(slots.iter().map(String::as_str)).collect();
                let () = node.run(&words);
            }
        }
        let (primaries, replicas) = nodes.split_at(PRIMARIES.into());
        for (primary, replica) in primaries.iter().zip(replicas) {
            let id: String = primary.run(&["CLUSTER", "MYID"]);
            until("it is known", || {
                let known: String = replica.run(&["CLUSTER", "NODES"]);
                known.contains(&id)
            })
            .await;
            let () = replica.run(&["CLUSTER", "REPLICATE", &id]);
        }
        for node in &nodes {
            until("all are there", || {
                let about: String = node.run(&["CLUSTER", "INFO"]);
                let known: String = node.run(&["CLUSTER", "NODES"]);
                about.contains("cluster_state:ok")
                    && about.contains("cluster_known_nodes:6")
                    && known.matches("slave").count() == replicas.len()
            })
            .await;
        }
        for replica in replicas {
            until("it has a copy", || {
                let about: String = replica.run(&["INFO", "replication"]);
                about.contains("master_link_status:up")
            })
            .await;
        }
        Self(nodes)
    }

    /// One in a process of its own, which knows two of the nodes.
    async fn instance(&self) -> Instance {
        Instance::in_fleet(self.fleet().await)
    }

    async fn fleet(&self) -> Fleet {
        let urls = [self.0[0].url(), self.0[1].url()];
        let urls = urls.each_ref().map(String::as_str);
        Fleet::connect_cluster(&urls).await.unwrap()
    }

    /// The primary that holds the keys of the upstream of all instances.
    fn primary(&mut self) -> &mut Server {
        // What is in the braces decides.
        let keys = |node: &Server| node.run::<Vec<String>>(&["KEYS", "*"]);
        let primaries = &mut self.0[..PRIMARIES.into()];
        let holds = primaries.iter().position(|node| !keys(node).is_empty());
        &mut primaries[holds.unwrap()]
    }
}

fn node() -> Server {
    let port = loop {
        // The nodes talk to each other at a port that is so much higher.
        let port = free_port();
        let other = port.checked_add(10_000);
        if other.is_some_and(|other| TcpListener::bind(("127.0.0.1", other)).is_ok()) {
            break port;
        }
    };
    let file = format!("nodes-{port}.conf");
    // Of an earlier test.
    let _ = std::fs::remove_file(std::path::Path::new(FOLDER).join(&file));
    Server::at(port).with(&[
        "--cluster-enabled",
        "yes",
        "--cluster-config-file",
        &file,
        "--cluster-node-timeout",
        "1000",
    ])
}

/// Those of a primary.
fn slots(index: u16) -> std::ops::Range<u16> {
    let share = SLOTS / PRIMARIES + 1;
    share * index..SLOTS.min(share * (index + 1))
}

/// Their keys lie on different nodes, those of one upstream together.
#[tokio::test]
async fn many_upstreams_are_shared() {
    let cluster = Cluster::started().await;
    let mut all = Vec::new();
    for _ in 0..2 {
        let fleet = cluster.fleet().await;
        let upstreams: Vec<_> = (0..10)
            .map(|name| Arc::new(Upstream::named(name.to_string())))
            .collect();
        for upstream in &upstreams {
            fleet.share(upstream.clone());
        }
        until_shared(&fleet, upstreams.len()).await;
        all.push((fleet, upstreams));
    }
    for upstream in &all[0].1 {
        is_told(upstream, Duration::from_secs(60)).await;
    }
    until("all cool-downs are taken over", || {
        let mut upstreams = all[1].1.iter();
        upstreams.all(|it| !it.snapshot().cool_down.is_zero())
    })
    .await;
    for (fleet, _) in &all {
        assert_eq!(fleet.status().faults, 0, "{fleet:?}");
    }
    let primaries = &cluster.0[..PRIMARIES.into()];
    for node in primaries {
        assert_ne!(node.run::<u32>(&["DBSIZE"]), 0, "no key on one of them");
    }
}

#[tokio::test]
async fn a_primary_is_killed() {
    let mut cluster = Cluster::started().await;
    let [one, two] = [cluster.instance().await, cluster.instance().await];
    let [one, two] = Instance::both([one, two]).await;
    cluster.primary().kill();
    one.is_alone().await;
    // By what its replica is then.
    one.shares_with(&two).await;
}

#[tokio::test]
async fn no_node_is_there_at_the_start() {
    let server = Server::absent();
    let fleet = Fleet::connect_cluster(&[&server.url()]).await.unwrap();
    let one = Instance::in_fleet(fleet);
    one.is_alone().await;
    one.has_its_own_budget().await;
}

#[tokio::test]
async fn nodes_that_are_none_are_refused() {
    for nodes in [
        &[][..],
        &["localhost"],
        &["redis+unix:///socket"],
        &["redis://:secret@a", "redis://:other-secret@b"],
    ] {
        let refused = Fleet::connect_cluster(nodes).await.unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains("secret"));
    }
}
