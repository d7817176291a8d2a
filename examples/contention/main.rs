//! Why delays are random: many clients compete for one thing, with each kind of backoff and jitter.
//!
//! `cargo run --example contention --features plotters,test-util`
//!
//! The model is that of "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: see `model.rs`. Every delay comes
//! from [`Policy::delays`]. Prints the mean of 100 runs and draws it as `results/contention-*.svg`. Jitter and network have
//! a seed, so every run gives the same result. `-- 5 target` makes 5 runs and draws into `target`.
//!
//! Without backoff the clients finish first, because this server is equally fast under any load. A real server would slow
//! down under so many attempts.

mod model;
mod plot;

use std::path::PathBuf;
use std::time::Duration;

use model::compete;
use plot::Line;
use plotters::prelude::*;
use retry_attr::{Backoff, Jitter, Policy};
use support::chart::{self, Drawn};

const EXPONENTIAL: Policy = Policy::new()
    .max(u32::MAX)
    .base(Duration::from_millis(5))
    .cap(Duration::from_secs(2));

const GREEN: RGBColor = RGBColor(0, 140, 100);
const PINK: RGBColor = RGBColor(180, 90, 150);

const POLICIES: [(&str, Policy, RGBColor); 5] = [
    (
        "no backoff",
        EXPONENTIAL.backoff(Backoff::None),
        chart::FAINT,
    ),
    ("no jitter", EXPONENTIAL, chart::ORANGE),
    ("equal", EXPONENTIAL.jitter(Jitter::Equal), PINK),
    (
        "decorrelated",
        EXPONENTIAL.jitter(Jitter::Decorrelated),
        chart::BLUE,
    ),
    ("full", EXPONENTIAL.jitter(Jitter::Full), GREEN),
];

/// The cost of a policy for this number of clients, over all runs.
struct Mean {
    clients: u32,
    attempts: f64,
    seconds: f64,
}

impl Mean {
    fn of(policy: &Policy, clients: u32, runs: u32) -> Self {
        let (mut attempts, mut time) = (0, Duration::ZERO);
        for run in 0..runs {
            let cost = compete(policy, clients as usize, run.into());
            attempts += cost.attempts;
            time += cost.time;
        }
        Self {
            clients,
            attempts: f64::from(attempts) / f64::from(runs),
            seconds: time.as_secs_f64() / f64::from(runs),
        }
    }
}

fn main() -> Drawn {
    let mut arguments = std::env::args().skip(1);
    let runs = arguments.next().map_or(Ok(100), |runs| runs.parse())?;
    let folder = arguments.next().map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../results")),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder)?;
    let costs = POLICIES.map(|(_, policy, _)| {
        let clients = (10..=190).step_by(10);
        clients
            .map(|clients| Mean::of(&policy, clients, runs))
            .collect::<Vec<_>>()
    });

    let title = "Attempts until all clients have succeeded";
    print(title, &costs, |mean| format!("{:.0}", mean.attempts));
    plot::draw(
        &folder.join("contention-attempts.svg"),
        title,
        &format!("a read and a write each; mean of {runs} runs"),
        (0.0..8_400.0, &|attempts| format!("{attempts:.0}")),
        &lines(&costs, |mean| mean.attempts),
    )?;

    let title = "Time until all clients have succeeded";
    print(title, &costs, |mean| format!("{:.2} s", mean.seconds));
    plot::draw(
        &folder.join("contention-time.svg"),
        title,
        &format!("logarithmic; mean of {runs} runs"),
        ((0.2..120.0).log_scale(), &|seconds| format!("{seconds} s")),
        &lines(&costs, |mean| mean.seconds),
    )
}

fn print(title: &str, costs: &[Vec<Mean>; 5], cell: fn(&Mean) -> String) {
    let names = POLICIES.map(|(name, ..)| format!("{name:>14}"));
    println!("{title}\n\nclients{}", names.concat());
    for (row, Mean { clients, .. }) in costs[0].iter().enumerate() {
        let cells = costs
            .each_ref()
            .map(|policy| format!("{:>14}", cell(&policy[row])));
        println!("{clients:7}{}", cells.concat());
    }
    println!();
}

fn lines(costs: &[Vec<Mean>; 5], value: fn(&Mean) -> f64) -> Vec<Line> {
    let lines = POLICIES.iter().zip(costs);
    lines
        .map(|(&(name, _, color), costs)| Line {
            name,
            color,
            points: costs
                .iter()
                .map(|mean| (mean.clients.into(), value(mean)))
                .collect(),
        })
        .collect()
}
