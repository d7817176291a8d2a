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
        34,
        &[
            "Anthropic 409 memory_path_conflict",
            "Anthropic 409 plugin_name_taken",
            "Anthropic 409 skill_name_taken",
            "Anthropic 409 skill_read_blocked_undecryptable",
            "Anthropic 429 contract_spend_limit_reached",
            "Anthropic 429 enforced_spend_limit_reached",
            "Bedrock 429 ThrottlingException", // of a day
            "Cohere 429 -",                    // a month's trial
            "Compatible 429 1113",
            "Compatible 429 exceeded_current_quota_error",
            "Compatible 429 insufficient_quota",
            "Compatible 429 project_spend_limit_exceeded",
            "Compatible 429 y",               // out of credit, by the text
            "Gemini 429 RATE_LIMIT_EXCEEDED", // of a day
            "Gemini 429 RESOURCE_EXHAUSTED",  // a day's quota
            "Gemini 429 quota_exceeded",
            "Groq 429 rate_limit_exceeded", // of one request that is too large
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
        ],
    );
}

#[test]
fn it_gives_up_too_early() {
    assert_rows(
        |row| row.status != 200 && !is_retried_by_status(row) && row.verdict.0.is_retryable(),
        15,
        &[
            "Anthropic 400 external_key_validation_timed_out",
            "Bedrock 400 RequestLimitExceeded",
            "Bedrock 400 RequestTimeout",
            "Bedrock 400 SlowDown",
            "Bedrock 400 Throttling",
            "Bedrock 400 ThrottlingException",
            "Bedrock 424 ModelStreamErrorException",
            "Groq 498 capacity_exceeded",
            "OpenRouter 402 -", // the budget of what is in flight
        ],
    );
}

#[test]
fn it_takes_errors_for_answers() {
    assert_rows(
        |row| row.status == 200 && row.verdict.0.is_retryable(),
        33,
        &[
            "Anthropic 200 api_error",
            "Anthropic 200 overloaded_error",
            "Anthropic 200 rate_limit_error",
            "Anthropic 200 timeout_error",
            "Compatible 200 -",
            "Compatible 200 server_error",
            "Gemini 200 INTERNAL",
            "Gemini 200 RESOURCE_EXHAUSTED",
            "Gemini 200 UNAVAILABLE",
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
        ],
    );
}
