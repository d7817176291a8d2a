//! The timeline as a picture: time runs downwards, and a delay is as long as it takes.

use std::fmt::Write;

use super::{Line, Mark};

const WIDTH: u32 = 760;
/// The middle of the first line.
const TOP: f64 = 28.0;
/// The height of a line.
const ROW: f64 = 22.0;
/// The height of a second of delay.
const SECOND: f64 = 56.0;
/// The horizontal place of the axis.
const AXIS: u32 = 92;
/// The left edge of text.
const TEXT: u32 = AXIS + 22;
/// How many characters fit between there and the right edge.
const CHARACTERS: usize = 78;

/// It has a light and a dark form, and takes that of the page.
const STYLE: &str = "\
svg{background:#fdfdfc;font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}\
text{fill:#24292f}.faint{fill:#656d76}.failed{fill:#cf222e}.answered{fill:#1a7f37}.delay{fill:#9a6700}\
line{stroke:#afb8c1;stroke-width:2}line.delay{stroke:#d4a72c;stroke-width:8;stroke-linecap:round}\
@media(prefers-color-scheme:dark){svg{background:#0d1117}\
text{fill:#e6edf3}.faint{fill:#8d96a0}.failed{fill:#ff7b72}.answered{fill:#3fb950}.delay{fill:#d29922}\
line{stroke:#484f58}line.delay{stroke:#9e6a03}}";

pub(super) fn draw(lines: &[Line]) -> String {
    let mut picture = String::new();
    let (mut y, mut last) = (TOP, TOP);
    for (at, line) in lines.iter().enumerate() {
        let kind = kind(lines, at);
        match line.mark {
            Mark::Attempt => {
                let time = format!("{:.2} s", line.elapsed.as_secs_f64());
                text(
                    &mut picture,
                    "faint\" text-anchor=\"end",
                    AXIS - 18,
                    y,
                    &time,
                );
                dot(&mut picture, kind, y);
                text(&mut picture, "", TEXT, y, &line.text);
                last = y;
            }
            Mark::Delay(delay) => {
                let length = (delay.as_secs_f64() * SECOND).max(1.0);
                axis(&mut picture, "delay", y, y + length);
                let middle = y + length / 2.0;
                text(&mut picture, kind, TEXT, middle, &line.text);
                y += length;
            }
            Mark::Detail => text(&mut picture, kind, TEXT, y, &line.text),
        }
        y += ROW;
    }
    let mut whole = String::new();
    axis(&mut whole, "", TOP, last);
    let height = y + TOP - ROW;
    format!(
        r#"<svg width="{WIDTH}" height="{height:.0}" viewBox="0 0 {WIDTH} {height:.0}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>{STYLE}</style>
{whole}{picture}</svg>
"#
    )
}

/// What a line says of its attempt: a delay follows if it failed.
fn kind(lines: &[Line], at: usize) -> &'static str {
    if matches!(lines[at].mark, Mark::Delay(_)) {
        return "delay";
    }
    let rest = lines[at + 1..].iter();
    let mut attempt = rest.take_while(|it| it.mark != Mark::Attempt);
    let failed = attempt.any(|it| matches!(it.mark, Mark::Delay(_)));
    if failed { "failed" } else { "answered" }
}

fn axis(picture: &mut String, class: &str, from: f64, to: f64) {
    let _ = writeln!(
        picture,
        r#"<line class="{class}" x1="{AXIS}" y1="{from:.1}" x2="{AXIS}" y2="{to:.1}"/>"#
    );
}

fn dot(picture: &mut String, class: &str, y: f64) {
    let _ = writeln!(
        picture,
        r#"<circle class="{class}" cx="{AXIS}" cy="{y:.1}" r="6"/>"#
    );
}

fn text(picture: &mut String, class: &str, x: u32, y: f64, text: &str) {
    let mut shown: String = text.chars().take(CHARACTERS).collect();
    if shown.len() < text.len() {
        shown.pop();
        shown.push('…');
    }
    let shown = shown.replace('&', "&amp;").replace('<', "&lt;");
    let y = y + 4.5; // the middle of a letter
    let _ = writeln!(
        picture,
        r#"<text class="{class}" x="{x}" y="{y:.1}">{shown}</text>"#
    );
}
