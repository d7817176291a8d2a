use retry_attr::api::ErrorKind::Quota;
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::DeepSeek,
    url: "https://api.deepseek.com/chat/completions",
    signs: &[("x-ds-trace-id", "a1")],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(402, r#"{"error": {"message": "Insufficient Balance", "type": "unknown_error", "param": null, "code": "invalid_request_error"}}"#, PERMANENT, Quota),
    ]
}
