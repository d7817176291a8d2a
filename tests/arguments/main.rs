//! How arguments reach each attempt: what is cloned, moved or lent, and how long it lives.
#![allow(
    clippy::manual_async_fn,
    clippy::needless_pass_by_value,
    reason = "what becomes of arguments by value is what is tested"
)]

mod borrowed;
mod borrowed_by;
mod consumed;
mod consumed_by;
mod drops;
mod inside;
mod reborrowed;
mod send;
mod sizes;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use test_support::{third, zero};

async fn third_async(attempts: &AtomicU32) -> Result<u32, &'static str> {
    tokio::task::yield_now().await;
    third(attempts)
}

async fn wait() {
    tokio::task::yield_now().await;
}

/// Counts its clones.
struct Counting {
    clones: Arc<AtomicU32>,
    value: Vec<u32>,
}

impl Counting {
    fn new() -> (Self, Arc<AtomicU32>) {
        let clones = Arc::new(zero());
        let value = vec![1, 2];
        (
            Self {
                clones: clones.clone(),
                value,
            },
            clones,
        )
    }

    fn look(&self) -> usize {
        self.value.len()
    }

    fn consume(self) -> usize {
        self.value.into_iter().filter(|it| *it > 0).count()
    }
}

impl Clone for Counting {
    fn clone(&self) -> Self {
        self.clones.fetch_add(1, Relaxed);
        Self {
            clones: self.clones.clone(),
            value: self.value.clone(),
        }
    }
}
