use retry_attr::api::ErrorKind::{Overloaded, Quota, RateLimit};
use retry_attr::api::Provider;

use crate::{DATE, PERMANENT, Row, Service, THROTTLED, after, row, until};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Cloudflare,
    url: "https://api.cloudflare.com/client/v4/accounts/a/ai/run/@cf/m",
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
        row(429, r#"{"errors": [{"message": "AiError: you have used up your daily free allocation of 10,000 neurons, please upgrade to Cloudflare's Workers Paid plan if you would like to continue usage.", "code": 4006}], "success": false, "result": {}, "messages": []}"#, until(1_795_737_600), Quota).with(&[DATE]).of_anybody(PERMANENT, Quota),
        row(429, r#"{"type": "https://developers.cloudflare.com/1015/", "title": "Error 1015: You are being rate limited", "status": 429, "detail": "You are being rate-limited by the website owner's configuration.", "error_code": 1015, "retryable": true, "retry_after": 30}"#, after(30_000), RateLimit),
        row(429, r#"{"errors": [{"message": "AiError: Capacity temporarily exceeded, please try again.", "code": 3040}], "success": false}"#, THROTTLED, Overloaded).of_anybody(THROTTLED, RateLimit),
    ]
}
