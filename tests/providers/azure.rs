use retry_attr::api::ErrorKind::{Authentication, ContentPolicy, NotFound, Permission, RateLimit};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, after, at_most, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::AzureOpenAi,
    url: "https://resource.openai.azure.com/openai/deployments/chat/chat/completions?api-version=2024-10-21",
    signs: &[
        ("apim-request-id", "3f2b8c1e-9d4a-4f6b-8e2a-1c9d7b5a3e0f"),
        ("azureml-model-session", "d012"),
        ("x-ms-region", "Sweden Central"),
    ],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(code: &str, message: &str) -> String {
    format!(r#"{{"error":{{"code":"{code}","message":"{message}"}}}}"#)
}

const LIMITED: &str = "Requests to the ChatCompletions_Create Operation have exceeded the token rate limit of your \
    current OpenAI S0 pricing tier. Please retry after 33 seconds.";

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let filtered = r#"{"error":{"message":"The response was filtered.","type":null,"param":"prompt","code":"content_filter",
        "status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true}}}}}"#;
    let inner = r#"{"error":{"message":"No.","code":"invalid_request","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#;
    vec![
        row(429, error("429", LIMITED), after(33_000), RateLimit),
        row(429, error("429", LIMITED), after(34_000), RateLimit).with(&[("retry-after", "34")]),
        row(429, error("429", LIMITED), after(33_250), RateLimit).with(&[("retry-after", "34"), ("retry-after-ms", "33250")]),
        row(429, error("too_many_requests", "High demand: your limit is temporarily adjusted."), THROTTLED, RateLimit),
        // A day, as has been seen: the limit of `retry_after` ends the call.
        row(429, error("429", "Too many requests."), after(86_400_000), RateLimit).with(&[("retry-after", "86400")]).choice(),
        row(400, filtered, PERMANENT, ContentPolicy),
        row(400, inner, PERMANENT, ContentPolicy),
        row(403, error("403", "Your resource has been temporarily blocked."), PERMANENT, Permission),
        row(401, error("401", "Access denied due to invalid subscription key."), PERMANENT, Authentication),
        row(404, error("DeploymentNotFound", "The API deployment does not exist."), PERMANENT, NotFound),

        // Plain seconds, where OpenAI sends `6m0s`; -1 and 0 mean unknown.
        row(429, error("429", "Too many tokens."), at_most(35_000), RateLimit).with(&reset("0", "35")),
        row(429, error("429", "Too many tokens."), THROTTLED, RateLimit).with(&reset("0", "-1")),
        row(429, error("429", "Too many tokens."), THROTTLED, RateLimit).with(&reset("0", "0")),
        row(429, error("429", "Too many tokens."), THROTTLED, RateLimit).with(&reset("-1", "35")),
        row(429, error("429", "Too many tokens."), THROTTLED, RateLimit).with(&reset("120", "35")),

        row(200, "event: response.created\ndata: {\"type\": \"response.created\", \"sequence_number\": 0, \"response\": {\"id\": \"resp_1\", \"object\": \"response\", \"status\": \"in_progress\", \"error\": null, \"output\": []}}\n\nevent: error\ndata: {\"type\": \"error\", \"sequence_number\": 1, \"error\": {\"type\": \"too_many_requests\", \"code\": \"too_many_requests\", \"message\": \"Your requests to gpt-5.1 for gpt-5.1 in East US 2 have exceeded the token rate limit for your current AIServices S0 pricing tier. Please retry after 60 seconds.\", \"param\": null}}\n\n", after(60_000), RateLimit),
    ]
}

fn reset(remaining: &'static str, reset: &'static str) -> [crate::Header; 2] {
    [
        ("x-ratelimit-remaining-tokens", remaining),
        ("x-ratelimit-reset-tokens", reset),
    ]
}
