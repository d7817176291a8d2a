//! What rust-analyzer shows in functions with `#[retry]`: definitions, completions, renames and hints.
//!
//! Prints a row for each position, and fails if one is not as wanted.

mod client;
mod completions;
mod definitions;
mod functions;
mod hints;
mod renames;
mod table;

use std::path::Path;
use std::process::ExitCode;

use crate::client::Editor;
use crate::table::Table;

fn main() -> ExitCode {
    let fixture = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixture"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut editor = Editor::start(fixture, "src/function.rs", target, functions::PROBE);
    let mut table = Table::default();
    definitions::check(&mut editor, &mut table);
    completions::check(&mut editor, &mut table);
    renames::check(&mut editor, &table);
    hints::check(&mut editor, &mut table);
    table.finish()
}
