use retry_attr::api::ErrorKind::{ContextTooLong, Overloaded};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::LmStudio,
    url: "http://localhost:1234/v1/chat/completions",
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
        row(200, "event: error\ndata: {\"error\": \"Trying to keep the first 14538 tokens when context the overflows. However, the model is loaded with context length of only 2048 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input\"}\n\n", PERMANENT, ContextTooLong),
        row(503, r#"{"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}"#, THROTTLED, Overloaded),
    ]
}
