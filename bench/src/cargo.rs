//! Runs cargo and other commands, and says what they took.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a command took.
#[derive(Clone, Copy)]
pub struct Taken {
    /// Of all its processes, which a busy machine disturbs least.
    pub processor: Duration,
    pub elapsed: Duration,
}

/// Runs the command to its end, and fails with what it printed.
pub fn run(command: &mut Command) -> String {
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command:?} failed:\n{printed}{errors}"
    );
    printed + &errors
}

/// [`run`], measured.
pub fn measure(command: &mut Command) -> Taken {
    let (before, started) = (processor_of_children(), Instant::now());
    run(command);
    Taken {
        processor: processor_of_children() - before,
        elapsed: started.elapsed(),
    }
}

/// `cargo` in a folder that is not this one: without what cargo sets for the programs it runs.
pub fn cargo(folder: &Path, target: &Path) -> Command {
    let mut command = Command::new("cargo");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_") && name != "CARGO_HOME" {
            command.env_remove(name);
        }
    }
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTFLAGS", "-Awarnings");
    command
}

/// Linux counts the processor time of children that have ended, in hundredths of a second.
fn processor_of_children() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("/proc/self/stat");
    let (_, after_name) = stat.rsplit_once(')').expect("a process name");
    // The fields 16 and 17, where the third is the first after the name.
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(13)
        .take(2)
        .map(|ticks| ticks.parse::<u64>().expect("a number of ticks"))
        .sum();
    Duration::from_millis(ticks * 10)
}
