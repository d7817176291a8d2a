use retry_attr::api::ErrorKind::{
    ContextTooLong, InvalidRequest, Overloaded, Quota, RateLimit, Server,
};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, at_most, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::HuggingFace,
    url: "https://router.huggingface.co/v1/chat/completions",
    signs: &[("x-compute-type", "gpu")],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(503, r#"{"error": "Model m is currently loading", "estimated_time": 44.49}"#, after(44_490), Overloaded),
        row(200, "data:{\"error\":\"Input validation error: `temperature` must be strictly positive\",\"error_type\":\"validation\"}\n\n", PERMANENT, InvalidRequest),
        row(422, r#"{"error": "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 3000 `inputs` tokens and 2000 `max_new_tokens`", "error_type": "validation"}"#, PERMANENT, ContextTooLong),
        row(429, r#"{"error": "Model is overloaded", "error_type": "overloaded"}"#, THROTTLED, RateLimit),
        row(424, r#"{"error": "Request failed during generation: Server error: CUDA out of memory", "error_type": "generation"}"#, TRANSIENT, Server),
        row(402, r#"{"error": "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits."}"#, PERMANENT, Quota),
        row(429, "", at_most(55_000), RateLimit).with(&[("ratelimit", "\"api\";r=0;t=55")]),
    ]
}
