use retry_attr::api::ErrorKind::{
    Authentication, ContextTooLong, InvalidRequest, NotFound, Overloaded, Quota, RateLimit, Server,
    Timeout,
};
use retry_attr::api::Provider;

use crate::{DATE, PERMANENT, Row, Service, THROTTLED, TRANSIENT, at_most, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Cohere,
    url: "https://api.cohere.com/v2/chat",
    signs: &[],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(message: &str) -> String {
    format!(r#"{{"id":"3f2b8c1e-9d4a-4f6b-8e2a-1c9d7b5a3e0f","message":"{message}"}}"#)
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let minute = "You are using a Trial key, which is limited to 20 API calls / minute.";
    let month = "You are using a Trial key, which is limited to 1000 API calls / month.";
    vec![
        row(429, error(minute), THROTTLED, RateLimit),
        // Only the text tells.
        row(429, error(month), PERMANENT, Quota),
        row(429, error("Trial keys are limited to 1000 calls/month."), PERMANENT, Quota),
        row(429, error("The limit of 1000 calls per month is reached."), PERMANENT, Quota),
        row(429, error("Your monthly limit is reached."), PERMANENT, Quota),
        row(500, error("internal server error"), TRANSIENT, Server),
        row(503, error("service unavailable"), THROTTLED, Overloaded),
        row(504, error("gateway timeout"), TRANSIENT, Timeout),
        row(400, error("invalid request: message must be at least 1 token long"), PERMANENT, InvalidRequest),
        row(401, error("invalid api token"), PERMANENT, Authentication),
        row(402, error("payment required"), PERMANENT, Quota),
        row(404, error("model 'command-x' not found"), PERMANENT, NotFound),
        row(422, error("invalid type"), PERMANENT, InvalidRequest),
        // A token that is blocked, whereas Groq lacks capacity.
        row(498, error("invalid token"), PERMANENT, Authentication).of_anybody(PERMANENT, InvalidRequest),
        row(499, error("request cancelled"), PERMANENT, InvalidRequest),

        row(429, error(minute), at_most(10_000), RateLimit).with(&reset("0")),
        row(429, error(minute), THROTTLED, RateLimit).with(&reset("3")),

        row(200, "event: message-end\ndata: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"ERROR\",\"error\":\"internal server error\"}}\n\n", TRANSIENT, Server),
        row(200, "event: message-start\ndata: {\"type\":\"message-start\",\"delta\":{\"message\":{\"role\":\"assistant\",\"content\":[]}}}\n\nevent: content-start\ndata: {\"type\":\"content-start\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"type\":\"text\",\"text\":\"\"}}}}\n\nevent: message-end\ndata: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"ERROR\"}}\n\n", TRANSIENT, Server),
        row(400, r#"{"message": "too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 4500. Try using a shorter prompt, or enabling prompt truncating."}"#, PERMANENT, ContextTooLong),
        row(429, error("m"), at_most(10_000), RateLimit).with(&[DATE, ("x-ratelimit-reset", "1795676410")]).of_anybody(THROTTLED, RateLimit),
    ]
}

fn reset(remaining: &'static str) -> [crate::Header; 3] {
    [
        DATE,
        ("x-ratelimit-remaining", remaining),
        ("x-ratelimit-reset", "1795676410"),
    ]
}
