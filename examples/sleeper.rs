//! A runtime other than tokio: `sleep` names the function that waits between attempts.
//!
//! `cargo run --example sleeper --no-default-features` runs on an executor of a dozen lines. Without its default features
//! the crate does not depend on tokio.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use retry_attr::retry;

#[retry(max = 3, base = "200ms", sleep = sleep, attempt = attempt)]
async fn ask(started: Instant) -> Result<&'static str, String> {
    let elapsed = started.elapsed().as_secs_f64();
    println!("{elapsed:.1}s: attempt {}", attempt.number());
    if attempt.is_last() {
        Ok("an answer")
    } else {
        Err("overloaded".to_owned())
    }
}

/// One thread per sleep keeps this short. A real runtime has one timer for all.
async fn sleep(delay: Duration) {
    let end = Instant::now() + delay;
    poll_fn(|context| {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        thread::spawn(move || {
            thread::sleep(left);
            waker.wake();
        });
        Poll::Pending
    })
    .await;
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

fn main() {
    let started = Instant::now();
    let answer = block_on(ask(started));
    println!("{:.1}s: {answer:?}", started.elapsed().as_secs_f64());
}
