use retry_attr::api::ErrorKind::{
    ContentPolicy, ContextTooLong, InvalidRequest, Overloaded, Quota, RateLimit,
};
use retry_attr::api::Provider;

use crate::{DATE, PERMANENT, Row, Service, THROTTLED, row, until};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Zai,
    url: "https://api.z.ai/api/paas/v4/chat/completions",
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
        // The time is that of China, which is known of this host only.
        row(429, r#"{"error": {"code": "1308", "message": "Usage limit reached for 5 hour. Your limit will reset at 2026-11-26 20:38:28"}}"#, until(1_795_676_400 + 5 * 3_600 + 38 * 60 + 28), Quota).with(&[DATE]).of_anybody(until(1_795_676_400 + 13 * 3_600 + 38 * 60 + 28), Quota),
        row(400, r#"{"error": {"code": "1261", "message": "Prompt exceeds max length"}}"#, PERMANENT, ContextTooLong),
        row(429, r#"{"error": {"code": "1302", "message": "High concurrency usage of this API, please reduce concurrency or contact customer service to increase limits"}}"#, THROTTLED, RateLimit),
        row(429, r#"{"error": {"code": "1303", "message": "High frequency usage of this API"}}"#, THROTTLED, RateLimit),
        row(429, r#"{"error": {"code": "1113", "message": "Insufficient balance or no resource package. Please recharge."}}"#, PERMANENT, Quota),
        row(429, r#"{"error":{"code":"1304","message":"m"}}"#, PERMANENT, Quota).of_anybody(THROTTLED, RateLimit),
        row(429, r#"{"error":{"code":"1305","message":"m"}}"#, THROTTLED, Overloaded).of_anybody(THROTTLED, RateLimit),
        row(429, r#"{"error":{"code":"1309","message":"m"}}"#, PERMANENT, Quota).of_anybody(THROTTLED, RateLimit),
        row(429, r#"{"error":{"code":"1311","message":"m"}}"#, PERMANENT, Quota).of_anybody(THROTTLED, RateLimit),
        row(400, r#"{"error":{"code":"1301","message":"m"}}"#, PERMANENT, ContentPolicy).of_anybody(PERMANENT, InvalidRequest),
    ]
}
