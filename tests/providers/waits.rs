//! Annotated functions sleep exactly as long as the server asked: exact under tokio's paused clock, to its millisecond.

use std::time::Duration;

use retry_attr::api::Provider;
use retry_attr::{ApiError, Classify, policies, retry};
use tokio::time::Instant;

use crate::{DATE, Header, Row, row, services};

const TOKIO: Duration = Duration::from_millis(1);

/// Replies with `row`, and notes when it was asked.
struct Server {
    row: Row,
    provider: Provider,
    asked: Vec<Instant>,
}

impl Server {
    fn new(row: Row, provider: Provider) -> Self {
        Self {
            row,
            provider,
            asked: Vec::new(),
        }
    }

    fn reply(&mut self) -> Result<(), ApiError> {
        self.asked.push(Instant::now());
        Err(self.row.error(&[], |reply| reply.provider(self.provider)))
    }

    fn delays(&self) -> Vec<Duration> {
        self.asked
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .collect()
    }
}

fn limited(headers: &[Header], body: &str) -> Server {
    let row = row(
        429,
        body,
        retry_attr::Classification::Transient,
        retry_attr::api::ErrorKind::RateLimit,
    );
    Server::new(row.with(headers), Provider::Compatible)
}

#[retry(max = 2, retry_after = "1h")]
async fn ask(server: &mut Server) -> Result<(), ApiError> {
    server.reply()
}

