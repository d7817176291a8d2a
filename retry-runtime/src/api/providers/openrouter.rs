//! OpenRouter: `code` is a status, and an error may come with 200 in HTTP.

use super::super::rules::{BILLING, PERMISSION, RATE_LIMIT};
use super::Table;

pub(super) const TABLE: Table = Table {
    // The credits that requests under way have reserved come free again; a 402 is else a bill.
    codes: &[("openrouter_in_flight_budget", RATE_LIMIT)],
    statuses: &[(402, BILLING), (403, PERMISSION)],
    ..Table::EMPTY
};
