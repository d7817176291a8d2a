//! What the failed replies of AI APIs mean, through the public surface: a file a provider with a row for each failure
//! that is known of it, and what holds for all of them.

mod anthropic;
mod azure;
mod bedrock;
mod cerebras;
mod cloudflare;
mod cohere;
mod compatible;
mod dashscope;
mod deepseek;
mod fireworks;
mod gemini;
mod groq;
mod huggingface;
mod litellm;
mod llamacpp;
mod lmstudio;
mod minimax;
mod mistral;
mod ollama;
mod openai;
mod openrouter;
mod perplexity;
mod replicate;
mod together;
mod vllm;
mod xai;
mod zai;

mod answers;
mod broken_bodies;
mod choices;
mod garbage_headers;
mod headers;
mod names;
mod no_answer;
mod order;
mod policies;
mod processed;
mod recognition;
mod secrets;
mod status_only;
#[cfg(feature = "tokio")]
mod waits;
mod without_a_reply;
mod words;

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use retry_attr::api::{ErrorKind, Provider, Reply};
use retry_attr::{ApiError, Classification, Classify};

/// An API, and what is known of its failures.
struct Service {
    provider: Provider,
    /// Empty if it has no host of its own.
    url: &'static str,
    /// Headers of its real replies that no other provider sends; empty if there are none.
    signs: &'static [Header],
    rows: fn() -> Vec<Row>,
}

type Header = (&'static str, &'static str);

/// One failure: a line of the provider's table.
struct Row {
    status: u16,
    body: String,
    headers: Vec<Header>,
    verdict: Verdict,
    /// The verdict if nobody can know who answers, where it is another.
    of_anybody: Option<Verdict>,
    /// Whose shape the body has, if it is that of another.
    shape: Option<Provider>,
    /// Sources disagree, and the table in the source says which way it goes here.
    is_choice: bool,
}

type Verdict = (Classification, ErrorKind);

const TRANSIENT: Classification = Classification::Transient;
const THROTTLED: Classification = Classification::throttled(None);
const PERMANENT: Classification = Classification::permanent();

fn after(milliseconds: u64) -> Classification {
    Classification::throttled(Some(Duration::from_millis(milliseconds)))
}

/// By a header that tells when a limit is reset.
fn at_most(milliseconds: u64) -> Classification {
    Classification::throttled_at_most(Duration::from_millis(milliseconds))
}

fn until(unix: u64) -> Classification {
    Classification::permanent_until(SystemTime::UNIX_EPOCH + Duration::from_secs(unix))
}

/// When the replies of the tests are dated, if they are: 2026-11-26 07:00 UTC, the evening before in California.
const DATE: Header = ("date", "Thu, 26 Nov 2026 07:00:00 GMT");
const MIDNIGHT_PACIFIC: u64 = 1_795_680_000; // 2026-11-26 08:00 UTC
const NEXT_MONTH_UTC: u64 = 1_796_083_200; // 2026-12-01 00:00 UTC

const HTML: &str = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

fn row(
    status: u16,
    body: impl Into<String>,
    classification: Classification,
    kind: ErrorKind,
) -> Row {
    Row {
        status,
        body: body.into(),
        headers: Vec::new(),
        verdict: (classification, kind),
        of_anybody: None,
        shape: None,
        is_choice: false,
    }
}

impl Row {
    fn with(mut self, headers: &[Header]) -> Self {
        self.headers.extend(headers);
        self
    }

    /// What it is taken for if nobody can know who answers.
    fn of_anybody(mut self, classification: Classification, kind: ErrorKind) -> Self {
        self.of_anybody = Some((classification, kind));
        self
    }

    /// Whose it is taken for if nothing but the body tells.
    fn shaped_as(mut self, provider: Provider) -> Self {
        self.shape = Some(provider);
        self
    }

    fn choice(mut self) -> Self {
        self.is_choice = true;
        self
    }

    fn error(&self, signs: &[Header], state: impl FnOnce(Reply<'_>) -> Reply<'_>) -> ApiError {
        let headers = header_map(self.headers.iter().chain(signs));
        let reply = Reply::new(status(self.status), &headers, self.body.as_bytes());
        match state(reply).check() {
            Ok(()) => panic!("taken for a success: {self}"),
            Err(error) => error,
        }
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {}", self.status, self.headers, self.body)
    }
}

impl Service {
    /// Judges each row with the provider stated, recognised by its URL, by its headers, and by the body at most.
    fn judge_rows(&self) {
        for row in (self.rows)() {
            let expected = (self.provider, row.verdict);
            let stated = row.error(&[], |reply| reply.provider(self.provider));
            assert_eq!(judged(&stated), expected, "stated: {row}");
            assert_eq!(stated.status(), Some(status(row.status)), "{row}");
            assert_eq!(stated.body(), row.body.as_bytes());
            if !self.url.is_empty() {
                let by_url = row.error(&[], |reply| reply.url(self.url));
                assert_eq!(judged(&by_url), expected, "by URL: {row}");
            }
            if !self.signs.is_empty() {
                let by_headers = row.error(self.signs, |reply| reply);
                assert_eq!(judged(&by_headers), expected, "by headers: {row}");
            }
            let by_shape = row.error(&[], |reply| reply);
            let expected = match (by_shape.provider(), row.of_anybody) {
                (Provider::Compatible, Some(verdict)) => (Provider::Compatible, verdict),
                (Provider::Compatible, None) => (Provider::Compatible, row.verdict),
                (_, None) => (row.shape.unwrap_or(self.provider), row.verdict),
                (_, Some(_)) => panic!("it is recognised: {row}"),
            };
            assert_eq!(judged(&by_shape), expected, "by shape: {row}");
        }
    }
}

fn services() -> [Service; 27] {
    [
        anthropic::SERVICE,
        azure::SERVICE,
        bedrock::SERVICE,
        cerebras::SERVICE,
        cloudflare::SERVICE,
        cohere::SERVICE,
        compatible::SERVICE,
        dashscope::SERVICE,
        deepseek::SERVICE,
        fireworks::SERVICE,
        gemini::SERVICE,
        groq::SERVICE,
        huggingface::SERVICE,
        litellm::SERVICE,
        llamacpp::SERVICE,
        lmstudio::SERVICE,
        minimax::SERVICE,
        mistral::SERVICE,
        ollama::SERVICE,
        openai::SERVICE,
        openrouter::SERVICE,
        perplexity::SERVICE,
        replicate::SERVICE,
        together::SERVICE,
        vllm::SERVICE,
        xai::SERVICE,
        zai::SERVICE,
    ]
}

fn judged(error: &ApiError) -> (Provider, Verdict) {
    assert_eq!(error.is_retryable(), error.classify().is_retryable());
    (error.provider(), (classified(error), error.kind()))
}

/// Without whether the request was processed, which has a test of its own.
fn classified(error: &ApiError) -> Classification {
    match error.classify() {
        throttled @ Classification::Throttled { .. } => throttled.unprocessed(),
        other => other,
    }
}

fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap()
}

fn header_map<'a>(headers: impl IntoIterator<Item = &'a Header>) -> HeaderMap {
    let parse = |(name, value): &Header| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    };
    let mut map = HeaderMap::new();
    for (name, value) in headers.into_iter().map(parse) {
        map.append(name, value);
    }
    map
}
