//! What an annotated function costs: no allocation on any path, and a future that grows by the sleep.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use retry_attr::{Jitter, Policy, Upstream, retry};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

fn allocations<T>(work: impl FnOnce() -> T) -> usize {
    let before = ALLOCATIONS.get();
    let result = work();
    let after = ALLOCATIONS.get();
    drop(result);
    after - before
}

#[retry(max = 5, base = "1us", jitter, deadline = "1m", attempt = attempt)]
fn sync(failures: u32) -> Result<u32, &'static str> {
    if attempt.retries() < failures {
        Err("busy")
    } else {
        Ok(failures)
    }
}

#[retry(max = 5, base = "1us", jitter)]
async fn asynchronous(calls: &Cell<u32>, failures: u32) -> Result<u32, &'static str> {
    calls.set(calls.get() + 1);
    if calls.get() <= failures {
        Err("busy")
    } else {
        Ok(failures)
    }
}

/// How often calls fail here. The crate `metrics` has labels on the heap, so there a failure is not counted.
const FAILURES: &[u32] = if cfg!(feature = "metrics") {
    &[0]
} else {
    &[0, 2, 9]
};

#[test]
fn sync_calls_allocate_nothing() {
    // The first failure of this thread among them.
    for &failures in FAILURES {
        assert_eq!(allocations(|| sync(failures)), 0, "{failures} failures");
    }
}

/// With a sleeper that allocates nothing itself; tokio's is not ours to count.
#[test]
fn async_calls_allocate_nothing() {
    #[retry(max = 5, jitter, timeout = "1s", sleep = |_| std::future::ready(()))]
    async fn bounded(calls: &Cell<u32>, failures: u32) -> Option<u32> {
        calls.set(calls.get() + 1);
        (calls.get() > failures).then_some(failures)
    }
    #[retry(max = 5, jitter = "decorrelated", sleep = |_| std::future::ready(()))]
    async fn plain(calls: &Cell<u32>, failures: u32) -> Result<u32, &'static str> {
        calls.set(calls.get() + 1);
        if calls.get() <= failures {
            Err("busy")
        } else {
            Ok(failures)
        }
    }
    for &failures in FAILURES {
        let calls = Cell::new(0);
        let count = allocations(|| now(plain(&calls, failures)));
        assert_eq!(count, 0, "{failures} failures");
        let calls = Cell::new(0);
        let count = allocations(|| now(bounded(&calls, failures)));
        assert_eq!(count, 0, "{failures} failures, bounded");
    }
}

/// Each reads its first item in the third attempt.
#[cfg(all(feature = "stream", not(feature = "metrics")))] // whose labels of failures allocate
#[test]
fn streams_allocate_nothing() {
    use futures_util::{Stream, StreamExt, stream};

    type Item = Result<u32, &'static str>;

    fn third(calls: &Cell<u32>) -> Item {
        calls.set(calls.get() + 1);
        if calls.get() % 3 == 0 {
            Ok(1)
        } else {
            Err("busy")
        }
    }
    #[retry(jitter, sleep = |_| std::future::ready(()), stream)]
    async fn in_a_result(calls: &Cell<u32>) -> Result<impl Stream<Item = Item>, &'static str> {
        Ok(stream::iter([third(calls), Ok(2)]))
    }
    #[retry(backoff = "none", timeout = "1s", sleep = |_| std::future::pending::<()>(), stream)]
    fn itself(calls: &Cell<u32>) -> impl Stream<Item = Result<u32, String>> {
        // It may not be moved.
        stream::iter([Some(calls), None]).then(|calls| async move {
            calls.map_or(Ok(2), |calls| third(calls).map_err(|_| String::new()))
        })
    }
    #[retry(backoff = "none", stream = |item| *item > 0)]
    fn iterator(calls: &Cell<u32>) -> impl Iterator<Item = Item> {
        [third(calls), Ok(2)].into_iter()
    }
    let calls = Cell::new(0);
    let read = || {
        let items = now(now(in_a_result(&calls)).unwrap().count());
        items + now(itself(&calls).count()) + iterator(&calls).count()
    };
    assert_eq!(read(), 6);
    assert_eq!(allocations(read), 0);
    assert_eq!(calls.get(), 18);
}

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("not ready"),
    }
}

/// Outside a runtime, tokio's sleep panics: nothing of it is touched by a success.
#[test]
fn a_success_needs_no_runtime() {
    assert_eq!(allocations(|| now(asynchronous(&Cell::new(0), 0))), 0);
}

async fn step() {
    std::future::ready(()).await;
}

macro_rules! pair {
    ($($option:tt)*) => {{
        async fn plain(a: &str, b: u64, big: [u8; 4096]) -> Result<usize, String> {
            let local = [b; 1024];
            step().await;
            Ok(a.len() + big.len() + local.len())
        }
        #[retry($($option)*)]
        async fn retried(a: &str, b: u64, big: [u8; 4096]) -> Result<usize, String> {
            let local = [b; 1024];
            step().await;
            Ok(a.len() + big.len() + local.len())
        }
        async fn small_plain(a: &str) -> Result<usize, String> {
            step().await;
            Ok(a.len())
        }
        #[retry($($option)*)]
        async fn small_retried(a: &str) -> Result<usize, String> {
            step().await;
            Ok(a.len())
        }
        [
            (size_of_val(&plain("", 0, [0; 4096])), size_of_val(&retried("", 0, [0; 4096]))),
            (size_of_val(&small_plain("")), size_of_val(&small_retried(""))),
        ]
    }};
}

