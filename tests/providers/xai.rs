use retry_attr::api::ErrorKind::{Authentication, ContentPolicy, Quota};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Xai,
    url: "https://api.x.ai/v1/chat/completions",
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
        row(400, r#"{"code": "Client specified an invalid argument", "error": "Incorrect API key provided: xx. You can obtain an API key from https://console.x.ai."}"#, PERMANENT, Authentication),
        row(403, r#"{"code": "The caller does not have permission to execute the specified operation", "error": "Your newly created team doesn't have any credits or licenses yet. You can purchase those on https://console.x.ai/team/t."}"#, PERMANENT, Quota),
        row(403, r#"{"code": "The caller does not have permission to execute the specified operation", "error": "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO"}"#, PERMANENT, ContentPolicy),
    ]
}
