//! The published crates, and how each is built.

pub(crate) struct Published {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// For cargo.
    pub(crate) options: &'static [&'static str],
    /// Tests that count clones, of which an attempt makes one an argument that it consumes.
    pub(crate) counts_clones: &'static [&'static str],
}

const fn published(
    name: &'static str,
    version: &'static str,
    options: &'static [&'static str],
) -> Published {
    Published {
        name,
        version,
        options,
        counts_clones: &[],
    }
}

const PLAIN: &[&str] = &["--tests"];
const ALL_FEATURES: &[&str] = &["--tests", "--all-features"];
/// For a crate whose other tests need files that are not published.
const LIB: &[&str] = &["--lib"];

/// Sync, then async.
pub(crate) const CRATES: &[Published] = &[
    published("semver", "1.0.28", ALL_FEATURES),
    published("httparse", "1.10.1", ALL_FEATURES),
    published("csv", "1.4.0", PLAIN),
    published("serde_urlencoded", "0.7.1", PLAIN),
    published("tar", "0.4.46", LIB),
    published("nom", "7.1.3", PLAIN),
    published("serde_json", "1.0.154", PLAIN),
    published("toml_edit", "0.25.20+spec-1.1.0", ALL_FEATURES),
    published("chrono", "0.4.45", PLAIN),
    published("gimli", "0.34.0", PLAIN),
    published("minijinja", "3.1.0", PLAIN),
    published("tungstenite", "0.30.0", PLAIN),
    published("quick-xml", "0.42.0", ALL_FEATURES),
    published("deadpool", "0.13.1", PLAIN),
    published("mini-redis", "0.4.1", PLAIN),
    published("hyper-util", "0.1.21", ALL_FEATURES),
    published("tokio-util", "0.7.20", ALL_FEATURES),
    published("h2", "0.4.20", PLAIN),
    Published {
        counts_clones: &["routing::tests::locks_mutex_very_little"],
        ..published("axum", "0.7.9", PLAIN)
    },
];
