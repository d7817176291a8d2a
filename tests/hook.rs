//! The feature `hook`: one hook for every retried function of the program. In a process of its own, as it cannot be taken
//! away again.

use std::io;
use std::sync::Mutex;

use retry_attr::{Event, Policy, retry, set_hook};

static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn note(event: &Event<'_>) {
    let line = format!("{event} ({})", event.kind());
    SEEN.lock().unwrap().push(line);
}

#[retry(max = 2, backoff = "none")]
fn ask(failures: &mut u32) -> io::Result<u8> {
    if *failures == 0 {
        return Ok(1);
    }
    *failures -= 1;
    Err(io::Error::new(io::ErrorKind::TimedOut, "slow"))
}

struct Client;

impl Client {
    #[retry(max = 2, base = "1ms")]
    async fn ask(&self) -> Result<u8, &'static str> {
        Err("busy")
    }
}

#[tokio::test]
async fn every_function_is_heard_and_no_success_is() {
    // Nobody listens yet.
    assert!(ask(&mut 1).is_ok());

    set_hook(note).unwrap();
    let again = set_hook(|_| ()).unwrap_err();
    assert_eq!(again.to_string(), "a hook is already set");

    assert!(ask(&mut 0).is_ok());
    assert!(ask(&mut 1).is_ok());
    assert!(ask(&mut 2).is_err());
    assert!(Client.ask().await.is_err());
    let policy = Policy::new().max(2).backoff(retry_attr::Backoff::None);
    assert!(policy.run(|| async { ask(&mut 2) }).await.is_err());
    let mut failures = 1;
    assert!(
        policy
            .run_blocking(|| if failures == 0 {
                Ok(())
            } else {
                failures -= 1;
                Err("busy")
            })
            .is_ok()
    );

    let expected = [
        "ask: attempt 1 of 2 failed: slow; retrying immediately (transient)",
        "ask: attempt 2 of 2 succeeded (recovered)",
        "ask: attempt 1 of 2 failed: slow; retrying immediately (transient)",
        "ask: attempt 2 of 2 failed: slow; giving up: attempts exhausted (transient)",
        "Client::ask: attempt 1 of 2 failed: busy; retrying in 1ms (transient)",
        "Client::ask: attempt 2 of 2 failed: busy; giving up: attempts exhausted (transient)",
        // The function within, and the policy around it.
        "ask: attempt 1 of 2 failed: slow; retrying immediately (transient)",
        "ask: attempt 2 of 2 failed: slow; giving up: attempts exhausted (transient)",
        "run: attempt 1 of 2 failed: slow; retrying immediately (transient)",
        "ask: attempt 1 of 2 failed: slow; retrying immediately (transient)",
        "ask: attempt 2 of 2 failed: slow; giving up: attempts exhausted (transient)",
        "run: attempt 2 of 2 failed: slow; giving up: attempts exhausted (transient)",
        // What is bound to nothing that shows it.
        "run: attempt 1 of 2 failed: (not shown); retrying immediately (transient)",
        "run: attempt 2 of 2 succeeded (recovered)",
    ];
    assert_eq!(*SEEN.lock().unwrap(), expected);
}
