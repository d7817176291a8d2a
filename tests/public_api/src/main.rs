//! Compares the public items of the published crates, with all features, with the lists beside this folder.
//!
//! rustdoc writes the items as JSON, on nightly, or where `RUSTC_BOOTSTRAP` allows it. `SNAPSHOTS=renew` writes the
//! lists instead.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs};

use public_api::Builder;

/// The facade re-exports the runtime, and its own list has only the names of those items. The macros have no items but
/// the two that the facade re-exports; they are here so that dependencies are compiled with the features of the
/// documentation, which CI has built before.
const CRATES: [&str; 4] = [
    "retry-attr",
    "retry-macros",
    "retry-runtime",
    "retry-attr-redis",
];

/// What generated code calls, pages of the guide, which only documentation has, and traits of the compiler that no user
/// can name. Other hidden items are listed: many impls are hidden, because a table in the documentation has them.
const LEFT_OUT: [&str; 6] = [
    "::private",
    "::__private",
    "::guide",
    "::Freeze for ",
    "::StructuralPartialEq for ",
    "::UnsafeUnpin for ",
];

fn main() -> ExitCode {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = here.join("../..");
    write_json(&workspace);
    let renew = env::var_os("SNAPSHOTS").is_some_and(|it| it == "renew");
    let mut same = true;
    for name in CRATES {
        let list = here.join(name).with_extension("txt");
        let items = items(&workspace, name);
        if renew {
            fs::write(&list, items).expect("the list can be written");
        } else {
            same &= compare(name, &fs::read_to_string(&list).expect("the list"), &items);
        }
    }
    if same {
        return ExitCode::SUCCESS;
    }
    println!(
        "If this is meant: SNAPSHOTS=renew cargo test --manifest-path tests/public_api/Cargo.toml"
    );
    ExitCode::FAILURE
}

fn write_json(workspace: &Path) {
    let status = Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args([
            "doc",
            "--quiet",
            "--lib",
            "--no-deps",
            "--all-features",
            "--locked",
        ])
        .args(CRATES.iter().flat_map(|name| ["-p", name]))
        .env(
            "RUSTDOCFLAGS",
            "-Z unstable-options --output-format json --document-hidden-items",
        )
        .env("RUSTC_BOOTSTRAP", "1")
        .status()
        .expect("cargo");
    assert!(status.success(), "rustdoc failed");
}

/// The public items of a crate, one per line.
fn items(workspace: &Path, name: &str) -> String {
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let json = workspace
        .join(target)
        .join("doc")
        .join(name.replace('-', "_"))
        .with_extension("json");
    let api = Builder::from_rustdoc_json(json)
        // Impls for every type, such as `impl<T> Any for T`. Those of `Send` and `Sync` are kept: users rely on them.
        .omit_blanket_impls(true)
        .build()
        .expect("the JSON of a compiler that this version of public-api reads");
    api.items()
        .map(|item| format!("{item}\n"))
        .filter(|line| !LEFT_OUT.iter().any(|it| line.contains(it)))
        .collect()
}

/// Prints the lines that only one of the two has.
fn compare(name: &str, expected: &str, found: &str) -> bool {
    let lines = |these: &str, others: &str, sign: char| {
        for line in these
            .lines()
            .filter(|line| !others.lines().any(|it| it == *line))
        {
            println!("{name}: {sign} {line}");
        }
    };
    lines(expected, found, '-');
    lines(found, expected, '+');
    expected == found
}
