//! Measures this crate against what a user would pick instead, and writes `results/benchmarks.md`.
//!
//! `cargo run --release` measures everything, which takes half an hour. `cargo run --release -- calls` (or `sizes`,
//! `code`, `compile`, `dependency`, `replies`) measures and prints one part.

mod allocations;
mod cargo;
mod code;
mod compile;
mod contenders;
mod elapsed;
mod generated;
mod goals;
mod instructions;
mod replies;
mod report;
#[path = "../contenders/server.rs"]
mod server;
mod table;

use std::fs;

use report::Part;

fn main() {
    if instructions::make_calls() {
        return;
    }
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let mut goals = Vec::new();
    let mut text = String::new();
    for part in Part::ALL {
        if asked.is_empty() || asked.iter().any(|name| name == part.name()) {
            eprintln!("measuring: {}", part.name());
            let section = part.measure(&mut goals);
            println!("{section}");
            text += &section;
            text += "\n";
        }
    }
    let goals = goals::table(&goals);
    println!("{goals}");
    if asked.is_empty() {
        let results = generated::root().join("../results");
        let notes = fs::read_to_string(results.join("benchmarks-notes.md")).expect("the notes");
        let text = format!("{}\n{goals}\n{notes}\n{text}", report::head());
        fs::write(results.join("benchmarks.md"), text).expect("the results");
    }
}
