use retry_attr::api::ErrorKind::{
    ContextTooLong, InvalidRequest, NotFound, Overloaded, Quota, RateLimit, Server,
};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, TRANSIENT, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Ollama,
    url: "http://localhost:11434/api/chat",
    signs: &[],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(text: &str) -> String {
    format!(r#"{{"error":"{text}"}}"#)
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(503, error("server busy, please try again.  maximum pending requests exceeded"), THROTTLED, Overloaded),
        row(500, error("model runner has unexpectedly stopped"), TRANSIENT, Server),
        row(404, error("model 'llama3' not found"), PERMANENT, NotFound),
        row(400, error("invalid options"), PERMANENT, InvalidRequest),

        // What went wrong after a 200, nothing tells.
        row(200, error("an error was encountered while running the model") + "\n", TRANSIENT, Server),

        row(429, r#"{"error": "you (user) have reached your weekly usage limit, upgrade for higher limits: https://ollama.com/upgrade or add extra usage: https://ollama.com/settings (ref: r)"}"#, PERMANENT, Quota),
        row(429, r#"{"error": "you (user) have reached your session usage limit, upgrade for higher limits: https://ollama.com/upgrade (ref: r)"}"#, PERMANENT, Quota),
        row(429, r#"{"error": "you've reached your hourly usage limit, please upgrade to continue"}"#, PERMANENT, Quota),
        row(429, r#"{"error": "too many concurrent requests"}"#, THROTTLED, RateLimit),
        row(400, r#"{"error": "prompt too long; exceeded max context length by 4 tokens"}"#, PERMANENT, ContextTooLong),
    ]
}
