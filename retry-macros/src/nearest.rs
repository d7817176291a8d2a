//! The known name that a misspelt one probably stands for.

/// The end of a message about an unknown name: the nearest known one, or else all of them after `list`. Names are in
/// `quote`s.
pub(crate) fn did_you_mean(name: &str, known: &[&str], quote: char, list: &str) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("; did you mean {quote}{near}{quote}?"),
        None => format!("; {list} {}", listed(known, quote)),
    }
}

/// Names in a message: `a`, `b`, `c`.
pub(crate) fn listed(names: &[&str], quote: char) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("{quote}{name}{quote}"))
        .collect();
    names.join(", ")
}

/// The known name that `name` was probably meant to be.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower_case = name.to_ascii_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(&lower_case, known), known))
        .filter(|&(distance, known)| {
            // A single letter is no misspelling of another.
            let mistakes = match known.len().min(name.len()) {
                0..2 => 0,
                2..5 => 1,
                letters => 1 + letters / 4,
            };
            distance <= mistakes || is_longer_form(name, known)
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// `exponential` for `exp`.
fn is_longer_form(name: &str, known: &str) -> bool {
    known.len() >= 3 && name.starts_with(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let known = ["max", "backoff", "base", "cap", "jitter", "timeout"];
        assert_eq!(nearest("mx", known), Some("max"));
        assert_eq!(nearest("bakcoff", known), Some("backoff"));
        assert_eq!(nearest("Jitter", known), Some("jitter"));
        assert_eq!(nearest("timout", known), Some("timeout"));
        assert_eq!(nearest("MAX", known), Some("max"));
        assert_eq!(nearest("frequency", known), None);
        assert_eq!(nearest("name", known), None);
        assert_eq!(nearest("y", ["s"]), None);
        assert_eq!(nearest("exponential", ["exp", "linear"]), Some("exp"));
    }

    #[test]
    fn neighbours_that_are_swapped_are_one_mistake() {
        assert_eq!(nearest("acp", ["cap"]), Some("cap"));
        assert_eq!(nearest("acpb", ["cbap"]), None);
    }
}
