//! Three processes that share one upstream through Redis.
//!
//! `cargo run -p retry-attr-redis --example three`
//!
//! It starts a `redis-server`, which must be installed, and itself three times.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use retry_attr::{Classification, Jitter, Policy, RetryAfter, Upstream};
use retry_attr_redis::Fleet;
use tokio::time::sleep;

static SERVER: Upstream = Upstream::new("server");

const POLICY: Policy = Policy::new()
    .max(3)
    .base(Duration::from_millis(20))
    .jitter(Jitter::Full)
    .retry_after(RetryAfter::AtMost(Duration::from_secs(10)));

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next(), arguments.next()) {
        (Some(name), Some(url)) => process(&name, &url).await,
        _ => start_all(),
    }
}

fn start_all() -> Result<(), Box<dyn std::error::Error>> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut redis = Command::new("redis-server")
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
        .args(["--save", "", "--appendonly", "no"])
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| format!("redis-server: {error}"))?;
    let result = start_three(&format!("redis://127.0.0.1:{port}"));
    redis.kill()?;
    redis.wait()?;
    result
}

fn start_three(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let program = std::env::current_exe()?;
    let mut processes = Vec::new();
    for name in ["a", "b", "c"] {
        let mut start = Command::new(&program);
        start.args([name, url]);
        processes.push(start.spawn()?);
    }
    let retries: i32 = processes.iter_mut().map(retries_of).sum::<Result<_, _>>()?;
    println!("\nall: {retries} retries; one budget of 500 pays for at most 35");
    Ok(())
}

/// Waits for the end of a process, whose exit code counts its retries.
fn retries_of(process: &mut Child) -> Result<i32, Box<dyn std::error::Error>> {
    let code = process.wait()?.code();
    code.filter(|code| *code < 100)
        .ok_or_else(|| "a process failed".into())
}

async fn process(name: &str, url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let fleet = Fleet::connect(url).await?.share(&SERVER);
    while fleet.status().shared == 0 {
        sleep(Duration::from_millis(20)).await;
    }
    // Until all three are there, and each has its share.
    sleep(Duration::from_millis(2_500)).await;
    say(name, "shares");

    // The server is down: how many retries are there in all?
    let mut retries = 0;
    for _ in 0..15 {
        let mut attempts = 0;
        let _ = POLICY
            .upstream(&SERVER)
            .run_with(
                |()| Classification::Transient,
                || {
                    attempts += 1;
                    async { Err::<(), ()>(()) }
                },
            )
            .await;
        retries += attempts - 1;
        sleep(Duration::from_millis(100)).await;
    }
    say(
        name,
        &format!("{retries} retries while the server was down"),
    );

    // One of them is told to wait.
    sleep(Duration::from_millis(500)).await;
    if name == "a" {
        let wait = Some(Duration::from_secs(2));
        let once = POLICY.max(1);
        let _ = once
            .upstream(&SERVER)
            .run_with(
                |()| Classification::throttled(wait),
                || async { Err::<(), ()>(()) },
            )
            .await;
        say(name, "was told to wait for 2 s");
    }
    sleep(Duration::from_millis(500)).await;
    say(name, "wants to call");
    let called = POLICY
        .upstream(&SERVER)
        .run(|| async { Ok::<_, std::io::Error>(()) });
    called.await?;
    say(name, "calls");
    std::process::exit(retries)
}

fn say(name: &str, what: &str) {
    let now = SERVER.snapshot();
    let tokens = now.tokens.unwrap_or(0);
    println!(
        "{name} {what} ({tokens} tokens in stock, cool-down of {:.1?})",
        now.cool_down
    );
}
