//! The rule of the official SDKs, which look at the status alone, beside the rows that show where it goes wrong.

use std::collections::BTreeSet;

use crate::{Row, services};

/// 408, 409, 429 and from 500 on.
fn is_retried_by_status(row: &Row) -> bool {
    matches!(row.status, 408 | 409 | 429) || row.status >= 500
}

/// The rows in which the rule errs, choices left aside: of how many, and the names of these.
fn rows(errs: impl Fn(&Row) -> bool) -> (usize, BTreeSet<String>) {
    let mut names = BTreeSet::new();
    let mut count = 0;
    for service in services() {
        for row in (service.rows)()
            .into_iter()
            .filter(|row| !row.is_choice && errs(row))
        {
            let error = row.error(&[], |reply| reply.provider(service.provider));
            names.insert(format!(
                "{:?} {} {}",
                service.provider,
                row.status,
                error.code().unwrap_or("-")
            ));
            count += 1;
        }
    }
    (count, names)
}

#[track_caller]
fn assert_rows(errs: impl Fn(&Row) -> bool, count: usize, expected: &[&str]) {
    let (found, names) = rows(errs);
    let expected = expected.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(names, expected);
    assert_eq!(found, count);
}

#[test]
fn it_retries_in_vain() {
    assert_rows(
        |row| is_retried_by_status(row) && !row.verdict.0.is_retryable(),
        69,
        &[
            "Anthropic 409 memory_path_conflict",
            "Anthropic 409 plugin_name_taken",
            "Anthropic 409 skill_name_taken",
            "Anthropic 409 skill_read_blocked_undecryptable",
            "Anthropic 429 contract_spend_limit_reached",
            "Anthropic 429 enforced_spend_limit_reached",
            "Anthropic 429 rate_limit_error",
            "Bedrock 429 ThrottlingException", // of a day
            "Cerebras 429 token_quota_exceeded",
            "Cloudflare 429 4006",
            "Cohere 429 -", // a month's trial
            "Compatible 429 -",
            "Compatible 429 1113",
            "Compatible 429 GoUsageLimitError",
            "Compatible 429 SetLimitExceeded",
            "Compatible 429 exceeded_current_quota_error",
            "Compatible 429 insufficient_quota",
            "Compatible 429 project_spend_limit_exceeded",
            "Compatible 429 user_model_weekly_rate_limited",
            "Compatible 429 user_weekly_rate_limited",
            "Compatible 429 y", // out of credit, by the text
            "Compatible 500 context_length_exceeded",
            "Compatible 500 insufficient_quota",
            "Fireworks 503 -",
            "Gemini 429 INSUFFICIENT_G1_CREDITS_BALANCE",
            "Gemini 429 QUOTA_EXHAUSTED",
            "Gemini 429 RATE_LIMIT_EXCEEDED", // of a day
            "Gemini 429 RESOURCE_EXHAUSTED",  // a day's quota
            "Gemini 429 quota_exceeded",
            "Groq 429 rate_limit_exceeded", // of one request that is too large
            "LiteLlm 429 RESOURCE_EXHAUSTED",
            "LiteLlm 429 insufficient_quota",
            "LiteLlm 429 throttling_error",
            "LiteLlm 500 INVALID_ARGUMENT",
            "MiniMax 429 insufficient_balance_error",
            "MiniMax 500 api_error",
            "Ollama 429 -",
            "OpenAi 429 billing_not_active",
            "OpenAi 429 credit_balance_exhausted",
            "OpenAi 429 insufficient_quota",
            "OpenAi 429 organization_spend_limit_exceeded",
            "OpenAi 429 organization_usage_limit_exceeded",
            "OpenAi 429 project_spend_limit_exceeded",
            "OpenAi 429 rate_limit_exceeded", // the same
            "OpenAi 429 usage_limit_reached",
            "OpenAi 429 usage_not_included",
            "OpenRouter 429 -", // of a day
            "Perplexity 429 x",
            "Zai 429 1113",
            "Zai 429 1304",
            "Zai 429 1308",
            "Zai 429 1309",
            "Zai 429 1311",
        ],
    );
}

#[test]
fn it_gives_up_too_early() {
    assert_rows(
        |row| row.status != 200 && !is_retried_by_status(row) && row.verdict.0.is_retryable(),
        17,
        &[
            "Anthropic 400 external_key_validation_timed_out",
            "Bedrock 400 RequestLimitExceeded",
            "Bedrock 400 RequestTimeout",
            "Bedrock 400 SlowDown",
            "Bedrock 400 Throttling",
            "Bedrock 400 ThrottlingException",
            "Bedrock 424 ModelStreamErrorException",
            "Compatible 400 rate_limit_exceeded",
            "Groq 498 capacity_exceeded",
            "HuggingFace 424 generation",
            "OpenRouter 402 -", // the budget of what is in flight
        ],
    );
}

#[test]
fn it_takes_errors_for_answers() {
    assert_rows(
        |row| row.status == 200 && row.verdict.0.is_retryable(),
        50,
        &[
            "Anthropic 200 api_error",
            "Anthropic 200 overloaded_error",
            "Anthropic 200 rate_limit_error",
            "Anthropic 200 timeout_error",
            "AzureOpenAi 200 too_many_requests",
            "Cohere 200 message-end",
            "Compatible 200 -",
            "Compatible 200 18", // Baidu
            "Compatible 200 engine_x",
            "Compatible 200 foo",
            "Compatible 200 server_error",
            "Gemini 200 INTERNAL",
            "Gemini 200 MALFORMED_FUNCTION_CALL",
            "Gemini 200 OTHER",
            "Gemini 200 RESOURCE_EXHAUSTED",
            "Gemini 200 UNAVAILABLE",
            "MiniMax 200 1002",
            "Mistral 200 1300",
            "Mistral 200 3505", // a lack of capacity
            "Ollama 200 -",
            "OpenAi 200 connection_failed",
            "OpenAi 200 flex_unavailable",
            "OpenAi 200 rate_limit_exceeded",
            "OpenAi 200 request_timeout",
            "OpenAi 200 server_error",
            "OpenAi 200 server_overloaded",
            "OpenAi 200 vector_store_timeout",
            "OpenRouter 200 -",
            "OpenRouter 200 upstream_error",
        ],
    );
}
