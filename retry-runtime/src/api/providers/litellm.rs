//! LiteLLM: a gateway that speaks OpenAI's language. The provider's own words stand in its message, behind the names of two
//! exceptions; where these are JSON, it is read as if it had come alone.
//!
//! The code is the status once more, so that of a bill or a prompt that is too long only the words are left.

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
