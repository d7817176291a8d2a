//! How long the body of an error is waited for, by a clock of its own: a runtime may have no timers, or those of a
//! test, which jump ahead where there is nothing to do but wait for a server.

use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Instant;

use crate::clients::PATIENCE;

/// Whom to wake, and when.
type Waiting = (Instant, Waker);

/// Ends when the patience does.
pub(super) struct Patience {
    until: Instant,
    waker: Option<Waker>,
}

impl Patience {
    pub(super) fn new() -> Self {
        Self {
            until: Instant::now() + PATIENCE,
            waker: None,
        }
    }
}

impl Future for Patience {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let waker = context.waker();
        let is_known = self.waker.as_ref().is_some_and(|it| it.will_wake(waker));
        if Instant::now() >= self.until {
            return Poll::Ready(());
        }
        if !is_known {
            self.waker = Some(waker.clone());
            let is_awaited = clock().is_some_and(|it| it.send((self.until, waker.clone())).is_ok());
            if !is_awaited {
                return Poll::Ready(());
            }
        }
        Poll::Pending
    }
}

/// One thread for all, which starts with the first; `None` if there is none to be had.
fn clock() -> Option<&'static Sender<Waiting>> {
    static CLOCK: OnceLock<Option<Sender<Waiting>>> = OnceLock::new();
    let start = || {
        let (sender, receiver) = mpsc::channel();
        let thread = thread::Builder::new().spawn(move || wake(&receiver));
        thread.is_ok().then_some(sender)
    };
    CLOCK.get_or_init(start).as_ref()
}

fn wake(queue: &Receiver<Waiting>) {
    let mut all: Vec<Waiting> = Vec::new();
    loop {
        let next = all.iter().map(|(until, _)| *until).min();
        let received = match next {
            Some(next) => queue.recv_timeout(next.saturating_duration_since(Instant::now())),
            None => queue.recv().map_err(RecvTimeoutError::from),
        };
        match received {
            Ok(waiting) => all.push(waiting),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let now = Instant::now();
        all.retain(|(until, waker)| {
            let goes_on = *until > now;
            if !goes_on {
                waker.wake_by_ref();
            }
            goes_on
        });
    }
}
