//! Together: OpenAI's shapes, with statuses of its own.

use super::super::meaning::{CONTEXT, PERMISSION, QUOTA};
use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Together,
    name: "Together",
    hosts: &["together.xyz", "together.ai"],
    key_prefixes: &["tgp_"],
    texts: &[("permission", PERMISSION)],
    statuses: &[
        (402, QUOTA),   // the spending limit that the customer has set
        (403, CONTEXT), // unless the text is about a permission
    ],
    ..Profile::EMPTY
};
