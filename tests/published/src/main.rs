//! Puts `#[retry]` on every function of published crates that can fail, builds them, and runs their own tests.
//!
//! ```text
//! cargo run --manifest-path tests/published/Cargo.toml                      # all crates; prints the table of results/published-crates.md
//! cargo run --manifest-path tests/published/Cargo.toml -- csv chrono again  # these crates, this mode
//! ```
//!
//! The crates come from the registry into a temporary folder (`PUBLISHED_DIR` to keep it elsewhere); none of their code
//! is in this repository. Each is built as it is and with the attribute in each of the [`MODES`]; with the first its
//! tests run too, and what passed before must pass again. Functions that the guide says cannot be retried are left
//! out, by the rules in `limits.rs`, and counted; any other error of the compiler is a failure, and so is a warning
//! that was not there before or is no longer. Not run in CI, as it builds hundreds of crates.

mod annotate;
mod cargo;
mod crates;
mod limits;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::annotate::{Functions, Place, annotate};
use crate::cargo::{Build, Cargo, Message};
use crate::crates::{CRATES, Published};
use crate::limits::Limit;

/// What stands above the functions. The first repeats nothing, so that tests see what they saw.
const MODES: &[(&str, &str)] = &[
    (
        "once",
        "#[::retry_attr::retry(max = 2, backoff = \"none\", when = |_| false)] ",
    ),
    (
        "again",
        "#[::retry_attr::retry(max = 2, backoff = \"none\")] ",
    ),
    (
        "observed",
        "#[::retry_attr::retry(policy = ::retry_attr::Policy::new(), jitter, attempt = __attempt, on_retry = |_| {}, \
         on_give_up = |_| {})] ",
    ),
];

fn main() -> ExitCode {
    let mut names: Vec<String> = std::env::args().skip(1).collect();
    let modes: Vec<_> = {
        let is_mode = |name: &str| MODES.iter().any(|(mode, _)| *mode == name);
        let chosen: Vec<String> = names.iter().filter(|it| is_mode(it)).cloned().collect();
        names.retain(|name| !is_mode(name));
        let modes = MODES.iter();
        modes
            .filter(|(mode, _)| chosen.is_empty() || chosen.iter().any(|it| it == mode))
            .collect()
    };
    let work = std::env::var_os("PUBLISHED_DIR").map_or_else(
        || std::env::temp_dir().join("retry-attr-published"),
        PathBuf::from,
    );
    let cargo = Cargo {
        work: &work,
        facade: Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."),
    };
    let mut table = String::from(
        "| crate | functions that can fail | const | no body | borrow of `&mut` | consumed, not `Clone` | cannot fail \
         | not compiled | annotated | failed | tests passed |\n|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut is_sound = true;
    for krate in CRATES {
        if !names.is_empty() && !names.iter().any(|name| name == krate.name) {
            continue;
        }
        match prove(&cargo, krate, &modes) {
            Ok((row, is_ok)) => {
                is_sound &= is_ok;
                table.push_str(&row);
                eprintln!("{row}");
            }
            Err(error) => {
                is_sound = false;
                eprintln!("{}: {error}", krate.name);
            }
        }
    }
    println!("{table}");
    if is_sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The row of the table, and whether nothing failed.
fn prove(
    cargo: &Cargo<'_>,
    krate: &Published,
    modes: &[&(&str, &str)],
) -> Result<(String, bool), String> {
    let source = cargo.fetch(krate)?;
    let plain = cargo.work.join("plain").join(krate.name);
    cargo.copy(&source, &plain)?;
    eprintln!("== {} {}, plain", krate.name, krate.version);
    let before = cargo.check(&plain, krate)?;
    if let Some(error) = before.errors.first() {
        return Err(format!("does not build as it is: {}", error.rendered));
    }
    let mut row = String::new();
    let mut is_ok = true;
    for (mode, attribute) in modes {
        eprintln!("== {} {}, {mode}", krate.name, krate.version);
        let root = cargo.work.join(mode).join(krate.name);
        let annotated = build(cargo, krate, &source, &root, attribute)?;
        is_ok &= annotated.failed.is_empty();
        is_ok &= has_same_warnings(&before, &annotated.build);
        if *mode == MODES[0].0 {
            let tests = if annotated.failed.is_empty() {
                let (passed, all) = passed(cargo, krate, &plain, &root)?;
                is_ok &= passed == all;
                format!("{passed} of {all}")
            } else {
                String::new()
            };
            let compiled = cargo.compiled(&root, krate);
            row = annotated.row(krate, &compiled, &tests);
        } else if row.is_empty() {
            row = annotated.row(krate, &cargo.compiled(&root, krate), "");
        }
    }
    Ok((row, is_ok))
}

struct Annotated {
    functions: Functions,
    limited: BTreeMap<Place, Limit>,
    failed: BTreeSet<Place>,
    build: Build,
}

/// Builds with the attribute, and leaves out what the compiler says is beyond its limits.
fn build(
    cargo: &Cargo<'_>,
    krate: &Published,
    source: &Path,
    root: &Path,
    attribute: &str,
) -> Result<Annotated, String> {
    let mut limited = BTreeMap::new();
    let mut failed = BTreeSet::new();
    loop {
        cargo.copy(source, root)?;
        let excluded = limited.keys().chain(&failed).cloned().collect();
        let functions = annotate(root, attribute, &excluded)?;
        let build = cargo.check(root, krate)?;
        if build.errors.is_empty() {
            return Ok(Annotated {
                functions,
                limited,
                failed,
                build,
            });
        }
        let mut messages = BTreeMap::<&Place, Vec<&Message>>::new();
        for error in &build.errors {
            if let Some(place) = function_of(&functions, error, &excluded) {
                messages.entry(place).or_default().push(error);
            }
        }
        let is_news = !messages.is_empty();
        for (place, errors) in messages {
            let takes_mut = functions[place].takes_mut;
            let limit = |it: &&Message| limits::of_message(&it.code, &it.text, takes_mut);
            // What else is wrong with such a function follows from that.
            let found = errors.iter().find_map(limit);
            let result = found.map_or("FAILED".to_owned(), |limit| format!("{limit:?}"));
            let (file, line) = (place.file.display(), place.line);
            eprintln!("{result} {file}:{line} {}", functions[place].name);
            if let Some(limit) = found {
                limited.insert(place.clone(), limit);
                continue;
            }
            for error in errors {
                eprintln!("{}", error.rendered);
            }
            failed.insert(place.clone());
        }
        if !is_news {
            let rendered: Vec<&str> = build.errors.iter().map(|it| it.rendered.as_str()).collect();
            return Err(rendered.join("\n"));
        }
    }
}

/// The annotated function that a message is about.
fn function_of<'a>(
    functions: &'a Functions,
    message: &Message,
    excluded: &BTreeSet<Place>,
) -> Option<&'a Place> {
    message.places.iter().find_map(|at| {
        let around = functions
            .iter()
            .filter(|(place, function)| {
                place.file == at.file
                    && (place.line..=function.end).contains(&at.line)
                    && function.limit.is_none()
                    && !excluded.contains(place)
            })
            .map(|(place, _)| place);
        around.max_by_key(|place| place.line)
    })
}

