//! The names of the keys of one upstream.

use sha1_smol::Sha1;

/// What they start with.
const PREFIX: &str = "retry-attr";

#[derive(Clone, Debug)]
pub(crate) struct Keys {
    pub(crate) cool_down: String,
    pub(crate) live: String,
    pub(crate) leases: String,
}

impl Keys {
    /// By a hash of its name, which may hold an API key.
    pub(crate) fn of(name: &str) -> Self {
        let hash = Sha1::from(name).digest().to_string();
        // A cluster keeps what is in braces in one place.
        let key = |what| format!("{PREFIX}:{{{hash}}}:{what}");
        Self {
            cool_down: key("cool-down"),
            live: key("live"),
            leases: key("leases"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_does_not_tell_the_name() {
        let keys = Keys::of("openai:sk-secret");
        assert_eq!(
            keys.live,
            "retry-attr:{39a7514663a0c28124ebe8ec31e000c3b9b3b61f}:live"
        );
        assert!(![keys.cool_down, keys.leases].concat().contains("secret"));
    }
}
