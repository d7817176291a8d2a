//! What is refused, and how it reads: `tests/ui/<topic>/<case>.rs` with the compiler's words beside it.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The compiler that wrote the expectations; others word or underline some messages differently.
const RENDERED_BY: &str = "rustc 1.95.";

#[test]
fn ui() {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    let version = String::from_utf8(version.expect("rustc runs").stdout).expect("utf-8");
    if !version.starts_with(RENDERED_BY) {
        eprintln!("skipped: the expectations are those of {RENDERED_BY}x, and this is {version}");
        return;
    }
    if cfg!(feature = "registry") {
        eprintln!(
            "skipped: what is wrong with a constant policy is said twice, here and in its entry"
        );
        return;
    }
    let cases = trybuild::TestCases::new();
    let topics = Path::new("tests/ui");
    for topic in fs::read_dir(topics).expect("a folder for each topic") {
        let topic = topic.expect("a folder").path();
        if topic.is_dir() && is_of_features(&topic) {
            cases.compile_fail(topic.join("*.rs"));
        }
    }
}

/// Whether the cases of a topic are about the features that are on.
fn is_of_features(topic: &Path) -> bool {
    match topic.file_name().and_then(|name| name.to_str()) {
        Some("no-tokio") => !cfg!(feature = "tokio"),
        Some("stream") => cfg!(feature = "tokio") && cfg!(feature = "stream"),
        Some("no-stream") => cfg!(feature = "tokio") && !cfg!(feature = "stream"),
        Some("api-alone") => cfg!(all(feature = "api", not(feature = "stream"))),
        Some("one-reqwest") => cfg!(all(feature = "reqwest-0_12", not(feature = "reqwest-0_13"))),
        _ => cfg!(feature = "tokio"),
    }
}
