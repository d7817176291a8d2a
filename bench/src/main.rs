//! Measures this crate against what a user would pick instead, and writes `results/benchmarks.md`.
//!
//! `cargo run --release` measures everything, which takes half an hour. `cargo run --release -- calls` (or `sizes`,
//! `code`, `compile`, `dependency`, `replies`) measures and prints one part.

mod allocations;
mod cargo;
mod chart;
mod code;
mod compile;
mod contenders;
mod generated;
mod goals;
mod instructions;
mod replies;
mod report;
mod rustc;
#[path = "../contenders/server.rs"]
mod server;
mod table;

use std::fs;

use report::Part;

fn main() {
    if instructions::make_calls() || rustc::compile() {
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
        // What it means for a user comes first, and why a goal is missed last.
        let (opening, notes) = notes.split_at(notes.find("## ").expect("a heading"));
        let text = format!("{opening}{}\n{text}{goals}\n{notes}", report::head());
        fs::write(results.join("benchmarks.md"), text).expect("the results");
    }
}
