//! Any API that speaks OpenAI's language, and what all others share: the statuses as HTTP means them.

use super::super::rules::{
    AUTHENTICATION, BILLING, CONFLICT, CONTEXT, INVALID, NOT_FOUND, OVERLOADED, PERMISSION, POLICY,
    QUOTA, RATE_LIMIT, SERVER, TIMEOUT,
};
use super::Table;

pub(in super::super) const TABLE: Table = Table {
    codes: &[
        ("*_spend_limit_exceeded", QUOTA),
        ("*_usage_limit_exceeded", QUOTA),
        ("usage_limit_*", QUOTA),
        ("insufficient_quota", BILLING),
        ("credit_balance_exhausted", BILLING),
        ("billing_not_active", BILLING),
        ("usage_not_included", BILLING),
        ("billing_hard_limit_reached", BILLING),
        ("budget_exceeded", BILLING),              // LiteLLM
        ("exceeded_current_quota_error", BILLING), // Moonshot
        ("1113", BILLING),                         // Zhipu
        ("rate_limit_exceeded", RATE_LIMIT),
        ("slow_down", RATE_LIMIT),
        ("server_is_overloaded", OVERLOADED),
        ("context_length_exceeded", CONTEXT),
        ("content_filter", POLICY),
        ("content_policy_violation", POLICY),
        ("invalid_api_key", AUTHENTICATION),
        ("model_not_found", NOT_FOUND),
    ],
    texts: &[("used all available credits", BILLING)], // xAI
    statuses: &[
        (400, INVALID),
        (401, AUTHENTICATION),
        (402, BILLING),
        (403, PERMISSION),
        (404, NOT_FOUND),
        (408, TIMEOUT),
        // The official SDKs take it for a lock that timed out; rig-core and LangChain do not retry it.
        (409, CONFLICT),
        (413, CONTEXT),
        (422, INVALID),
        // RFC 8470: the client may send the request again. The official SDKs do not; rig-core does.
        (425, CONFLICT),
        (429, RATE_LIMIT),
        (500, SERVER),
        // The official SDKs retry it. RFC 9110: the server does not know how to serve such a request, nor will it
        // later.
        (501, INVALID),
        (502, SERVER),
        (503, OVERLOADED),
        (504, TIMEOUT),
        (505, INVALID),
        (529, OVERLOADED),
    ],
    types: &[
        ("rate_limit_error", RATE_LIMIT),
        ("rate_limited", RATE_LIMIT),
        ("requests", RATE_LIMIT),
        ("tokens", RATE_LIMIT),
        ("overloaded_error", OVERLOADED),
        ("service_unavailable_error", OVERLOADED),
        ("timeout_error", TIMEOUT),
        ("authentication_error", AUTHENTICATION),
        ("permission_error", PERMISSION),
        ("not_found_error", NOT_FOUND),
        ("invalid_request_error", INVALID),
        ("invalid_request", INVALID),
        ("server_error", SERVER),
        ("api_error", SERVER),
    ],
};