const POLICY: Policy = Policy::new().jitter(Jitter::Full);

#[test]
fn the_future_grows_by_no_more_than_the_sleep() {
    for (plain, retried) in [
        pair!(),
        pair!(jitter, on_retry = |_| {}),
        pair!(policy = POLICY),
    ]
    .into_iter()
    .flatten()
    {
        assert!(retried <= plain + 128, "{plain} bytes became {retried}");
    }
    // With a limit, tokio's sleep lies beside the attempt. Its feature `test-util`, on here, makes it 16 bytes larger.
    let sleep = size_of::<tokio::time::Sleep>();
    for (plain, retried) in [
        pair!(timeout = "1s"),
        pair!(deadline = "1m", attempt = attempt),
    ]
    .into_iter()
    .flatten()
    {
        assert!(
            retried <= plain + sleep + 32,
            "{plain} bytes became {retried}"
        );
    }
}

#[test]
fn the_future_is_32_bytes_larger_than_that_of_a_loop_by_hand_at_most() {
    async fn keep<const N: usize>(seed: u8) -> Result<usize, String> {
        let state = [seed; N];
        step().await;
        Ok(state.len())
    }
    async fn by_hand<const N: usize>(seed: u8) -> Result<usize, String> {
        let mut attempt = 1;
        loop {
            match keep::<N>(seed).await {
                Err(_) if attempt < 3 => attempt += 1,
                result => return result,
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
    #[retry]
    async fn retried<const N: usize>(seed: u8) -> Result<usize, String> {
        keep::<N>(seed).await
    }
    for (by_hand, retried) in [
        (
            size_of_val(&by_hand::<64>(0)),
            size_of_val(&retried::<64>(0)),
        ),
        (
            size_of_val(&by_hand::<1024>(0)),
            size_of_val(&retried::<1024>(0)),
        ),
        (
            size_of_val(&by_hand::<8192>(0)),
            size_of_val(&retried::<8192>(0)),
        ),
    ] {
        assert!(retried <= by_hand + 32, "{by_hand} bytes became {retried}");
    }
}

#[test]
fn a_consumed_argument_is_held_twice() {
    #[derive(Clone)]
    struct Prompt([u8; 1024]);
    async fn send(prompt: Prompt) -> usize {
        step().await;
        prompt.0.len()
    }
    async fn plain(prompt: Prompt) -> Result<usize, String> {
        Ok(send(prompt).await)
    }
    #[retry]
    async fn retried(prompt: Prompt) -> Result<usize, String> {
        Ok(send(prompt).await)
    }
    let plain = size_of_val(&plain(Prompt([0; 1024])));
    let retried = size_of_val(&retried(Prompt([0; 1024])));
    assert!(
        retried <= plain + 1024 + 128,
        "{plain} bytes became {retried}"
    );
}

#[test]
fn a_policy_is_small() {
    assert!(size_of::<Policy>() <= 88);
    assert_eq!(size_of::<Option<Duration>>(), 16);
}

/// What the guide says of a policy that is evaluated for each call.
#[test]
fn a_policy_at_run_time_is_held_too() {
    #[retry(policy = *policy)]
    async fn retried(policy: &Policy) -> Result<usize, String> {
        step().await;
        Ok(policy.delays().len())
    }
    async fn plain(policy: &Policy) -> Result<usize, String> {
        step().await;
        Ok(policy.delays().len())
    }
    let (plain, retried) = (size_of_val(&plain(&POLICY)), size_of_val(&retried(&POLICY)));
    assert!(
        retried <= plain + 128 + 40 + 80,
        "{plain} bytes became {retried}"
    );
}

static UPSTREAM: Upstream = Upstream::new("test");

#[test]
fn an_upstream_costs_two_words_and_no_allocation() {
    #[retry(upstream = UPSTREAM)]
    async fn shared(calls: &Cell<u32>, failures: u32) -> Result<u32, &'static str> {
        calls.set(calls.get() + 1);
        step().await;
        if calls.get() <= failures {
            Err("busy")
        } else {
            Ok(failures)
        }
    }
    #[retry]
    async fn alone(calls: &Cell<u32>, failures: u32) -> Result<u32, &'static str> {
        calls.set(calls.get() + 1);
        step().await;
        if calls.get() <= failures {
            Err("busy")
        } else {
            Ok(failures)
        }
    }
    #[retry(base = "1us", upstream = UPSTREAM)]
    fn sync(calls: &Cell<u32>) -> Result<u32, &'static str> {
        calls.set(calls.get() + 1);
        if calls.get() < 3 { Err("busy") } else { Ok(3) }
    }
    let calls = Cell::new(0);
    let sizes = (
        size_of_val(&alone(&calls, 0)),
        size_of_val(&shared(&calls, 0)),
    );
    assert!(sizes.1 <= sizes.0 + 16, "{sizes:?}");
    assert_eq!(allocations(|| now(shared(&calls, 0))), 0);
    // With retries, which the budget pays for.
    if cfg!(feature = "metrics") {
        return; // its labels allocate
    }
    let calls = Cell::new(0);
    assert_eq!(allocations(|| sync(&calls)), 0);
    assert_eq!(calls.get(), 3);
}
