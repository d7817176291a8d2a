//! Which statuses are worth a retry where the body says nothing, after the providers' documentation and SDKs.

use retry_attr::api::Provider;

pub(super) fn is_retryable(provider: Provider, status: u16) -> bool {
    let is_final = match status {
        // A lack of capacity at Groq, and a bad token elsewhere.
        498 => provider != Provider::Groq,
        408 | 409 | 425 | 429 => false,
        300..=499 => true,
        status => matches!(status, 501 | 505),
    };
    !is_final
}
