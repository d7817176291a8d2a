use retry_attr::api::ErrorKind::{ContextTooLong, Overloaded, Quota};
use retry_attr::api::Provider;

use crate::{DATE, PERMANENT, Row, Service, THROTTLED, row, until};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::LiteLlm,
    url: "",
    signs: &[
        ("x-litellm-call-id", "c"),
        ("x-litellm-version", "1.80.0"),
        ("x-litellm-model-id", "m"),
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
        row(429, r#"{"error": {"message": "litellm.RateLimitError: RateLimitError: OpenAIException - You exceeded your current quota, please check your plan and billing details.", "type": "throttling_error", "param": null, "code": "429"}}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"message": "litellm.RateLimitError: OpenAIException - {\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}", "type": "throttling_error", "param": null, "code": "429"}}"#, PERMANENT, Quota),
        row(500, r#"{"error": {"message": "litellm.APIError: APIError: GeminiException - {\"error\":{\"code\":400,\"message\":\"The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).\",\"status\":\"INVALID_ARGUMENT\"}}", "type": null, "code": "500"}}"#, PERMANENT, ContextTooLong),
        row(429, "{\"error\": {\"message\": \"litellm.RateLimitError: VertexAIException - b'{\\\\n  \\\"error\\\": {\\\\n    \\\"code\\\": 429,\\\\n    \\\"message\\\": \\\"Quota exceeded\\\",\\\\n    \\\"status\\\": \\\"RESOURCE_EXHAUSTED\\\",\\\\n \\\"details\\\":[{\\\"@type\\\":\\\"type.googleapis.com/google.rpc.QuotaFailure\\\",\\\"violations\\\":[{\\\"quotaId\\\":\\\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\\\"}]},{\\\"@type\\\":\\\"type.googleapis.com/google.rpc.RetryInfo\\\",\\\"retryDelay\\\":\\\"2s\\\"}]}}'\", \"code\": \"429\"}}", until(crate::MIDNIGHT_PACIFIC), Quota).with(&[DATE]),
        row(500, r#"{"error": {"message": "litellm.InternalServerError: AnthropicError - {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}. Received Model Group=m", "type": null, "code": "500"}}"#, THROTTLED, Overloaded),
        row(400, r#"{"error": {"message": "litellm.ContextWindowExceededError: litellm.BadRequestError: x", "type": null, "code": "400"}}"#, PERMANENT, ContextTooLong),
    ]
}
