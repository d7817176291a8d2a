//! What a compiler does for many annotated functions, and for the dependency itself.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::cargo::{Taken, cargo, measure, run};
use crate::contenders::Contender;
use crate::generated::{Crate, root, target, write_manifest};

pub const FUNCTIONS: usize = 500;

/// How to compile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `cargo check` of a library.
    Check,
    /// A debug `cargo build` of a program that keeps all functions.
    Build,
}

/// The median time of compiling the functions of each contender, its dependencies compiled before. Every round
/// compiles all contenders, so that a busy minute hits all of them.
pub fn functions(
    contenders: &[Contender],
    is_async: bool,
    mode: Mode,
    rounds: usize,
) -> Vec<Option<Taken>> {
    let target = target();
    let folders: Vec<_> = contenders
        .iter()
        .map(|&contender| {
            // Of the others the macros' peers are compared.
            if !contender.crates.is_empty() && !contender.is_attribute {
                return None;
            }
            Crate {
                contender,
                is_async,
                functions: FUNCTIONS,
                retried: FUNCTIONS,
                is_program: mode == Mode::Build,
            }
            .write()
        })
        .collect();
    let command = |folder: &Path| {
        let mut command = cargo(folder, &target);
        command.arg(if mode == Mode::Check {
            "check"
        } else {
            "build"
        });
        command.arg("--offline");
        command
    };
    let mut taken = vec![Vec::new(); contenders.len()];
    for round in 0..=rounds {
        for (folder, taken) in folders.iter().zip(&mut taken) {
            let Some(folder) = folder else { continue };
            let name = folder
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            run(cargo(folder, &target).args(["clean", "--offline", "--package", &name]));
            let one = measure(&mut command(folder));
            // The first round compiles the dependencies too.
            if round > 0 {
                taken.push(one);
            }
        }
    }
    taken.into_iter().map(median).collect()
}

/// What a dependency is.
pub struct Dependency {
    /// Crates below the user's, proc macros and build scripts' among them.
    pub crates: usize,
    pub build: Taken,
}

/// A debug build of each contender's crates from nothing.
pub fn dependencies(contenders: &[Contender], rounds: usize) -> Vec<Option<Dependency>> {
    let mut taken = vec![Vec::new(); contenders.len()];
    let folders: Vec<_> = contenders
        .iter()
        .map(|contender| {
            if contender.crates.is_empty() {
                return None;
            }
            let name = format!("only-{}", contender.file.replace('_', "-"));
            let folder = root().join("target/generated").join(&name);
            write_manifest(&folder, &name, contender.crates, &[]);
            fs::create_dir_all(folder.join("src")).expect("a folder");
            fs::write(folder.join("src/lib.rs"), "").expect("a file");
            Some(folder)
        })
        .collect();
    for _ in 0..rounds {
        for (folder, taken) in folders.iter().zip(&mut taken) {
            let Some(folder) = folder else { continue };
            let target = folder.join("target");
            let _ = fs::remove_dir_all(&target);
            taken.push(measure(cargo(folder, &target).args(["build", "--offline"])));
            let _ = fs::remove_dir_all(&target);
        }
    }
    folders
        .iter()
        .zip(taken)
        .map(|(folder, taken)| {
            let folder = folder.as_ref()?;
            let tree = run(cargo(folder, &folder.join("target")).args([
                "tree",
                "--offline",
                "--edges",
                "normal,build",
                "--prefix",
                "none",
                "--format",
                "{p}",
            ]));
            let mut crates: Vec<&str> = tree
                .lines()
                // Not what cargo says beside it.
                .filter(|line| line.contains(" v"))
                .map(|line| line.trim_end_matches(" (*)"))
                .collect();
            crates.sort_unstable();
            crates.dedup();
            Some(Dependency {
                crates: crates.len() - 1,
                build: median(taken)?,
            })
        })
        .collect()
}

fn median(taken: Vec<Taken>) -> Option<Taken> {
    let middle = |of: fn(&Taken) -> Duration| {
        let mut times: Vec<Duration> = taken.iter().map(of).collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied()
    };
    Some(Taken {
        processor: middle(|it| it.processor)?,
        elapsed: middle(|it| it.elapsed)?,
    })
}
