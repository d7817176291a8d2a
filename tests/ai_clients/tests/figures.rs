//! What each client's errors come to, without the line of the guide and with it: six failures of a server on loopback.

use std::fmt::Write as _;
use std::time::Duration;
use std::{env, fs};

use ai_clients::{ALL, Api, Client, Line};
use retry_attr::testing::SkipDelays;
use test_support::{Answer, Server, nowhere};

const WAIT: Duration = Duration::from_secs(2);

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    WrongKey,
    Limited,
    OutOfCredit,
    TooLong,
    Page,
    Nobody,
}

use Failure::{Limited, Nobody, OutOfCredit, Page, TooLong, WrongKey};

const FAILURES: [Failure; 6] = [WrongKey, Limited, OutOfCredit, TooLong, Page, Nobody];

/// Whose errors hold the wait: in a field of its own, among the headers, or in the body.
const KEEP_THE_WAIT: [&str; 7] = [
    "genai",
    "async-openai",
    "rig-core",
    "openrouter-rs",
    "gemini-rust",
    "claude-api",
    "misanthropic",
];

const COLUMNS: &str = "\
| client | 401 | 429, wait | 429, quota | 400, too long | 502, HTML | nobody | right |
|---|--:|--:|--:|--:|--:|--:|--:|
";

impl Failure {
    /// How many attempts `policies::AI` makes, if all is understood.
    fn attempts(self) -> usize {
        match self {
            Limited => 10,
            Page | Nobody => 6,
            WrongKey | OutOfCredit | TooLong => 1,
        }
    }

    fn status(self) -> u16 {
        match self {
            WrongKey => 401,
            Limited | OutOfCredit => 429,
            TooLong => 400,
            Page => 502,
            Nobody => 0,
        }
    }

    /// As the provider words it. The wait stands in a header, but for Gemini, which has none.
    fn answer(self, api: Api) -> Answer {
        if self == Page {
            let page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
            return Answer::new(502, page).header("content-type", "text/html");
        }
        let answer = Answer::new(self.status(), body(api, self));
        if self == Limited && api != Api::Gemini {
            answer.header("retry-after", WAIT.as_secs().to_string())
        } else {
            answer
        }
    }
}

fn body(api: Api, failure: Failure) -> &'static str {
    match (api, failure) {
        (_, Page | Nobody) => unreachable!("it has no such body"),
        (Api::OpenAi, WrongKey) => {
            r#"{"error":{"message":"Incorrect API key provided: a-key. You can find your API key at https://platform.openai.com/account/api-keys.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}"#
        }
        (Api::OpenAi, Limited) => {
            r#"{"error":{"message":"Rate limit reached for gpt-local on requests per min (RPM): Limit 3, Used 3, Requested 1. Visit https://platform.openai.com/account/rate-limits to learn more.","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#
        }
        (Api::OpenAi, OutOfCredit) => {
            r#"{"error":{"message":"You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#
        }
        (Api::OpenAi, TooLong) => {
            r#"{"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages resulted in 10010 tokens. Please reduce the length of the messages.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"#
        }
        (Api::Anthropic, WrongKey) => {
            r#"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"request_id":"req_1"}"#
        }
        (Api::Anthropic, Limited) => {
            r#"{"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization's rate limit of 50 requests per minute."},"request_id":"req_1"}"#
        }
        (Api::Anthropic, OutOfCredit) => {
            r#"{"type":"error","error":{"type":"rate_limit_error","message":"Your organization has reached its monthly spend limit.","details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_1"}"#
        }
        (Api::Anthropic, TooLong) => {
            r#"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"},"request_id":"req_1"}"#
        }
        (Api::Gemini, WrongKey) => {
            r#"{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}}"#
        }
        (Api::Gemini, Limited) => {
            r#"{"error":{"code":429,"message":"Resource has been exhausted.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2s"}]}}"#
        }
        (Api::Gemini, OutOfCredit) => {
            r#"{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2s"}]}}"#
        }
        (Api::Gemini, TooLong) => {
            r#"{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}"#
        }
        (Api::Ollama, WrongKey) => r#"{"error":"unauthorized"}"#,
        (Api::Ollama, Limited) => r#"{"error":"too many requests, please slow down"}"#,
        (Api::Ollama, OutOfCredit) => {
            r#"{"error":"you have reached your weekly usage limit, please upgrade to continue"}"#
        }
        (Api::Ollama, TooLong) => {
            r#"{"error":"the input length exceeds the context length of the model"}"#
        }
        (Api::OpenRouter, WrongKey) => r#"{"error":{"code":401,"message":"User not found."}}"#,
        (Api::OpenRouter, Limited) => {
            r#"{"error":{"code":429,"message":"Rate limit exceeded: 20 requests per minute."}}"#
        }
        (Api::OpenRouter, OutOfCredit) => {
            r#"{"error":{"code":429,"message":"Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day","metadata":{"headers":{"X-RateLimit-Limit":"50","X-RateLimit-Remaining":"0"}}}}"#
        }
        (Api::OpenRouter, TooLong) => {
            r#"{"error":{"code":400,"message":"This endpoint's maximum context length is 8192 tokens. However, you requested about 10010 tokens. Please reduce the length."}}"#
        }
    }
}

/// What came of a call.
struct Seen {
    attempts: usize,
    is_right: bool,
}

async fn call(client: &Client, failure: Failure, line: Line) -> Seen {
    let delays = SkipDelays::new();
    let server = (failure != Nobody).then(|| Server::start([failure.answer(client.api)]));
    let url = server.as_ref().map_or_else(nowhere, |it| it.url.clone());
    let error = (client.call)(url, line).await.unwrap_err();
    let delays = delays.recorded();
    let attempts = delays.len() + 1;
    if let Some(server) = server {
        assert_eq!(server.count(), attempts, "{}: {error}", client.name);
    }
    let has_waited = failure != Limited || delays.iter().all(|it| *it >= WAIT);
    Seen {
        attempts,
        is_right: has_waited && attempts == failure.attempts(),
    }
}

/// The tables of `results/clients.md` are what the clients do, or are renewed with `RESULTS=renew`.
#[tokio::test]
async fn the_line_of_the_guide_serves_every_client() {
    let mut tables = String::new();
    for (line, head) in [(Line::Without, "## Without"), (Line::With, "## With")] {
        let _ = write!(tables, "{head} the line\n\n{COLUMNS}");
        for client in ALL {
            let _ = write!(tables, "| {} |", client.name);
            let mut right = 0;
            for failure in FAILURES {
                let seen = call(client, failure, line).await;
                let mark = if seen.is_right { "" } else { " ✗" };
                let _ = write!(tables, " {}{mark} |", seen.attempts);
                right += usize::from(seen.is_right);
            }
            let _ = writeln!(tables, " {right} |");
            if line == Line::With {
                let least = if KEEP_THE_WAIT.contains(&client.name) {
                    6
                } else {
                    5
                };
                assert!(right >= least, "{}: {right} of 6 are right", client.name);
            }
        }
        tables.push('\n');
    }
    let tables = tables.trim_end();
    println!("{tables}");
    let results = concat!(env!("CARGO_MANIFEST_DIR"), "/../../results/clients.md");
    let page = fs::read_to_string(results).unwrap();
    let start = page.find("## Without").expect("a table");
    if env::var("RESULTS").as_deref() == Ok("renew") {
        fs::write(results, format!("{}{tables}\n", &page[..start])).unwrap();
    } else {
        assert_eq!(page[start..].trim_end(), tables, "results/clients.md");
    }
}
