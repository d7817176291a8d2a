//! Azure OpenAI: its bodies and limits, with the names of Azure's own filter and gateway.
//!
//! `code` often repeats the status. Waits of up to 24 hours have been seen: one that is longer than `retry_after`
//! accepts ends the call.

use super::super::meaning::{NOT_FOUND, POLICY};
use super::super::profile::{Field, Profile};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::AzureOpenAi,
    name: "Azure OpenAI",
    hosts: &[
        "openai.azure.com",
        "openai.azure.us",
        "cognitiveservices.azure.com",
        "services.ai.azure.com",
    ],
    headers: &["x-ms-region", "azureml-model-session"],
    gateway_headers: &["apim-request-id"],
    fields: &[("error.innererror.code", Field::Reason)],
    request_id_headers: &["apim-request-id", "x-ms-request-id"],
    wait_headers: &["x-ms-retry-after-ms"],
    codes: &[
        ("responsibleaipolicyviolation", POLICY),
        ("deploymentnotfound", NOT_FOUND),
    ],
    ..Profile::EMPTY
};
