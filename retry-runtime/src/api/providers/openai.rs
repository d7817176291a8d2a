//! OpenAI: what only its chat, responses and realtime APIs say; the rest stands with the compatible ones.

use super::super::meaning::{
    AUTHENTICATION, CONNECTION, CONTEXT, INVALID, NOT_FOUND, OVERLOADED, POLICY, QUOTA, SERVER,
    TIMEOUT,
};
use super::super::profile::{Field, Profile};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::OpenAi,
    name: "OpenAI",
    hosts: &["openai.com"],
    headers: &[
        "openai-processing-ms",
        "openai-organization",
        "openai-version",
    ],
    fields: &[
        ("error.resets_in_seconds", Field::RetryAfter),
        ("error.resets_at", Field::ResetsAt),
    ],
    wrappers: &["response"], // the event of a response that failed
    announcements: &[
        "response.created",
        "response.in_progress",
        "response.queued",
    ],
    distinct_key_prefixes: &["sk-proj-"],
    codes: &[
        ("session_budget_exceeded", QUOTA),
        ("flex_unavailable", OVERLOADED),
        ("server_overloaded", OVERLOADED),
        ("connection_failed", CONNECTION),
        ("request_timeout", TIMEOUT),
        ("vector_store_timeout", TIMEOUT),
        // Undecided between sources: the first two are the server's own trouble, the third asks for another request.
        ("internal_error", SERVER),
        ("sandbox_error", SERVER),
        ("active_turn_not_steerable", INVALID),
        ("max_output_tokens", CONTEXT),
        ("cyber_policy", POLICY),
        ("bio_policy", POLICY),
        ("misalignment_policy_violation", POLICY),
        ("invalid_prompt", INVALID),
        ("data_residency_mismatch", INVALID),
        ("executor_version_incompatible", INVALID),
        ("image_content_policy_violation", POLICY),
        ("image_too_*", INVALID),
        ("image_file_*", INVALID),
        ("image_parse_error", INVALID),
        ("invalid_image*", INVALID),
        ("invalid_base64_image", INVALID),
        ("unsupported_image_media_type", INVALID),
        ("empty_image_file", INVALID),
        ("failed_to_download_image", INVALID),
        ("authentication_error", AUTHENTICATION),
        ("resource_not_found", NOT_FOUND),
    ],
    // One request of more tokens than a minute allows: a 429 by its code and status, and it never fits.
    texts: &[("request too large for ", CONTEXT)],
    ..Profile::EMPTY
};
