use retry_attr::api::ErrorKind::{ContextTooLong, Overloaded};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::LlamaCpp,
    url: "",
    signs: &[],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(400, r#"{"error": {"code": 400, "message": "request (9412 tokens) exceeds the available context size (8192 tokens), try increasing it", "type": "exceed_context_size_error", "n_prompt_tokens": 9412, "n_ctx": 8192}}"#, PERMANENT, ContextTooLong),
        row(503, r#"{"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}"#, THROTTLED, Overloaded),
    ]
}
