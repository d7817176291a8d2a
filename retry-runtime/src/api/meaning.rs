//! What a failure may mean: the right-hand side of every row in a provider's tables.

use super::kind::ErrorKind;

/// What a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) kind: ErrorKind,
    pub(super) retry: Retry,
}

/// Whether the same request may succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Retry {
    Soon,
    Never,
    /// From a far-off instant, which the reply may name.
    Later(Reset),
}

/// When a quota resets if the reply does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reset {
    Unknown,
    /// When the next day begins in this time zone, written as POSIX's `TZ`.
    NextDay(&'static str),
    /// When the next month begins in this time zone.
    NextMonth(&'static str),
}

const fn transient(kind: ErrorKind) -> Meaning {
    Meaning {
        kind,
        retry: Retry::Soon,
    }
}

const fn permanent(kind: ErrorKind) -> Meaning {
    Meaning {
        kind,
        retry: Retry::Never,
    }
}

/// A quota that is used up until it resets.
pub(super) const fn quota(reset: Reset) -> Meaning {
    Meaning {
        kind: ErrorKind::Quota,
        retry: Retry::Later(reset),
    }
}

pub(super) const RATE_LIMIT: Meaning = transient(ErrorKind::RateLimit);
pub(super) const OVERLOADED: Meaning = transient(ErrorKind::Overloaded);
pub(super) const SERVER: Meaning = transient(ErrorKind::Server);
pub(super) const TIMEOUT: Meaning = transient(ErrorKind::Timeout);
pub(super) const CONNECTION: Meaning = transient(ErrorKind::Connection);
/// Two requests at once, or a lock that is held: the next attempt finds it free.
pub(super) const CONFLICT: Meaning = transient(ErrorKind::Server);

/// A stream that ends before its first event: the next one may not.
pub(super) const CUT: Meaning = transient(ErrorKind::Cut);
pub(super) const NO_ANSWER: Meaning = transient(ErrorKind::NoAnswer);

pub(super) const BILLING: Meaning = permanent(ErrorKind::Quota);
pub(super) const QUOTA: Meaning = quota(Reset::Unknown);
pub(super) const CONTEXT: Meaning = permanent(ErrorKind::ContextTooLong);
pub(super) const POLICY: Meaning = permanent(ErrorKind::ContentPolicy);
pub(super) const AUTHENTICATION: Meaning = permanent(ErrorKind::Authentication);
pub(super) const PERMISSION: Meaning = permanent(ErrorKind::Permission);
pub(super) const NOT_FOUND: Meaning = permanent(ErrorKind::NotFound);
pub(super) const INVALID: Meaning = permanent(ErrorKind::InvalidRequest);
