//! Tables in Markdown, a row for each contender, with ratios to the hand-written loop.

use std::fmt::Write as _;

use crate::contenders::{CONTENDERS, HAND};

/// A column: a heading, and a figure for each contender.
pub struct Column {
    pub heading: String,
    pub figures: Vec<Option<f64>>,
    /// Digits after the point.
    pub digits: usize,
    pub has_ratio: bool,
}

impl Column {
    /// A column of whole numbers.
    pub fn whole<N: Into<f64>>(
        heading: impl Into<String>,
        figures: impl IntoIterator<Item = Option<N>>,
    ) -> Self {
        Self {
            heading: heading.into(),
            figures: figures.into_iter().map(|it| it.map(Into::into)).collect(),
            digits: 0,
            has_ratio: true,
        }
    }

    pub fn seconds(
        heading: impl Into<String>,
        figures: impl IntoIterator<Item = Option<std::time::Duration>>,
    ) -> Self {
        Self {
            heading: heading.into(),
            figures: figures
                .into_iter()
                .map(|it| it.map(|time| time.as_secs_f64()))
                .collect(),
            digits: 2,
            has_ratio: true,
        }
    }

    pub fn without_ratio(mut self) -> Self {
        self.has_ratio = false;
        self
    }

    pub fn named(mut self, heading: &str) -> Self {
        heading.clone_into(&mut self.heading);
        self
    }

    fn cell(&self, row: usize) -> String {
        let Some(figure) = self.figures[row] else {
            return "–".to_owned();
        };
        let mut cell = format!("{figure:.*}", self.digits);
        let by_hand = self.figures[HAND].filter(|by_hand| self.has_ratio && *by_hand > 0.0);
        if let Some(by_hand) = by_hand.filter(|_| row != HAND) {
            write!(cell, " ({:.2})", figure / by_hand).expect("text");
        }
        cell
    }
}

/// The table, without contenders that have no figure in it.
pub fn table(columns: &[Column]) -> String {
    let mut text = String::from("| |");
    for column in columns {
        write!(text, " {} |", column.heading).expect("text");
    }
    text += "\n|---|";
    text += &"--:|".repeat(columns.len());
    text += "\n";
    for (row, contender) in CONTENDERS.iter().enumerate() {
        if columns.iter().all(|column| column.figures[row].is_none()) {
            continue;
        }
        write!(text, "| {} |", contender.title).expect("text");
        for column in columns {
            write!(text, " {} |", column.cell(row)).expect("text");
        }
        text += "\n";
    }
    text
}
