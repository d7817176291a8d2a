//! Simulated time: tasks that sleep, run in the order in which they wake up.
//!
//! The clock that the crate reads is set to the simulated time. Each run starts at zero.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct Timers {
    now: u64,
    /// When, in which order, and which task.
    queue: BinaryHeap<Reverse<(u64, u64, usize)>>,
    order: u64,
    /// The task that runs.
    task: usize,
    spawned: Vec<Task>,
}

thread_local! {
    static TIMERS: RefCell<Timers> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Timers) -> T) -> T {
    TIMERS.with_borrow_mut(act)
}

/// The time since the run started.
pub(crate) fn now() -> Duration {
    Duration::from_nanos(with(|timers| timers.now))
}

pub(crate) fn sleep(length: Duration) -> Sleep {
    let length = u64::try_from(length.as_nanos()).unwrap_or(u64::MAX);
    Sleep {
        until: with(|timers| timers.now.saturating_add(length)),
        is_set: false,
    }
}

/// What [`sleep`] returns.
pub(crate) struct Sleep {
    until: u64,
    is_set: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        with(|timers| {
            if timers.now >= self.until {
                return Poll::Ready(());
            }
            if !self.is_set {
                self.is_set = true;
                timers.order += 1;
                let entry = (self.until, timers.order, timers.task);
                timers.queue.push(Reverse(entry));
            }
            Poll::Pending
        })
    }
}

/// Runs a task beside those that run.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    with(|timers| timers.spawned.push(Box::pin(task)));
}

/// Runs `main` and what it spawns until all are done, or for so many steps. Whether all are done.
pub(crate) fn run(main: impl Future<Output = ()> + 'static, steps: u32) -> bool {
    TIMERS.set(Timers::default());
    spawn(main);
    clock::started(|| Tasks::default().run(steps))
}

#[derive(Default)]
struct Tasks {
    all: Vec<Option<Task>>,
    free: Vec<usize>,
}

impl Tasks {
    fn run(&mut self, steps: u32) -> bool {
        self.start_spawned();
        for _ in 0..steps {
            let Some(Reverse((at, _, task))) = with(|timers| timers.queue.pop()) else {
                return true;
            };
            let ahead = with(|timers| at - mem::replace(&mut timers.now, at));
            clock::advance(ahead);
            self.step(task);
            self.start_spawned();
        }
        with(|timers| timers.queue.is_empty())
    }

    fn start_spawned(&mut self) {
        loop {
            let spawned = with(|timers| mem::take(&mut timers.spawned));
            if spawned.is_empty() {
                return;
            }
            for task in spawned {
                let slot = self.free.pop().unwrap_or_else(|| {
                    self.all.push(None);
                    self.all.len() - 1
                });
                self.all[slot] = Some(task);
                self.step(slot);
            }
        }
    }

    /// Lets a task run until it sleeps. The timer may be that of a task that is done.
    fn step(&mut self, slot: usize) {
        let Some(task) = &mut self.all[slot] else {
            return;
        };
        with(|timers| timers.task = slot);
        let mut context = Context::from_waker(Waker::noop());
        if task.as_mut().poll(&mut context).is_ready() {
            self.all[slot] = None;
            self.free.push(slot);
        }
    }
}

#[cfg(target_family = "wasm")]
mod clock {
    use std::time::Duration;

    pub(super) fn started<T>(act: impl FnOnce() -> T) -> T {
        web_time::set(Duration::ZERO);
        act()
    }

    pub(super) fn advance(nanos: u64) {
        web_time::advance(Duration::from_nanos(nanos));
    }
}

/// Tokio's clock, paused.
#[cfg(not(target_family = "wasm"))]
mod clock {
    use std::pin::pin;
    use std::task::{Context, Waker};
    use std::time::Duration;

    pub(super) fn started<T>(act: impl FnOnce() -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("a runtime");
        runtime.block_on(async { act() })
    }

    pub(super) fn advance(nanos: u64) {
        let advance = tokio::time::advance(Duration::from_nanos(nanos));
        // It has advanced once it is polled.
        let _ = pin!(advance).poll(&mut Context::from_waker(Waker::noop()));
    }
}
