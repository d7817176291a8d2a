//! Processes whose clocks differ share what processes share whose clocks agree.

use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::faults::Instance;
use crate::server::Server;
use crate::{is_told, until, until_shared};

const URL: &str = "RETRY_ATTR_TEST_URL";
/// By the clock of who starts the process, in seconds.
const STARTED: &str = "RETRY_ATTR_TEST_STARTED";
const HOUR: u64 = 3_600;

#[allow(clippy::disallowed_methods)] // it is what differs
fn clock() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.unwrap().as_secs()
}

#[tokio::test]
async fn an_hour_apart() {
    if Command::new("faketime").arg("--version").output().is_err() {
        eprintln!("skipped: no faketime");
        return;
    }
    for offset in ["+1h", "-1h"] {
        let server = Server::started();
        let own = Instance::of(&server.url()).await;
        until_shared(&own.fleet, 1).await;
        is_told(&own.upstream, Duration::from_secs(60)).await;
        let mut other = Command::new("faketime")
            .args(["-f", offset])
            .arg(std::env::current_exe().unwrap())
            .args(["clocks::a_client_of_another_time", "--exact", "--ignored"])
            .env(URL, server.url())
            .env(STARTED, clock().to_string())
            // The wall clock alone.
            .env("DONT_FAKE_MONOTONIC", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        until("what it was told is taken over", || {
            own.upstream.snapshot().cool_down > Duration::from_secs(90)
        })
        .await;
        assert!(own.upstream.snapshot().cool_down <= Duration::from_secs(120));
        assert!(other.wait().unwrap().success(), "{offset}");
    }
}

/// Hears of a cool-down, and is told a longer one.
#[tokio::test]
#[ignore = "the other process of `an_hour_apart`"]
async fn a_client_of_another_time() {
    let (Ok(url), Ok(started)) = (std::env::var(URL), std::env::var(STARTED)) else {
        return;
    };
    let apart = clock().abs_diff(started.parse().unwrap());
    assert!((HOUR - 60..HOUR + 60).contains(&apart), "{apart} s");

    let own = Instance::of(&url).await;
    until("the cool-down is taken over", || {
        !own.upstream.snapshot().cool_down.is_zero()
    })
    .await;
    let lasts = own.upstream.snapshot().cool_down;
    assert!(lasts <= Duration::from_secs(60), "{lasts:?}");
    assert!(lasts > Duration::from_secs(20), "{lasts:?}");
    is_told(&own.upstream, Duration::from_secs(120)).await;
    let exchanges = own.fleet.status().exchanges;
    until("it is published", || {
        own.fleet.status().exchanges > exchanges + 5
    })
    .await;
}
