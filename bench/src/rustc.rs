//! Instructions of the one rustc that compiles a crate. They repeat on a busy machine, where seconds do not.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::{env, fs};

use crate::cargo::{cargo, run};
use crate::generated::target;

/// Where the rustc of the crate that is measured writes its count. Set for the wrapper alone.
const COUNT: &str = "RETRY_BENCH_COUNT";

/// Millions of instructions of the rustc that compiles the crate in `folder`, without its dependencies.
pub fn instructions(folder: &Path, subcommand: &str) -> u64 {
    let target = target();
    let name = folder.file_name().expect("a name").to_string_lossy();
    let count = target.join("count");
    let _ = fs::remove_file(&count);
    // What the last run compiled would be taken as it is.
    run(cargo(folder, &target).args(["clean", "--offline", "--package", &name]));
    run(cargo(folder, &target)
        .args([subcommand, "--offline"])
        .env("CARGO_INCREMENTAL", "0")
        // For the crate alone: its dependencies are not of its workspace.
        .env(
            "RUSTC_WORKSPACE_WRAPPER",
            env::current_exe().expect("the path of this program"),
        )
        .env(COUNT, &count));
    let written = fs::read_to_string(&count).expect("valgrind's count");
    let line = written
        .lines()
        .find_map(|line| line.split("refs:").nth(1))
        .expect("valgrind's count");
    let instructions: u64 = line.trim().replace(',', "").parse().expect("a number");
    let millions = (instructions + 500_000) / 1_000_000;
    eprintln!("{name}: {millions} million instructions");
    millions
}

/// Compiles what cargo asks for, below valgrind, if this program was started as cargo's wrapper.
pub fn compile() -> bool {
    let Some(count) = env::var_os(COUNT) else {
        return false;
    };
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next().expect("the compiler");
    let arguments: Vec<_> = arguments.collect();
    let is_compilation = |it: &OsString| it.to_string_lossy().starts_with("--emit");
    let mut command = if arguments.iter().any(is_compilation) {
        let mut command = Command::new("valgrind");
        command
            .args([
                "--tool=cachegrind",
                "--cache-sim=no",
                "--cachegrind-out-file=/dev/null",
            ])
            .arg(format!("--log-file={}", Path::new(&count).display()))
            .arg(itself(&rustc));
        command
    } else {
        // A question about the compiler.
        Command::new(&rustc)
    };
    let status = command.args(arguments).status().expect("the compiler");
    process::exit(status.code().unwrap_or(1));
}

/// The compiler behind rustup's proxy, which valgrind would count in its place.
fn itself(rustc: &OsStr) -> PathBuf {
    let sysroot = run(Command::new(rustc).args(["--print", "sysroot"]));
    Path::new(sysroot.trim()).join("bin/rustc")
}
