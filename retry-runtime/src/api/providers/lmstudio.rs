//! LM Studio: a text as `error`, in a stream too.

use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::LmStudio,
    name: "LM Studio",
    port: Some("1234"),
    ..Profile::EMPTY
};
