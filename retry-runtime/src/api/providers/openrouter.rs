//! OpenRouter: `code` is a status, and an error may come with 200 in HTTP.

use super::super::rules::{QUOTA, RATE_LIMIT};
use super::Table;

pub(super) const TABLE: Table = Table {
    texts: &[("-per-day", QUOTA)],
    codes: &[
        // The credits that requests under way have reserved come free again; a 402 is else a bill.
        ("openrouter_in_flight_budget", RATE_LIMIT),
        ("openrouter_*_daily", QUOTA),
    ],
    ..Table::EMPTY
};
