//! Where the upstream comes from, and what else waits for it: the loop without the attribute, and threads.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;
use std::time::Duration;

use retry_attr::{Classification, Policy, RetryAfter, Upstream, policies, retry};
use tokio::time::Instant;
use tokio::time::sleep;

use super::{SECOND, Server, throttled};
use crate::Failure;

static SHARED: LazyLock<Upstream> = LazyLock::new(|| Upstream::named("made at run time"));

struct Client {
    upstream: Upstream,
    by_model: HashMap<&'static str, Arc<Upstream>>,
}

impl Client {
    #[retry(max = 2, backoff = "none", upstream = self.upstream)]
    async fn by_field(&self, server: &Server) -> Result<(), Failure> {
        server.ask(0)
    }

    #[retry(max = 2, backoff = "none", upstream = &*self.by_model[model])]
    fn by_model(&self, server: &Server, model: &str) -> Result<(), Failure> {
        server.ask(0)
    }

    #[retry(max = 2, backoff = "none", upstream = self.by_model["a"].clone())]
    async fn by_pointer(&mut self, server: &Server) -> Result<(), Failure> {
        server.ask(0)
    }

    #[retry(max = 2, backoff = "none", upstream = SHARED)]
    async fn by_static(self, server: &Server) -> Result<(), Failure> {
        server.ask(0)
    }
}

#[tokio::test]
async fn an_expression_lends_the_upstream() {
    let client = || Client {
        upstream: Upstream::new("field"),
        by_model: [("a", Arc::new(Upstream::new("a")))].into(),
    };
    let server = Server::new([Failure::Transient; 8]);
    let mut client = client();
    let tokens = |upstream: &Upstream| upstream.snapshot().tokens;
    assert!(client.by_field(&server).await.is_err());
    assert_eq!(tokens(&client.upstream), Some(486));
    assert!(client.by_model(&server, "a").is_err());
    assert_eq!(tokens(&client.by_model["a"]), Some(486));
    assert!(client.by_pointer(&server).await.is_err());
    assert_eq!(tokens(&client.by_model["a"]), Some(472));
    assert!(client.by_static(&server).await.is_err());
    assert_eq!(tokens(&SHARED), Some(486));
    assert_eq!(SHARED.name(), "made at run time");
}

#[tokio::test(start_paused = true)]
async fn the_loop_without_the_attribute_shares_too() {
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5), Failure::Transient]);
    let policy = policies::AI.upstream(&upstream);
    let (first, second) = tokio::join!(policy.run(|| async { server.ask(0) }), async {
        sleep(SECOND).await;
        let classify = |_: &Failure| Classification::Transient;
        policy.run_with(classify, || async { server.ask(1) }).await
    });
    assert_eq!((first, second), (Ok(()), Ok(())));
    assert!(server.times()[1] >= 5 * SECOND);
}

#[test]
fn threads_share_too() {
    const POLICY: Policy = Policy::new()
        .max(2)
        .base(Duration::from_millis(1))
        .retry_after(RetryAfter::AtMost(SECOND));
    let upstream = Upstream::new("test");
    let told = Failure::Throttled(Some(Duration::from_millis(300)));
    let start = std::time::Instant::now();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| {
            let mut failures = vec![told];
            POLICY
                .upstream(&upstream)
                .run_blocking(|| failures.pop().map_or(Ok(()), Err))
        });
        while upstream.snapshot().cool_down.is_zero() {
            std::thread::yield_now();
        }
        let second = POLICY.upstream(&upstream).run_blocking_with(
            |()| Classification::Transient,
            || Ok::<_, ()>(start.elapsed()),
        );
        assert!(second.unwrap() >= Duration::from_millis(300));
        assert_eq!(first.join().unwrap(), Ok(()));
    });
}

#[test]
fn sync_functions_wait_with_their_sleeper() {
    thread_local! {
        static SLEPT: RefCell<Duration> = RefCell::default();
    }
    fn note(delay: Duration) {
        SLEPT.with_borrow_mut(|slept| *slept += delay);
        std::thread::sleep(delay);
    }
    #[retry(max = 2, base = "1ms", sleep = note, upstream = upstream)]
    fn ask(failures: &mut Vec<Failure>, upstream: &Upstream) -> Result<(), Failure> {
        failures.pop().map_or(Ok(()), Err)
    }
    let upstream = Upstream::new("test");
    let told = Failure::Throttled(Some(Duration::from_millis(200)));
    assert_eq!(
        ask(&mut vec![Failure::Permanent, told], &upstream),
        Err(Failure::Permanent)
    );
    assert!(SLEPT.take() >= Duration::from_millis(200));
}

#[test]
fn sync_functions_wait_without_a_sleeper() {
    static UPSTREAM: Upstream = Upstream::new("static");
    #[retry(max = 2, backoff = "none", upstream = UPSTREAM)]
    fn ask(failures: &mut Vec<Failure>, start: Instant) -> Result<Duration, Failure> {
        failures.pop().map_or(Ok(start.elapsed()), Err)
    }
    const WAIT: Duration = Duration::from_millis(200);
    let told = Failure::Throttled(Some(WAIT));
    std::thread::scope(|scope| {
        let start = Instant::now();
        let first = scope.spawn(move || ask(&mut vec![told], start));
        while UPSTREAM.snapshot().cool_down.is_zero() {
            std::thread::yield_now();
        }
        // A first attempt, and a retry.
        assert!(ask(&mut Vec::new(), start).unwrap() >= WAIT);
        assert!(first.join().unwrap().unwrap() >= WAIT);
    });
    assert_eq!(UPSTREAM.snapshot().waiting, 0);
}
