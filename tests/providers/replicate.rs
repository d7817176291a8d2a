use retry_attr::api::ErrorKind::{Quota, RateLimit};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, after, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Replicate,
    url: "https://api.replicate.com/v1/predictions",
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
        row(429, r#"{"detail": "Request was throttled. Your rate limit for creating predictions is reduced to 6 requests per minute with a burst of 1 requests while you have less than $5.0 in credit. Your rate limit resets in ~5s.", "status": 429, "retry_after": 5}"#, after(5_000), RateLimit),
        row(402, r#"{"title": "Insufficient credit", "detail": "You have insufficient credit to run this model.", "status": 402}"#, PERMANENT, Quota),
    ]
}
