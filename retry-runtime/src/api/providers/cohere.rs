//! Cohere: the body is a message and no more.

use super::super::rules::{AUTHENTICATION, INVALID, QUOTA};
use super::Table;

pub(super) const TABLE: Table = Table {
    // A trial key has two limits, a minute's and a month's, and only the text tells which; nothing tells when the
    // month ends.
    texts: &[
        ("/ month", QUOTA),
        ("/month", QUOTA),
        ("per month", QUOTA),
        ("monthly", QUOTA),
    ],
    statuses: &[
        // Elsewhere a lack of capacity: here a token that is blocked or wrong.
        (498, AUTHENTICATION),
        (499, INVALID),
    ],
    ..Table::EMPTY
};
