//! What is shared while nothing is wrong with Redis.

use std::sync::Arc;
use std::time::Duration;

use retry_attr::Upstream;
use retry_attr_redis::Fleet;

use crate::server::Server;
use crate::{is_told, retries, until, until_shared};

/// Instances of one upstream, each in a fleet of its own as in a process of its own.
async fn instances(server: &Server, count: usize) -> Vec<(Fleet, Arc<Upstream>)> {
    let mut instances = Vec::new();
    for _ in 0..count {
        let upstream = Arc::new(Upstream::new("test"));
        let fleet = Fleet::connect(&server.url()).await.unwrap();
        fleet.share(upstream.clone());
        instances.push((fleet, upstream));
    }
    for (fleet, _) in &instances {
        until_shared(fleet, 1).await;
    }
    instances
}

#[tokio::test]
async fn a_static_is_shared_as_well_as_a_value() {
    static UPSTREAM: Upstream = Upstream::new("static");
    let server = Server::started();
    let fleet = Fleet::connect(&server.url()).await.unwrap();
    let fleet = fleet
        .share(&UPSTREAM)
        .share(Arc::new(Upstream::new("value")));
    until_shared(&fleet, 2).await;
    assert_eq!(fleet.status().faults, 0);
}

#[tokio::test]
async fn a_cool_down_reaches_another_process_and_is_never_shortened() {
    let server = Server::started();
    let instances = instances(&server, 2).await;
    let [(_, told), (other, upstream)] = &instances[..] else {
        unreachable!()
    };
    is_told(told, Duration::from_secs(60)).await;
    until("the cool-down is taken over", || {
        upstream.snapshot().cool_down > Duration::from_secs(30)
    })
    .await;
    assert_eq!(other.status().taken_over, 1);

    // A shorter one of its own changes nothing anywhere.
    is_told(upstream, Duration::from_secs(1)).await;
    let exchanges = other.status().exchanges;
    let key = server.key(":cool-down");
    until("it is exchanged", || {
        let lasts: u64 = server.run(&["PTTL", &key]);
        assert!((30_000..=60_000).contains(&lasts), "{lasts}");
        other.status().exchanges > exchanges + 5
    })
    .await;
    for (_, upstream) in &instances {
        assert!(upstream.snapshot().cool_down > Duration::from_secs(30));
    }
}

#[tokio::test]
async fn the_cool_down_of_a_fleet_ends() {
    let server = Server::started();
    let instances = instances(&server, 5).await;
    for (_, upstream) in &instances {
        is_told(upstream, Duration::from_millis(500)).await;
    }
    until("all may go", || {
        instances
            .iter()
            .all(|(_, upstream)| upstream.snapshot().cool_down.is_zero())
    })
    .await;
    until("Redis has forgotten it", || {
        server
            .run::<Vec<String>>(&["KEYS", "*:cool-down"])
            .is_empty()
    })
    .await;
}

#[tokio::test]
async fn a_known_rate_is_divided_among_those_who_are_live() {
    let server = Server::started();
    let mut fleets = Vec::new();
    let mut upstreams = Vec::new();
    for _ in 0..3 {
        let upstream = Arc::new(Upstream::new("test").pace(100.0));
        let fleet = Fleet::connect(&server.url()).await.unwrap();
        fleets.push(fleet.share(upstream.clone()));
        upstreams.push(upstream);
    }
    // A throttled failure before or after the others came: 90 a second for one, and a tenth more with every second.
    for upstream in [&upstreams[0], &upstreams[2]] {
        is_told(upstream, Duration::ZERO).await;
        until("it is a third", || {
            upstream.snapshot().rate.is_some_and(|rate| rate < 45.0)
        })
        .await;
    }
}

#[tokio::test]
async fn one_instance_has_the_whole_budget() {
    let server = Server::started();
    let instances = instances(&server, 1).await;
    let (_, upstream) = &instances[0];
    assert_eq!(upstream.snapshot().tokens, Some(250));
    let mut retried = 0;
    for _ in 0..10 {
        while retries(upstream).await {
            retried += 1;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(retried, 35);
}

/// Whatever each of them gets, together it is one budget.
#[tokio::test]
async fn many_instances_have_one_budget() {
    for count in [2, 7, 50] {
        let server = Server::started();
        let instances = instances(&server, count).await;
        until("each gave back what it held before the others came", || {
            let holds = |upstream: &Upstream| upstream.snapshot().tokens.unwrap_or(0);
            let held: u32 = instances.iter().map(|(_, it)| holds(it)).sum();
            held <= 500
        })
        .await;
        let mut retried = 0;
        let mut idle = 0;
        while idle < 10 {
            let before = retried;
            for (_, upstream) in &instances {
                while retries(upstream).await {
                    retried += 1;
                }
            }
            idle = if retried == before { idle + 1 } else { 0 };
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        // Each may be left with less than a retry costs.
        let left: u32 = instances
            .iter()
            .map(|(_, it)| it.snapshot().tokens.unwrap())
            .sum();
        assert_eq!(retried * 14 + left, 500, "{count} instances");
        assert_eq!(server.lent().iter().sum::<u32>(), 500);
        assert!(instances.iter().all(|(it, _)| it.status().faults == 0));
    }
}

#[tokio::test]
async fn who_leaves_gives_back_its_lease() {
    let server = Server::started();
    let mut instances = instances(&server, 2).await;
    let (fleet, left) = instances.pop().unwrap();
    while retries(&left).await {}
    drop(fleet);
    until("it is alone with its budget", || {
        // 500 less what it spent.
        left.snapshot().tokens > Some(0)
    })
    .await;
    until("the other has half of all", || {
        server.lent() == [250] && instances[0].1.snapshot().tokens == Some(250)
    })
    .await;
}

#[tokio::test]
async fn no_key_tells_a_name_and_none_stays() {
    let server = Server::started();
    let upstream = Arc::new(Upstream::named("openai:sk-secret"));
    let fleet = Fleet::connect(&server.url()).await.unwrap();
    until_shared(&fleet.share(upstream.clone()), 1).await;
    is_told(&upstream, Duration::from_secs(2)).await;
    until("three keys", || server.run::<u32>(&["DBSIZE"]) == 3).await;
    let keys: Vec<String> = server.run(&["KEYS", "*"]);
    assert!(!keys.concat().contains("secret"), "{keys:?}");
    drop(fleet);
    until("none", || server.run::<u32>(&["DBSIZE"]) == 0).await;
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    for url in [
        "localhost",
        "http://localhost",
        "redis://:secret@localhost:port",
    ] {
        let refused = Fleet::connect(url).await.unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains("secret"));
    }
}
