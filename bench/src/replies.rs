//! What it takes to judge a reply of an AI API, in instructions.

use std::fmt::Write as _;
use std::process::Command;

use crate::cargo::{cargo, run};
use crate::generated::root;
use crate::instructions;

/// A row for each reply that the program in `replies/` knows.
pub fn table() -> String {
    let target = root().join("target");
    run(cargo(&root().join("replies"), &target).args(["build", "--release"]));
    let program = target.join("release/retry-bench-replies");
    let names = run(&mut Command::new(&program));
    let mut table = String::from("| reply | instructions |\n|---|--:|\n");
    for name in names.lines() {
        let counted =
            instructions::each(&program, |count| vec![name.to_owned(), count.to_string()]);
        writeln!(table, "| {name} | {counted} |").expect("text");
    }
    table
}