/// Lints fire as they did, on what the user wrote and on nothing else.
fn has_same_warnings(before: &Build, after: &Build) -> bool {
    let key = |message: &Message| {
        let place = message.places.first().cloned();
        (message.code.clone(), place)
    };
    let keys = |build: &Build| build.warnings.iter().map(key).collect::<BTreeSet<_>>();
    let (old, new) = (keys(before), keys(after));
    for message in after.warnings.iter().filter(|it| !old.contains(&key(it))) {
        eprintln!("NEW WARNING\n{}", message.rendered);
    }
    for message in before.warnings.iter().filter(|it| !new.contains(&key(it))) {
        eprintln!("WARNING GONE\n{}", message.rendered);
    }
    old == new
}

/// How many of the tests that pass without the attribute pass with it.
fn passed(
    cargo: &Cargo<'_>,
    krate: &Published,
    plain: &Path,
    root: &Path,
) -> Result<(usize, usize), String> {
    let (before, after) = (cargo.test(plain, krate)?, cargo.test(root, krate)?);
    let expected: Vec<&String> = before
        .iter()
        .filter_map(|(name, is_ok)| is_ok.then_some(name))
        .filter(|name| !krate.counts_clones.iter().any(|it| name.ends_with(it)))
        .collect();
    let is_passed = |name: &&&String| after.get(**name) == Some(&true);
    for name in expected.iter().filter(|name| !is_passed(name)) {
        eprintln!("TEST FAILED {name}");
    }
    Ok((expected.iter().filter(is_passed).count(), expected.len()))
}

impl Annotated {
    fn row(&self, krate: &Published, compiled: &BTreeSet<PathBuf>, tests: &str) -> String {
        let limit = |place: &Place| {
            let of_signature = self.functions[place].limit;
            of_signature.or_else(|| self.limited.get(place).copied())
        };
        let count = |limit_: Limit| {
            let places = self.functions.keys();
            places.filter(|place| limit(place) == Some(limit_)).count()
        };
        let free = self.functions.keys().filter(|it| limit(it).is_none());
        let (in_build, beside): (Vec<&Place>, Vec<&Place>) =
            free.partition(|place| compiled.contains(&place.file));
        let failed = self.failed.len();
        let annotated = in_build.len() - failed;
        let limits: Vec<String> = Limit::ALL.iter().map(|it| count(*it).to_string()).collect();
        format!(
            "| {} {} | {} | {} | {} | {annotated} | {failed} | {tests} |\n",
            krate.name,
            krate.version,
            self.functions.len(),
            limits.join(" | "),
            beside.len(),
        )
    }
}
