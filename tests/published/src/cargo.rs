//! Fetches, builds and tests a crate with cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::annotate::Place;
use crate::crates::Published;

/// What the compiler said about a place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Message {
    pub(crate) code: String,
    pub(crate) text: String,
    /// The places it is about, the foremost first.
    pub(crate) places: Vec<Place>,
    pub(crate) rendered: String,
}

#[derive(Default)]
pub(crate) struct Build {
    pub(crate) errors: Vec<Message>,
    pub(crate) warnings: Vec<Message>,
}

pub(crate) struct Cargo<'a> {
    /// Everything is kept in here.
    pub(crate) work: &'a Path,
    /// The repository of the attribute.
    pub(crate) facade: PathBuf,
}

impl Cargo<'_> {
    fn command(&self, root: &Path, arguments: &[&str], options: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        command
            .args(arguments)
            .args(options)
            .current_dir(root)
            .env("CARGO_TARGET_DIR", self.work.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_TERM_COLOR", "never");
        command
    }

    /// The unpacked source of a crate, from the local registry or else downloaded.
    pub(crate) fn fetch(&self, krate: &Published) -> Result<PathBuf, String> {
        let root = self.work.join("fetch").join(krate.name);
        write(&root.join("src/lib.rs"), "")?;
        let manifest = format!(
            "[package]\nname = \"fetch\"\nedition = \"2024\"\n\n[dependencies]\n{} = \"={}\"\n\n[workspace]\n",
            krate.name, krate.version
        );
        write(&root.join("Cargo.toml"), &manifest)?;
        let output = self
            .command(&root, &["metadata", "--format-version=1"], &[])
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| error.to_string())?;
        let metadata: Value =
            serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
        let packages = metadata["packages"].as_array();
        packages
            .into_iter()
            .flatten()
            .find(|package| package["name"] == krate.name && package["version"] == krate.version)
            .and_then(|package| Path::new(package["manifest_path"].as_str()?).parent())
            .map(Path::to_owned)
            .ok_or_else(|| format!("{} {} was not found", krate.name, krate.version))
    }

    /// Copies a fetched crate, and makes it depend on the attribute.
    pub(crate) fn copy(&self, source: &Path, to: &Path) -> Result<(), String> {
        if to.exists() {
            fs::remove_dir_all(to).map_err(|error| error.to_string())?;
        }
        copy_folder(source, to)?;
        let manifest = to.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(|error| error.to_string())?;
        let facade = self.facade.display();
        let mut text = format!("{text}\n[dependencies.retry-attr]\npath = \"{facade}\"\n");
        if !text.contains("\n[workspace]") {
            text.push_str("\n[workspace]\n");
        }
        write(&manifest, &text)
    }

    /// Type checks the library and its tests.
    pub(crate) fn check(&self, root: &Path, krate: &Published) -> Result<Build, String> {
        let output = self
            .command(
                root,
                &[
                    "check",
                    "--profile=test",
                    "--keep-going",
                    "--message-format=json",
                ],
                krate.options,
            )
            .output()
            .map_err(|error| error.to_string())?;
        let mut build = Build::default();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(value) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            let is_here = value["manifest_path"].as_str() == root.join("Cargo.toml").to_str();
            if value["reason"] != "compiler-message" || !is_here {
                continue;
            }
            let message = message(&value["message"]);
            if message.text.contains("aborting due to") || message.text.contains("warnings emitted")
            {
                continue;
            }
            let list = match value["message"]["level"].as_str() {
                Some("error" | "error: internal compiler error") => &mut build.errors,
                Some("warning") => &mut build.warnings,
                _ => continue,
            };
            if !list.contains(&message) {
                list.push(message);
            }
        }
        if !output.status.success() && build.errors.is_empty() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(build)
    }

    /// Runs the tests of the library; how each ended.
    pub(crate) fn test(
        &self,
        root: &Path,
        krate: &Published,
    ) -> Result<BTreeMap<String, bool>, String> {
        let mut command = Command::new("timeout");
        let cargo = self.command(root, &["test", "--no-fail-fast"], krate.options);
        command
            .arg("900")
            .arg(cargo.get_program())
            .args(cargo.get_args())
            .current_dir(root);
        for (key, value) in cargo.get_envs() {
            command.env(key, value.unwrap_or_default());
        }
        let output = command.output().map_err(|error| error.to_string())?;
        let (text, errors) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        let mut results = BTreeMap::new();
        let mut run = 0;
        for line in text.lines() {
            if line.starts_with("running ") {
                run += 1;
            }
            let Some((name, result)) = line
                .strip_prefix("test ")
                .and_then(|line| line.rsplit_once(" ... "))
            else {
                continue;
            };
            if result != "ignored" {
                results.insert(format!("{run}: {name}"), result == "ok");
            }
        }
        if results.is_empty() && !output.status.success() {
            return Err(errors.into_owned());
        }
        if results.values().any(|is_ok| !is_ok) {
            let _ = fs::write(root.join("failed-tests.txt"), &*text);
        }
        Ok(results)
    }

    /// The source files that were compiled, by the dependency files that rustc writes.
    pub(crate) fn compiled(&self, root: &Path, krate: &Published) -> BTreeSet<PathBuf> {
        let library = format!("{}-", krate.name.replace('-', "_"));
        let mut files = BTreeSet::new();
        let folder = self.work.join("target/debug/deps");
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let is_dependencies = entry.path().extension().is_some_and(|it| it == "d");
            let name = entry.file_name().into_string().unwrap_or_default();
            if !name.starts_with(&library) || !is_dependencies {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            for file in text.lines().filter_map(|line| line.strip_suffix(':')) {
                // Cargo runs rustc where the crate is.
                if root.join(file).is_file() {
                    files.insert(file.into());
                }
            }
        }
        files
    }
}

fn message(value: &Value) -> Message {
    let mut places = Vec::new();
    let spans = value["spans"].as_array().into_iter().flatten();
    let mut spans: Vec<&Value> = spans.collect();
    spans.sort_by_key(|span| span["is_primary"] != true);
    for span in spans {
        // What a macro wrote is about where the macro stands.
        let mut span = span;
        loop {
            if let (Some(file), Some(line)) =
                (span["file_name"].as_str(), span["line_start"].as_u64())
            {
                places.push(Place {
                    file: file.into(),
                    line: usize::try_from(line).unwrap_or_default(),
                });
            }
            match span.get("expansion").and_then(|it| it.get("span")) {
                Some(outer) if outer.is_object() => span = outer,
                _ => break,
            }
        }
    }
    Message {
        code: value["code"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        text: value["message"].as_str().unwrap_or_default().to_owned(),
        places,
        rendered: value["rendered"].as_str().unwrap_or_default().to_owned(),
    }
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|error| error.to_string())?;
    for entry in fs::read_dir(from).map_err(|error| error.to_string())? {
        let entry = entry.map_err(|error| error.to_string())?;
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}
