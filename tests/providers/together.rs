use retry_attr::api::ErrorKind::{
    ContextTooLong, Overloaded, Permission, Quota, RateLimit, Server,
};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, TRANSIENT, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Together,
    url: "https://api.together.xyz/v1/chat/completions",
    signs: &[],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(kind: &str) -> String {
    format!(
        r#"{{"id":"o1","error":{{"message":"It failed.","type":"{kind}","param":null,"code":null}}}}"#
    )
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(429, error("model_rate_limit"), THROTTLED, RateLimit),
        row(500, error("server_error"), TRANSIENT, Server),
        row(503, error("service_unavailable"), THROTTLED, Overloaded),
        row(402, error("credit_limit"), PERMANENT, Quota),
        row(403, error("invalid_request_error").replace("It failed.", "No permission to use this model."), PERMANENT, Permission),
        // Elsewhere a matter of permission.
        row(403, error("invalid_request_error"), PERMANENT, ContextTooLong).of_anybody(PERMANENT, Permission),
    ]
}
