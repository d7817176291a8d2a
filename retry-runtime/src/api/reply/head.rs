//! A reply whose body is a stream, and the errors of its events.

use http::{HeaderMap, StatusCode};

use super::super::answer::NoAnswer;
use super::super::error::ApiError;
use super::super::facts::Facts;
use super::super::kind::ErrorKind;
use super::super::profile::Field;
use super::super::provider::Provider;
use super::{Reply, plain_text};
use crate::classify::Classification;

/// What is known of a reply before its body, and kept for as long as that arrives.
pub(crate) struct Head {
    status: StatusCode,
    headers: HeaderMap,
    provider: Option<Provider>,
    host: Option<Provider>,
}

impl Reply<'_> {
    /// The reply without its body, to be kept.
    pub(crate) fn head(self) -> Head {
        Head {
            status: self.status,
            headers: self.headers.clone(),
            provider: self.provider,
            host: self.host,
        }
    }
}

impl Head {
    pub(in crate::api) const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) const fn with_body<'a>(&'a self, body: &'a [u8]) -> Reply<'a> {
        Reply {
            status: self.status,
            headers: &self.headers,
            body,
            provider: self.provider,
            host: self.host,
        }
    }

    /// Whether an event that holds `data` is an error, as it may be known to be.
    pub(in crate::api) fn check_event(&self, data: &[u8], is_error: bool) -> Result<(), ApiError> {
        let mut facts = Facts::read(data);
        facts.is_error |= is_error;
        if facts.says_error() {
            return Err(self.with_body(data).error(facts));
        }
        Ok(())
    }

    /// A stream that ends before its answer does.
    pub(in crate::api) fn cut(&self) -> ApiError {
        let text = "the stream ended before the event that ends an answer";
        self.failure(b"", ErrorKind::Cut, Classification::Transient, text)
    }

    /// An event, or a body, that cannot be read.
    pub(in crate::api) fn malformed(&self, data: &[u8], text: &str) -> ApiError {
        let page = plain_text(data);
        let text = page.as_deref().unwrap_or(text);
        self.failure(data, ErrorKind::Malformed, Classification::Transient, text)
    }

    /// An event that is larger than is kept. The next will be, too.
    pub(in crate::api) fn too_large(&self, limit: usize) -> ApiError {
        let text = format!("an event is longer than {limit} bytes, which `event_limit` allows");
        let never = Classification::permanent();
        self.failure(b"", ErrorKind::Malformed, never, &text)
    }

    /// A body that is no text: it is compressed, or in a form such as AWS's event stream.
    pub(in crate::api) fn binary(&self) -> ApiError {
        let text = "the answer is binary: compressed, or in a form that needs the provider's SDK";
        let never = Classification::permanent();
        self.failure(b"", ErrorKind::Malformed, never, text)
    }

    /// An answer that says nothing.
    pub(in crate::api) fn without_answer(&self, none: &NoAnswer) -> ApiError {
        self.with_body(b"").without_answer(none)
    }

    fn failure(
        &self,
        data: &[u8],
        kind: ErrorKind,
        classification: Classification,
        text: &str,
    ) -> ApiError {
        let mut facts = Facts::default();
        facts.note(Field::Message, text);
        self.with_body(data).meaning(facts, kind, classification)
    }
}
