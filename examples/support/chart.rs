//! What the drawings of the examples share. Each has its own background, so that it is readable on a dark page.

use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

pub type Drawn<T = ()> = Result<T, Box<dyn std::error::Error>>;
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

pub const INK: RGBColor = RGBColor(36, 41, 47);
pub const FAINT: RGBColor = RGBColor(101, 109, 118);
pub const GRID: RGBColor = RGBColor(225, 228, 232);
pub const BLUE: RGBColor = RGBColor(0, 114, 178);
pub const ORANGE: RGBColor = RGBColor(213, 94, 0);

pub fn sheet(path: &Path, size: (u32, u32)) -> Drawn<Area<'_>> {
    let sheet = SVGBackend::new(path, size).into_drawing_area();
    sheet.fill(&RGBColor(253, 253, 252))?;
    Ok(sheet)
}

/// Text of `size` pixels whose left edge is centred on a point.
pub fn text(size: u32, color: RGBColor) -> TextStyle<'static> {
    ("sans-serif", size)
        .into_font()
        .color(&color)
        .pos(Pos::new(HPos::Left, VPos::Center))
}
