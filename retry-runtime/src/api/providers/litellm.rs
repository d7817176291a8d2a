//! LiteLLM: a gateway that is compatible with OpenAI's API. Its message has the names of one or two exceptions, and
//! then the error of the provider: if that is JSON, it is judged as if the provider had sent it.
//!
//! `code` repeats the status, so only the words tell a bill or a prompt that is too long.

use super::super::meaning::{BILLING, CONTEXT, POLICY};
use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::LiteLlm,
    name: "LiteLLM",
    headers: &[
        "x-litellm-call-id",
        "x-litellm-version",
        "x-litellm-model-id",
    ],
    signs: &[Sign::value("error.message", "litellm.*")],
    request_id_headers: &["x-litellm-call-id"],
    codes: &[("budget_exceeded", BILLING)],
    texts: &[
        ("contextwindowexceedederror", CONTEXT),
        ("contentpolicyviolationerror", POLICY),
        ("budgetexceedederror", BILLING),
    ],
    ..Profile::EMPTY
};
