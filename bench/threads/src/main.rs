//! Calls of many threads on one upstream, while nothing is wrong: `cargo run --release -p retry-bench-threads`.
//!
//! Nanoseconds of processor time that a call takes: of a function with `upstream`, of the same function without, and of that
//! with one shared counter, which shows what a store that others see would cost. Processor time, as the machine may be busy;
//! a core that waits for a cache line spends it too.

use std::hint::black_box;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;

use retry_attr::{Upstream, retry};

const THREADS: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];
/// Of each thread.
const CALLS: u64 = 1_000_000;
const ROUNDS: usize = 5;

#[derive(Debug)]
struct Failed;

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("failed")
    }
}

impl std::error::Error for Failed {}

#[inline(never)]
fn answer(question: u64) -> Result<u64, Failed> {
    if question == u64::MAX {
        return Err(Failed);
    }
    Ok(question)
}

#[retry]
fn alone(question: u64) -> Result<u64, Failed> {
    answer(question)
}

static UPSTREAM: Upstream = Upstream::new("server");

#[retry(upstream = UPSTREAM)]
fn sharing(question: u64) -> Result<u64, Failed> {
    answer(question)
}

static CALLED: AtomicU64 = AtomicU64::new(0);

#[retry]
fn counted(question: u64) -> Result<u64, Failed> {
    CALLED.fetch_add(1, Relaxed);
    answer(question)
}

/// The processor time that this thread has had, in nanoseconds.
fn processor_time() -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: it writes to what it is given, which lives long enough.
    let failed = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    assert_eq!(failed, 0);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

/// The nanoseconds of a call, when so many threads make calls.
fn nanoseconds(threads: usize, call: fn(u64) -> Result<u64, Failed>) -> f64 {
    let call = black_box(call);
    let barrier = Barrier::new(threads);
    let total: f64 = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    let start = processor_time();
                    for question in 0..CALLS {
                        let _ = black_box(call(black_box(question)));
                    }
                    processor_time() - start
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|it| it.join().expect("calls"))
            .sum()
    });
    total / (CALLS * threads as u64) as f64
}

fn main() {
    println!("| threads | without | with `upstream` | with a counter |\n|--:|--:|--:|--:|");
    for threads in THREADS {
        let mut rounds = [(); 3].map(|()| Vec::new());
        for _ in 0..ROUNDS {
            for (round, call) in rounds.iter_mut().zip([alone, sharing, counted]) {
                round.push(nanoseconds(threads, call));
            }
        }
        let [alone, sharing, counted] = rounds.map(|mut round| {
            round.sort_by(f64::total_cmp);
            round[ROUNDS / 2]
        });
        println!("| {threads} | {alone:.1} | {sharing:.1} | {counted:.1} |");
    }
}
