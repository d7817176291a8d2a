//! A receiver that is `Send` but not `Sync` keeps the future `Send`.

use std::cell::Cell;
use std::pin::Pin;

use retry_attr::retry;

use super::{NotSend, probe};
use crate::wait;

struct Counter {
    count: Cell<u32>,
}

impl Counter {
    async fn plain(&mut self) -> Result<u32, ()> {
        wait().await;
        self.count.set(self.count.get() + 1);
        Ok(self.count.get())
    }

    #[retry]
    async fn annotated(&mut self) -> Result<u32, ()> {
        wait().await;
        self.count.set(self.count.get() + 1);
        Ok(self.count.get())
    }

    async fn plain_pin(self: Pin<&mut Self>) -> Result<u32, ()> {
        wait().await;
        Ok(self.count.get())
    }

    #[retry]
    async fn annotated_pin(self: Pin<&mut Self>) -> Result<u32, ()> {
        wait().await;
        Ok(self.count.get())
    }

    async fn plain_value(self) -> Result<u32, ()> {
        wait().await;
        Ok(self.count.get())
    }

    #[retry]
    async fn annotated_value(self) -> Result<u32, ()> {
        wait().await;
        Ok(self.count.get())
    }
}

#[test]
fn send_with_a_receiver_that_is_not_sync() {
    let mut counter = Counter {
        count: Cell::new(0),
    };
    assert!(is_send!(counter.plain()));
    assert!(is_send!(Pin::new(&mut counter).plain_pin()));
    assert!(is_send!(counter.annotated()));
    assert!(is_send!(Pin::new(&mut counter).annotated_pin()));
    let counter = || Counter {
        count: Cell::new(0),
    };
    assert!(is_send!(counter().plain_value()));
    assert!(is_send!(counter().annotated_value()));
}