#[tokio::test(start_paused = true)]
#[rustfmt::skip]
async fn each_source_is_slept_on() {
    let info = r#"{"error":{"code":429,"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}"#;
    let text = r#"{"error":{"message":"Rate limit reached. Please try again in 1.898s.","code":"rate_limit_exceeded"}}"#;
    for (headers, body, milliseconds) in [
        (&[("retry-after-ms", "1500")][..], "", 1_500),
        (&[("x-ms-retry-after-ms", "90")], "", 90),
        (&[("x-amz-retry-after", "90")], "", 90),
        (&[("retry-after", "7")], "", 7_000),
        (&[DATE, ("retry-after", "Thu, 26 Nov 2026 07:00:30 GMT")], "", 30_000),
        (&[], info, 34_400),
        (&[("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", "6s")], "", 6_000),
        (&[DATE, ("anthropic-ratelimit-requests-remaining", "0"), ("anthropic-ratelimit-requests-reset", "2026-11-26T07:00:42Z")], "", 42_000),
        (&[DATE, ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1795676410")], "", 10_000),
        (&[], text, 1_898),
        (&[], "", 1_000), // the policy's own
    ] {
        let mut server = limited(headers, body);
        ask(&mut server).await.unwrap_err();
        assert_eq!(server.delays(), [Duration::from_millis(milliseconds)], "{headers:?} {body}");
    }
}

/// Every row of every provider: the wait, the backoff, or no second attempt.
#[tokio::test(start_paused = true)]
async fn each_row_is_slept_on() {
    for service in services() {
        for row in (service.rows)() {
            let (classification, _) = row.verdict;
            let mut server = Server::new(row, service.provider);
            ask(&mut server).await.unwrap_err();
            let expected = match classification.retry_after() {
                _ if !classification.is_retryable() => None,
                Some(wait) if wait > Duration::from_secs(3600) => None,
                wait => Some(wait.unwrap_or(Duration::from_secs(1))),
            };
            assert_eq!(server.delays(), Vec::from_iter(expected), "{}", server.row);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn never_sooner_than_a_fraction() {
    let mut server = limited(&[("retry-after-ms", "10.000001")], "");
    ask(&mut server).await.unwrap_err();
    let delay = server.delays()[0];
    let wait = Duration::from_nanos(10_000_001);
    assert!((wait..=wait + TOKIO).contains(&delay), "{delay:?}");
}

#[tokio::test(start_paused = true)]
async fn jitter_only_adds_to_it() {
    #[retry(policy = policies::AI, max = 3)]
    async fn ask(server: &mut Server) -> Result<(), ApiError> {
        server.reply()
    }
    let wait = Duration::from_secs(7);
    let mut longest = [Duration::ZERO; 2];
    for _ in 0..300 {
        let mut server = limited(&[("retry-after", "7")], "");
        ask(&mut server).await.unwrap_err();
        // The upper half of the backoff is random: 0.5 s of the first delay, 1 s of the second.
        for ((delay, spread), longest) in server
            .delays()
            .into_iter()
            .zip([500, 1_000])
            .zip(&mut longest)
        {
            let most = wait + Duration::from_millis(spread) + TOKIO;
            assert!((wait..=most).contains(&delay), "{delay:?}");
            *longest = (*longest).max(delay);
        }
    }
    assert!(
        longest[0] > wait + Duration::from_millis(400)
            && longest[1] > wait + Duration::from_millis(800)
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_above_the_accepted_one_is_in_the_error() {
    #[retry(policy = policies::AI)]
    async fn ask(server: &mut Server) -> Result<(), ApiError> {
        server.reply()
    }
    let started = Instant::now();
    for value in [
        "121",
        "86400",
        "99999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let mut server = limited(&[DATE, ("retry-after", value)], "");
        let error = ask(&mut server).await.unwrap_err();
        assert_eq!(server.asked.len(), 1, "{value}");
        assert!(
            error.retry_after() > Some(Duration::from_secs(120)),
            "{value}"
        );
        assert!(error.classify().is_retryable(), "it may be, later: {value}");
        assert!(error.to_string().contains("; retry after "), "{error}");
    }
    assert_eq!(started.elapsed(), Duration::ZERO);
    let mut server = limited(&[("retry-after", "120")], "");
    ask(&mut server).await.unwrap_err();
    assert_eq!(server.asked.len(), 10);
}

/// A limit lets a request through before it is as at its beginning.
#[tokio::test(start_paused = true)]
async fn a_reset_above_the_accepted_wait_backs_off() {
    #[retry(max = 2, retry_after = "10s")]
    async fn ask(server: &mut Server) -> Result<(), ApiError> {
        server.reply()
    }
    let remaining = ("x-ratelimit-remaining-tokens", "0");
    for (reset, delay) in [("10s", 10), ("10.001s", 1), ("30s", 1), ("6m0s", 1)] {
        let headers = [remaining, ("x-ratelimit-reset-tokens", reset)];
        let mut server = limited(&headers, "");
        ask(&mut server).await.unwrap_err();
        assert_eq!(server.delays(), [Duration::from_secs(delay)], "{reset}");
        // What the server names is another matter.
        let headers = [headers[0], headers[1], ("retry-after", "30")];
        let mut server = limited(&headers, "");
        ask(&mut server).await.unwrap_err();
        assert_eq!(server.asked.len(), 1, "{reset}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_quota_returns_at_once_and_says_until_when() {
    let body = r#"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[
        {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"RequestsPerDay"}]},
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2s"}]}}"#;
    let mut server = limited(&[DATE], body);
    server.provider = Provider::Gemini;
    let error = ask(&mut server).await.unwrap_err();
    assert_eq!(server.asked.len(), 1);
    assert!(error.resets_at().is_some());
    assert!(
        error
            .to_string()
            .ends_with("; resets at 2026-11-26T08:00:00Z"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn x_should_retry_is_obeyed_both_ways() {
    let attempts = async |code: u16, body: &str, headers: &[Header]| {
        let mut server = limited(headers, body);
        server.row.status = code;
        ask(&mut server).await.unwrap_err();
        (server.asked.len(), server.delays())
    };
    let seconds = |seconds| vec![Duration::from_secs(seconds)];
    let quota = r#"{"error":{"code":"insufficient_quota"}}"#;
    assert_eq!(attempts(400, "", &[]).await, (1, vec![]));
    assert_eq!(
        attempts(400, "", &[("x-should-retry", "true")]).await,
        (2, seconds(1))
    );
    assert_eq!(
        attempts(400, "", &[("x-should-retry", "true"), ("retry-after", "9")]).await,
        (2, seconds(9))
    );
    assert_eq!(
        attempts(429, quota, &[("x-should-retry", "true")]).await,
        (2, seconds(1))
    );
    for code in [408, 409, 429, 500, 503, 529] {
        assert_eq!(attempts(code, "", &[]).await, (2, seconds(1)));
        assert_eq!(
            attempts(
                code,
                "",
                &[("x-should-retry", "false"), ("retry-after", "9")]
            )
            .await,
            (1, vec![])
        );
    }
}
