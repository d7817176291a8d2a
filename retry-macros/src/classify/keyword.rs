//! The words of the derive's attributes, and the messages about words that are unknown or lack a value.

use crate::nearest::did_you_mean;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    Transient,
    Unprocessed,
    Throttled,
    Immediate,
    Permanent,
    Forward,
    After,
    Until,
    Crate,
}

impl Keyword {
    const ALL: [Self; 9] = [
        Self::Transient,
        Self::Unprocessed,
        Self::Throttled,
        Self::Immediate,
        Self::Permanent,
        Self::Forward,
        Self::After,
        Self::Until,
        Self::Crate,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Transient => "transient",
            Self::Unprocessed => "unprocessed",
            Self::Throttled => "throttled",
            Self::Immediate => "immediate",
            Self::Permanent => "permanent",
            Self::Forward => "forward",
            Self::After => "after",
            Self::Until => "until",
            Self::Crate => "crate",
        }
    }

    /// Whether it is a classification and not an addition to one.
    pub(super) const fn is_kind(self) -> bool {
        matches!(
            self,
            Self::Transient
                | Self::Unprocessed
                | Self::Throttled
                | Self::Immediate
                | Self::Permanent
                | Self::Forward
        )
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keyword| keyword.name() == name)
    }

    /// What it takes, for a message.
    pub(super) const fn needs(self) -> &'static str {
        match self {
            Self::After => {
                "`after` takes the field that holds the wait, such as `after = retry_after` or `after = 0`"
            }
            Self::Until => {
                "`until` takes the field that holds the instant, such as `until = resets_at` or `until = 0`"
            }
            Self::Forward => {
                "`forward` takes no value, or the field to ask, such as `forward = source`"
            }
            Self::Throttled => {
                "`throttled` takes no value; name the field with the wait separately: `throttled, after = field`"
            }
            Self::Permanent => {
                "`permanent` takes no value; name the field with the instant separately: `permanent, until = field`"
            }
            Self::Transient => "`transient` takes no value",
            Self::Unprocessed => "`unprocessed` takes no value",
            Self::Immediate => "`immediate` takes no value",
            Self::Crate => {
                "`crate` takes an absolute path, such as `crate = ::my_crate::retry_attr`"
            }
        }
    }
}

/// Words with the meaning of ours but another spelling.
const FOREIGN: &[(&[&str], Keyword)] = &[
    (
        &[
            "retry",
            "retryable",
            "retriable",
            "temporary",
            "recoverable",
        ],
        Keyword::Transient,
    ),
    (&["unsent", "not_sent", "refused"], Keyword::Unprocessed),
    (&["now", "at_once", "no_delay"], Keyword::Immediate),
    (
        &[
            "rate_limit",
            "rate_limited",
            "ratelimited",
            "too_many_requests",
            "overloaded",
        ],
        Keyword::Throttled,
    ),
    (
        &[
            "fatal",
            "never",
            "final",
            "terminal",
            "abort",
            "no_retry",
            "skip",
            "unrecoverable",
        ],
        Keyword::Permanent,
    ),
    (
        &[
            "transparent",
            "delegate",
            "from",
            "source",
            "inherit",
            "inner",
        ],
        Keyword::Forward,
    ),
    (&["retry_after", "wait", "delay"], Keyword::After),
    (
        &["reset", "resets", "reset_at", "resets_at", "not_before"],
        Keyword::Until,
    ),
];

pub(super) fn unknown(name: &str) -> String {
    for (names, keyword) in FOREIGN {
        if names.contains(&name) {
            return format!("unknown word `{name}`; use `{}`", keyword.name());
        }
    }
    let hint = did_you_mean(
        name,
        &Keyword::ALL.map(Keyword::name),
        '`',
        "expected one of",
    );
    format!("unknown word `{name}`{hint}")
}
