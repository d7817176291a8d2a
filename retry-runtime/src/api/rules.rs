//! How a failed reply is judged: what it may mean, and the order in which a provider's table is asked.
//!
//! The body comes before the status: a code that a provider gives to one failure only says more than a status that
//! several share. Then the status, as this provider uses it. Then names so general that they only count where the
//! status says nothing (an error inside a 200). Last, the text may name the failure more exactly, and decides nothing.

use super::body::Facts;
use super::kind::ErrorKind;
use super::providers::Table;

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
    MidnightPacific,
    NextMonthUtc,
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

const fn quota(reset: Reset) -> Meaning {
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
/// Two requests at once, or a lock that is held: the next one finds the way free.
pub(super) const CONFLICT: Meaning = transient(ErrorKind::Server);

pub(super) const BILLING: Meaning = permanent(ErrorKind::Quota);
pub(super) const QUOTA: Meaning = quota(Reset::Unknown);
pub(super) const QUOTA_OF_DAY: Meaning = quota(Reset::MidnightPacific);
pub(super) const QUOTA_OF_MONTH: Meaning = quota(Reset::NextMonthUtc);
pub(super) const CONTEXT: Meaning = permanent(ErrorKind::ContextTooLong);
pub(super) const POLICY: Meaning = permanent(ErrorKind::ContentPolicy);
pub(super) const AUTHENTICATION: Meaning = permanent(ErrorKind::Authentication);
pub(super) const PERMISSION: Meaning = permanent(ErrorKind::Permission);
pub(super) const NOT_FOUND: Meaning = permanent(ErrorKind::NotFound);
pub(super) const INVALID: Meaning = permanent(ErrorKind::InvalidRequest);

/// Phrases of messages by which a request that is wrong turns out to be too long or refused by policy.
const FINER: [(&str, Meaning); 14] = [
    ("context length", CONTEXT),
    ("context window", CONTEXT),
    ("context limit", CONTEXT),
    ("prompt is too long", CONTEXT),
    ("input is too long", CONTEXT),
    ("too many input tokens", CONTEXT),
    ("too many tokens", CONTEXT),
    ("maximum number of tokens", CONTEXT),
    ("input token count", CONTEXT),
    ("too large for model", CONTEXT),
    ("content management policy", POLICY),
    ("content policy", POLICY),
    ("content filter", POLICY),
    ("safety system", POLICY),
];

/// The tables are asked in their order: the provider's, that of the body's shape, and what all have in common.
pub(super) fn judge(tables: [&Table; 3], status: u16, facts: &Facts) -> Meaning {
    let is_silent = matches!(status, 200..=299);
    let status = if is_silent {
        facts.status.unwrap_or(status)
    } else {
        status
    };
    let first = |ask: &dyn Fn(&Table) -> Option<Meaning>| tables.into_iter().find_map(ask);
    let meaning = first(&|table| table.by_text(facts).or_else(|| table.by_code(facts)))
        .or_else(|| first(&|table| table.by_status(status)))
        .or_else(|| by_class(status))
        .or_else(|| first(&|table| table.by_type(facts)))
        // An error that says nothing: retried, like every error that nobody classified.
        .unwrap_or(SERVER);
    finer(meaning, facts)
}

/// A status that no table has.
fn by_class(status: u16) -> Option<Meaning> {
    match status {
        300..=499 => Some(INVALID),
        500..=599 => Some(SERVER),
        _ => None,
    }
}

fn finer(meaning: Meaning, facts: &Facts) -> Meaning {
    let (INVALID, Some(message)) = (meaning, &facts.message) else {
        return meaning;
    };
    let message = message.to_ascii_lowercase();
    FINER
        .iter()
        .find(|(phrase, _)| message.contains(phrase))
        .map_or(meaning, |(_, finer)| *finer)
}

/// Whether `name` is as `pattern` says, in which a `*` stands for anything.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => {
            let Some(tail) = name.strip_prefix(start) else {
                return false;
            };
            tail.char_indices()
                .map(|(at, _)| at)
                .chain([tail.len()])
                .any(|at| matches(rest, &tail[at..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        assert!(matches("a", "a") && !matches("a", "ab"));
        assert!(matches("*_limit", "spend_limit") && !matches("*_limit", "limits"));
        assert!(
            matches("*perday*", "xperdayy")
                && matches("*perday*", "perday")
                && !matches("*perday*", "perhour")
        );
        assert!(matches("image_*", "image_") && !matches("image_*", "images"));
    }
}
