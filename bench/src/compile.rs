//! What a compiler does for many annotated functions, and for the dependency itself.

use std::fs;
use std::time::Duration;

use crate::cargo::{Taken, cargo, measure, run};
use crate::contenders::Contender;
use crate::generated::{Crate, root, write_manifest};
use crate::rustc;

/// How to compile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `cargo check` of a library.
    Check,
    /// A debug `cargo build` of a program that keeps all functions.
    Build,
}

impl Mode {
    fn subcommand(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
        }
    }

    /// Fewer for a build, of which valgrind takes minutes.
    pub fn functions(self) -> usize {
        match self {
            Self::Check => 500,
            Self::Build => 200,
        }
    }
}

/// Millions of instructions that rustc takes for the functions of each contender.
pub fn functions(contenders: &[Contender], is_async: bool, mode: Mode) -> Vec<Option<u64>> {
    let count = |&contender: &Contender| {
        // Of the others the macros' peers are compared.
        if !contender.crates.is_empty() && !contender.is_attribute {
            return None;
        }
        let functions = mode.functions();
        let folder = Crate {
            contender,
            is_async,
            functions,
            retried: functions,
            is_program: mode == Mode::Build,
        }
        .write()?;
        Some(rustc::instructions(&folder, mode.subcommand()))
    };
    contenders.iter().map(count).collect()
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
