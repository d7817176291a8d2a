//! Two panels with a row per attempt: the delay before it, and when it starts.

use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Duration;

use plotters::prelude::*;

use crate::{Schedule, length};
use support::chart::{Area, BLUE, Drawn, FAINT, GRID, INK, ORANGE, sheet, text};

const COLORS: [RGBColor; 2] = [BLUE, ORANGE];

pub(crate) fn draw(path: &Path, schedules: &[Schedule; 2]) -> Drawn {
    let rows = schedules
        .iter()
        .map(|it| it.delays.len())
        .max()
        .unwrap_or(0);
    let height = 112 + 52 * u32::try_from(rows)?;
    let sheet = sheet(path, (800, height))?;
    for (schedule, (x, color)) in schedules.iter().zip([24, 424].into_iter().zip(COLORS)) {
        let total = length(*schedule.total().end());
        let name = format!("{}: up to {total} of delays", schedule.name);
        sheet.draw(&Text::new(name, (x, 26), text(15, color)))?;
    }
    let (delays, starts) = sheet.margin(44, 12, 0, 0).split_horizontally(400);
    let bars = schedules.each_ref().map(|it| it.delays.clone());
    panel(&delays, "delay before each attempt", rows, &bars)?;
    let bars = schedules.each_ref().map(Schedule::starts);
    panel(&starts, "start of each attempt, delays alone", rows, &bars)?;
    sheet.present()?;
    Ok(())
}

fn panel(
    area: &Area<'_>,
    title: &str,
    rows: usize,
    bars: &[Vec<RangeInclusive<Duration>>; 2],
) -> Drawn {
    let ends = bars.iter().flatten().map(|range| *range.end());
    let longest = ends.max().unwrap_or_default().as_secs_f64().max(1e-9);
    area.draw(&Text::new(title.to_owned(), (24, 12), text(14, INK)))?;
    #[allow(clippy::cast_precision_loss)] // rows fit on a sheet
    let last = rows as f64 + 1.5;
    let mut chart = ChartBuilder::on(area)
        .margin_top(26)
        .margin_right(60)
        .x_label_area_size(28)
        .y_label_area_size(40)
        .build_cartesian_2d(0.0..longest, last..1.5)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .axis_style(FAINT)
        .label_style(text(13, FAINT))
        .x_labels(5)
        .x_label_formatter(&|seconds| format!("{seconds} s"))
        .y_labels(rows)
        .y_label_formatter(&|attempt| format!("{attempt:.0}"))
        .draw()?;
    for ((bars, color), top) in bars.iter().zip(COLORS).zip([-0.36, 0.04]) {
        for (attempt, range) in (2_u32..).zip(bars) {
            let y = f64::from(attempt) + top;
            let (low, high) = (range.start().as_secs_f64(), range.end().as_secs_f64());
            let corners = [(low, y), (high, y + 0.32)];
            chart.draw_series([Rectangle::new(corners, color.mix(0.35).filled())])?;
            for end in [low, high] {
                let edge = vec![(end, y), (end, y + 0.32)];
                chart.draw_series([PathElement::new(edge, color.stroke_width(3))])?;
            }
            let (x, y) = chart.backend_coord(&(high, y + 0.16));
            let (left, upper) = area.get_base_pixel();
            let label = length(*range.end());
            area.draw(&Text::new(
                label,
                (x - left + 6, y - upper),
                text(12, color),
            ))?;
        }
    }
    Ok(())
}
