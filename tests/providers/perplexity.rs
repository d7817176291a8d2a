use retry_attr::api::ErrorKind::Quota;
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Perplexity,
    url: "https://api.perplexity.ai/chat/completions",
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
        row(429, r#"{"error": {"message": "You have hit the daily limit for this model. Come back tomorrow.", "code": "x"}}"#, PERMANENT, Quota),
    ]
}
