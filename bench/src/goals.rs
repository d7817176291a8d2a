//! What the crate wants to hold, and whether it does.

use std::fmt::Write as _;

/// A bound on a figure of this crate.
pub struct Goal {
    pub what: &'static str,
    pub figure: f64,
    pub most: f64,
}

pub fn table(goals: &[Goal]) -> String {
    let mut text = String::from(
        "## Our goals\n\nLimits that we set for this crate. Nobody else was measured against them.\n\n| goal | this crate | at most | |\n|---|--:|--:|---|\n",
    );
    for Goal { what, figure, most } in goals {
        let verdict = if figure <= most { "met" } else { "**missed**" };
        let digits = if figure.fract() == 0.0 && most.fract() == 0.0 {
            0
        } else {
            2
        };
        writeln!(
            text,
            "| {what} | {figure:.digits$} | {most:.digits$} | {verdict} |"
        )
        .expect("text");
    }
    text
}
