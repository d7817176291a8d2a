//! Mistral: the status decides, as `type` says `invalid_request_error` even of a lack of capacity.
//!
//! A 401 may be a plan's quota that is used up, which the body does not tell apart.

use super::super::rules::{OVERLOADED, RATE_LIMIT};
use super::Table;

pub(super) const TABLE: Table = Table {
    codes: &[("rate_limited", RATE_LIMIT), ("1300", RATE_LIMIT)],
    texts: &[("service tier capacity exceeded", OVERLOADED)],
    ..Table::EMPTY
};
