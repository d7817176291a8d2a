//! MiniMax: a 200 is an error if its `base_resp.status_code` is not 0. Its other API has the shapes of Anthropic.
//!
//! A balance that is used up may come with any status, even 500.

use super::super::meaning::{
    AUTHENTICATION, BILLING, INVALID, POLICY, QUOTA, RATE_LIMIT, SERVER, TIMEOUT,
};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::MiniMax,
    name: "MiniMax",
    hosts: &["minimax.io", "minimaxi.com", "minimax.chat"],
    headers: &["minimax-request-id"],
    signs: &[Sign::field("base_resp.status_code")],
    fields: &[
        ("base_resp.status_code", Field::Code),
        ("base_resp.status_msg", Field::Message),
        ("error.http_code", Field::HttpStatus),
    ],
    request_id_headers: &["minimax-request-id"],
    codes: &[("insufficient_balance_error", BILLING)],
    own_codes: &[
        ("1000", SERVER),
        ("1001", TIMEOUT),
        ("1002", RATE_LIMIT), // requests per minute
        ("1004", AUTHENTICATION),
        ("1008", BILLING),
        ("1013", SERVER),
        ("1024", SERVER),
        ("1026", POLICY), // of the prompt
        ("1027", POLICY), // of the answer
        ("1033", SERVER),
        ("1039", RATE_LIMIT), // tokens per minute
        ("1042", INVALID),
        ("2013", INVALID),
        ("2049", AUTHENTICATION),
        ("2056", QUOTA), // of the plan
    ],
    ..Profile::EMPTY
};
