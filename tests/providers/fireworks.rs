use retry_attr::api::ErrorKind::Quota;
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Fireworks,
    url: "https://api.fireworks.ai/inference/v1/chat/completions",
    signs: &[
        ("fireworks-prompt-tokens", "9"),
        ("fireworks-server-processing-time", "0.1"),
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
        row(412, r#"{"error": {"message": "Account a is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices."}}"#, PERMANENT, Quota),
        row(503, r#"{"error": {"message": "Your account is out of credits. Please add more."}}"#, PERMANENT, Quota),
    ]
}
