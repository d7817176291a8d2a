//! Where sources disagree, the attribute's `when` has the last word.

use retry_attr::api::Provider;
use retry_attr::{ApiError, Classify, retry};

use crate::{Row, services};

#[retry(backoff = "none", when = |error| !error.classify().is_retryable())]
fn otherwise(row: &Row, provider: Provider, attempts: &mut u32) -> Result<(), ApiError> {
    *attempts += 1;
    Err(row.error(&[], |reply| reply.provider(provider)))
}

#[retry(backoff = "none", sleep = |_| {})]
fn as_it_is(row: &Row, provider: Provider, attempts: &mut u32) -> Result<(), ApiError> {
    *attempts += 1;
    Err(row.error(&[], |reply| reply.provider(provider)))
}

#[test]
fn can_be_made_otherwise() {
    let mut choices = Vec::new();
    for service in services() {
        for row in (service.rows)().into_iter().filter(|row| row.is_choice) {
            let is_retried = row.verdict.0.is_retryable();
            let is_too_long = row.verdict.0.retry_after().is_some();
            let (mut told, mut untold) = (0, 0);
            otherwise(&row, service.provider, &mut told).unwrap_err();
            as_it_is(&row, service.provider, &mut untold).unwrap_err();
            assert_eq!(told, if is_retried { 1 } else { 3 }, "{row}");
            assert_eq!(
                untold,
                if is_retried && !is_too_long { 3 } else { 1 },
                "{row}"
            );
            choices.push((service.provider, row.status));
        }
    }
    let of = |provider| {
        choices
            .iter()
            .filter(|(it, _)| *it == provider)
            .map(|(_, status)| *status)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(Provider::OpenAi), [409, 425, 200, 200, 200]);
    assert_eq!(of(Provider::AzureOpenAi), [429]);
    assert_eq!(of(Provider::Anthropic), [504, 409]);
    assert_eq!(of(Provider::Gemini), [504]);
    assert_eq!(of(Provider::Bedrock), [408, 408, 424, 424, 400, 400]); // each named in the body and in the header
    assert_eq!(of(Provider::Groq), [422, 424]);
}
