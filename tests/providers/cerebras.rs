use retry_attr::api::ErrorKind::{Quota, RateLimit};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, at_most, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Cerebras,
    url: "https://api.cerebras.ai/v1/chat/completions",
    signs: &[
        ("x-ratelimit-limit-tokens-minute", "60000"),
        ("x-ratelimit-limit-requests-day", "14400"),
    ],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(429, r#"{"message": "Tokens per minute limit exceeded - too many tokens processed.", "type": "too_many_tokens_error", "param": "quota", "code": "token_quota_exceeded"}"#, at_most(11_382), RateLimit).with(&[("x-ratelimit-limit-tokens-minute", "60000"), ("x-ratelimit-remaining-tokens-minute", "0"), ("x-ratelimit-reset-tokens-minute", "11.382"), ("x-ratelimit-remaining-requests-day", "13000"), ("x-ratelimit-reset-requests-day", "33011.382")]),
        row(429, r#"{"message": "Tokens per day limit exceeded - too many tokens processed.", "type": "too_many_tokens_error", "param": "quota", "code": "token_quota_exceeded"}"#, PERMANENT, Quota).with(&[("x-ratelimit-remaining-tokens-day", "0")]),
    ]
}
