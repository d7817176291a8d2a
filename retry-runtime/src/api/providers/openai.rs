//! OpenAI: what its Chat Completions, Responses and Realtime APIs say, wherever they are hosted. What other APIs have
//! copied from it is in `compatible.rs`.

use super::super::meaning::{
    AUTHENTICATION, CONNECTION, CONTEXT, INVALID, NOT_FOUND, OVERLOADED, POLICY, QUOTA, SERVER,
    TIMEOUT,
};
use super::super::profile::{Field, Profile, Sign};
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
        "response.output_item.added",
        "response.content_part.added",
        "response.reasoning_summary_part.added",
        "keepalive",
        "codex.rate_limits",
    ],
    // `delta` holds text, reasoning, a call or sound; `audio` is of speech, and the next one of images.
    outputs: &[
        "delta",
        "audio",
        "partial_image_b64",
        "b64_json",
        "output.content.text",
        "output.arguments",
    ],
    thoughts: &[Sign::value("type", "response.reasoning*")],
    ends: &[
        Sign::value("type", "response.completed"),
        Sign::value("type", "response.failed"),
        Sign::value("type", "transcript.text.done"),
        Sign::value("type", "speech.audio.done"),
        Sign::value("type", "image_generation.completed"),
        Sign::value("type", "image_edit.completed"),
    ],
    broken_ends: &[Sign::value("type", "response.incomplete")],
    // A response in one piece.
    finishes: &[Sign::value("status", "completed")],
    // A silent recording, and calls that come in one piece.
    may_be_empty: &[
        Sign::value("type", "transcript.text.done"),
        Sign::value("item.type", "*_call"),
        Sign::value("item.type", "mcp_*"),
    ],
    distinct_key_prefixes: &["sk-proj-"],
    codes: &[
        ("session_budget_exceeded", QUOTA),
        ("flex_unavailable", OVERLOADED),
        ("server_overloaded", OVERLOADED),
        ("connection_failed", CONNECTION),
        ("request_timeout", TIMEOUT),
        ("vector_store_timeout", TIMEOUT),
        // Sources disagree. The first is a fault of the server; the second asks for another request.
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
        ("resource_not_found", NOT_FOUND),
    ],
    own_codes: &[
        ("internal_error", SERVER), // sources disagree here too
        ("authentication_error", AUTHENTICATION),
    ],
    // 503: the engine is overloaded, or the rate was raised too fast.
    refusals: &[429, 503],
    ..Profile::EMPTY
};
