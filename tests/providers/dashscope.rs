use retry_attr::api::ErrorKind::{ContentPolicy, ContextTooLong, Quota, RateLimit};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::DashScope,
    url: "https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions",
    signs: &[("x-dashscope-call-gateway", "true")],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        // A limit of a minute in OpenAI's words for a bill.
        row(429, r#"{"error": {"message": "You exceeded your current quota, please check your plan and billing details. For details, see: https://help.aliyun.com/zh/model-studio/error-code#token-limit", "type": "insufficient_quota", "param": null, "code": "insufficient_quota"}}"#, THROTTLED, RateLimit),
        row(400, r#"{"code": "Arrearage", "message": "Access denied, please make sure your account is in good standing.", "request_id": "r"}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"message": "You have exceeded your request limit. For details, see: https://help.aliyun.com/zh/model-studio/error-code#rate-limit", "type": "limit_requests", "code": "limit_requests"}}"#, THROTTLED, RateLimit),
        row(429, r#"{"code": "Throttling.AllocationQuota", "message": "Allocated quota exceeded, please increase your quota limit."}"#, THROTTLED, RateLimit),
        row(400, r#"{"code": "InvalidParameter", "message": "Range of input length should be [1, 30720]"}"#, PERMANENT, ContextTooLong),
        row(400, r#"{"error": {"code": "data_inspection_failed", "message": "Input data may contain inappropriate content."}}"#, PERMANENT, ContentPolicy),
    ]
}
