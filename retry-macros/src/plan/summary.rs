//! The line about the policy in the function's documentation.

use crate::args::{AnySetting, Args, Summary};

pub(super) fn summary(args: &Args) -> String {
    let policy: &dyn AnySetting = &args.policy;
    let has_policy = policy.is_given();
    // What the options are added to comes first.
    let others = args
        .settings()
        .filter(|setting| setting.row().name != policy.row().name);
    let parts: Vec<String> = std::iter::once(policy)
        .chain(others)
        .filter_map(|setting| {
            let row = setting.row();
            let (words, default) = match row.summary.as_ref()? {
                Summary::Always(words) => (words, row.default.filter(|_| !has_policy)),
                Summary::IfGiven(words) => (words, None),
            };
            let value = if setting.is_given() {
                setting.shown()?
            } else {
                default?.to_owned()
            };
            Some(words(&value))
        })
        .collect();
    format!("Retried on failure: {}.", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;

    #[test]
    fn summaries() {
        for (options, expected) in [
            ("", "up to 3 attempts, exponential backoff"),
            (
                "max = 5, jitter",
                "up to 5 attempts, exponential backoff, full jitter",
            ),
            (
                "backoff = \"none\", deadline = \"1m\"",
                "up to 3 attempts, no delay, deadline 1m",
            ),
            (
                "max = MAX, backoff = \"linear\", base = \"1s\", cap = CAP, jitter = 0.5, timeout = \"5s\"",
                "linear backoff, from 1s, 0.5 jitter, timeout 5s",
            ),
            (
                "stream = f, max = 2",
                "up to 2 attempts, exponential backoff, until its stream has begun",
            ),
            ("policy = POLICY", "by its `policy`"),
            (
                "policy = self.policy, max = 2, factor = 3",
                "by its `policy`, up to 2 attempts, by factor 3",
            ),
        ] {
            let args = Args::parse(options.parse().unwrap(), &mut Report::default());
            let expected = format!("Retried on failure: {expected}.");
            assert_eq!(summary(&args), expected, "{options}");
        }
    }
}
