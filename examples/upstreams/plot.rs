//! A few lines over time, with their names beside their ends.

use std::ops::Range;
use std::path::Path;

use plotters::prelude::*;
use support::chart::{Drawn, FAINT, GRID, INK, sheet, text};

pub(crate) struct Plot {
    pub(crate) title: &'static str,
    pub(crate) subtitle: &'static str,
    pub(crate) x: (Range<f64>, &'static str),
    pub(crate) y: Range<f64>,
}

pub(crate) struct Line {
    name: &'static str,
    color: RGBColor,
    points: Vec<(f64, f64)>,
}

impl Line {
    pub(crate) const fn new(name: &'static str, color: RGBColor, points: Vec<(f64, f64)>) -> Self {
        Self {
            name,
            color,
            points,
        }
    }
}

pub(crate) fn draw(path: &Path, plot: &Plot, lines: &[Line]) -> Drawn {
    let sheet = sheet(path, (800, 440))?;
    sheet.draw(&Text::new(plot.title, (24, 26), text(19, INK)))?;
    sheet.draw(&Text::new(plot.subtitle, (24, 50), text(14, FAINT)))?;
    let (x, x_label) = plot.x.clone();
    let mut chart = ChartBuilder::on(&sheet)
        .margin_top(72)
        .margin_right(116)
        .margin_bottom(12)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d(x, plot.y.clone())?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .axis_style(FAINT)
        .label_style(text(13, FAINT))
        .x_desc(x_label)
        .x_label_formatter(&|x| format!("{x:.0}"))
        .y_label_formatter(&|y| format!("{y:.0}"))
        .draw()?;
    for line in lines {
        let points = line.points.iter().copied();
        chart.draw_series(LineSeries::new(points, line.color.stroke_width(2)))?;
        if let Some(end) = line.points.last() {
            let (x, y) = chart.backend_coord(end);
            sheet.draw(&Text::new(line.name, (x + 8, y), text(14, line.color)))?;
        }
    }
    sheet.present()?;
    Ok(())
}
