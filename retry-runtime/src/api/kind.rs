//! What kind of failure an API reports, for callers that fail over or tell a person.

use std::fmt;

/// What went wrong in a call to an AI API.
///
/// This does not say whether a retry is worthwhile; [`Classify`](crate::Classify) does. A quota that resets tomorrow
/// and a limit that resets in a second are both limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Too many requests or tokens right now.
    RateLimit,
    /// The model or the service has no capacity right now.
    Overloaded,
    /// A quota is used up for a long time, or a bill is unpaid. Another account or provider may work.
    Quota,
    /// The prompt, or the request as a whole, is larger than the model or the API accepts.
    ContextTooLong,
    /// The provider's policy rejects the prompt or the answer.
    ContentPolicy,
    /// The key or token is missing, wrong or expired.
    Authentication,
    /// The key is valid but not allowed to do this, or not from here.
    Permission,
    /// The model or another resource does not exist.
    NotFound,
    /// The request is invalid in another way.
    InvalidRequest,
    /// The provider failed.
    Server,
    /// It took too long: an attempt was cut, the client timed out, or a gateway did.
    Timeout,
    /// No connection could be made, or it broke.
    Connection,
    /// The answer could not be read.
    Malformed,
    /// The answer was cut off: a stream ended before the event that ends an answer.
    Cut,
    /// The reply holds no answer: it was blocked, broke off in a tool call, or is empty.
    NoAnswer,
}

impl ErrorKind {
    /// The kind as a word that never changes, such as `rate_limit`, for use as a metrics label.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RateLimit => "rate_limit",
            Self::Overloaded => "overloaded",
            Self::Quota => "quota",
            Self::ContextTooLong => "context_too_long",
            Self::ContentPolicy => "content_policy",
            Self::Authentication => "authentication",
            Self::Permission => "permission",
            Self::NotFound => "not_found",
            Self::InvalidRequest => "invalid_request",
            Self::Server => "server",
            Self::Timeout => "timeout",
            Self::Connection => "connection",
            Self::Malformed => "malformed",
            Self::Cut => "cut",
            Self::NoAnswer => "no_answer",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RateLimit => "rate limit",
            Self::Overloaded => "overloaded",
            Self::Quota => "quota or billing",
            Self::ContextTooLong => "context too long",
            Self::ContentPolicy => "content policy",
            Self::Authentication => "authentication",
            Self::Permission => "permission",
            Self::NotFound => "not found",
            Self::InvalidRequest => "invalid request",
            Self::Server => "server error",
            Self::Timeout => "timeout",
            Self::Connection => "connection",
            Self::Malformed => "malformed answer",
            Self::Cut => "answer cut off",
            Self::NoAnswer => "no answer",
        })
    }
}
