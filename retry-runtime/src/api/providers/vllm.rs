//! vLLM: OpenAI's shapes, with Python's names of exceptions as `type` and the status as `code`.

use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Vllm,
    name: "vLLM",
    signs: &[
        Sign::value("type", "BadRequestError"),
        Sign::value("type", "NotFoundError"),
        Sign::value("type", "InternalServerError"),
    ],
    broken_ends: &[Sign::value("choices.finish_reason", "abort")],
    ..Profile::EMPTY
};
