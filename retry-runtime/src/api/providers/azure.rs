//! Azure OpenAI: its bodies and limits, with the names of Azure's own filter and gateway.
//!
//! `code` is often the status once more. A wait of up to 24 hours has been seen: what is longer than `retry_after`
//! accepts ends the call.

use super::super::rules::{NOT_FOUND, POLICY};
use super::Table;

pub(super) const TABLE: Table = Table {
    codes: &[
        ("responsibleaipolicyviolation", POLICY),
        ("deploymentnotfound", NOT_FOUND),
    ],
    ..Table::EMPTY
};
