use retry_attr::api::ErrorKind::{ContextTooLong, NotFound};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Vllm,
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
        row(400, r#"{"object": "error", "message": "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 in the messages, 1000 in the completion). Please reduce the length of the messages or completion.", "type": "BadRequestError", "param": null, "code": 400}"#, PERMANENT, ContextTooLong),
        row(404, r#"{"object":"error","message":"The model `m` does not exist.","type":"NotFoundError","param":null,"code":404}"#, PERMANENT, NotFound),
    ]
}
