//! The chart that `results/benchmarks.md` opens with: a panel of bars for each column, a bar for each contender.

use std::fmt::Write as _;

use crate::contenders::{BARE, CONTENDERS, HAND, OURS, UPSTREAM};
use crate::table::Column;

const PANEL: usize = 400;
const LABEL: usize = 140;
const BAR: usize = 190;
const ROW: usize = 22;
const TOP: usize = 64;

/// An SVG with a ground of its own, so that it can be read on a light page and on a dark one.
pub fn svg(title: &str, columns: &[&Column]) -> String {
    let rows = |column: &Column| column.figures.iter().flatten().count();
    let most_rows = columns.iter().map(|it| rows(it)).max().unwrap_or_default();
    let (width, height) = (PANEL * columns.len(), TOP + ROW * most_rows + 8);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n<title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#FDFDFC\"/>\n\
         <text x=\"12\" y=\"26\" font-size=\"15\" font-weight=\"bold\" fill=\"#24292F\">{title}</text>\n"
    );
    for (panel, column) in columns.iter().enumerate() {
        add_panel(&mut text, panel * PANEL, column).expect("text");
    }
    text + "</svg>\n"
}

fn add_panel(text: &mut String, left: usize, column: &Column) -> std::fmt::Result {
    let most = column.figures.iter().flatten().copied().fold(1.0, f64::max);
    let (label, bar) = (left + LABEL, left + LABEL + 8);
    let heading = &column.heading;
    writeln!(
        text,
        "<text x=\"{bar}\" y=\"52\" fill=\"#656D76\">{heading}</text>"
    )?;
    let figures = column.figures.iter().enumerate();
    let shown = figures.filter_map(|(row, figure)| Some((row, (*figure)?)));
    for (place, (contender, figure)) in shown.enumerate() {
        let name = CONTENDERS[contender].title.replace(['*', '`'], "");
        let color = match contender {
            BARE | HAND => "#656D76",
            OURS | UPSTREAM => "#0072B2",
            _ => "#D5A06B",
        };
        let (top, width) = (TOP + place * ROW, figure / most * BAR as f64);
        let (middle, end) = (top + 13, bar as f64 + width + 6.0);
        writeln!(
            text,
            "<text x=\"{label}\" y=\"{middle}\" text-anchor=\"end\" fill=\"#24292F\">{name}</text>\
             <rect x=\"{bar}\" y=\"{top}\" width=\"{width:.1}\" height=\"16\" fill=\"{color}\"/>\
             <text x=\"{end:.1}\" y=\"{middle}\" fill=\"#24292F\">{figure}</text>"
        )?;
    }
    Ok(())
}
