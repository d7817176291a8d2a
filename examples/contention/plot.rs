//! One line per policy, over the number of clients.

use std::path::Path;

use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;

use support::chart::{Drawn, FAINT, GRID, INK, sheet, text};

pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) color: RGBColor,
    pub(crate) points: Vec<(f64, f64)>,
}

/// Draws `lines`, with a name at the end of each.
pub(crate) fn draw<Y>(
    path: &Path,
    title: &str,
    subtitle: &str,
    (range, tick): (Y, &dyn Fn(&f64) -> String),
    lines: &[Line],
) -> Drawn
where
    Y: AsRangedCoord<Value = f64>,
    Y::CoordDescType: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    let sheet = sheet(path, (800, 440))?;
    sheet.draw(&Text::new(title.to_owned(), (24, 26), text(19, INK)))?;
    sheet.draw(&Text::new(subtitle.to_owned(), (24, 50), text(14, FAINT)))?;
    let mut chart = ChartBuilder::on(&sheet)
        .margin_top(72)
        .margin_right(116)
        .margin_bottom(12)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d(0.0..190.0, range)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .axis_style(FAINT)
        .label_style(text(13, FAINT))
        .x_labels(10)
        .x_desc("clients")
        .x_label_formatter(&|clients| format!("{clients:.0}"))
        .y_label_formatter(tick)
        .draw()?;

    let mut ends = Vec::new();
    for line in lines {
        let points = line.points.iter().copied();
        chart.draw_series(LineSeries::new(points, line.color.stroke_width(2)))?;
        if let Some(end) = line.points.last() {
            ends.push((chart.backend_coord(end), line));
        }
    }
    ends.sort_by_key(|((_, y), _)| *y);
    let mut free = 0;
    for ((x, y), line) in ends {
        let y = y.max(free);
        free = y + 17;
        sheet.draw(&Text::new(line.name, (x + 8, y), text(14, line.color)))?;
    }
    sheet.present()?;
    Ok(())
}
