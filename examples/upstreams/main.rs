//! What calls share when they name an upstream, simulated: batches to servers with limits, and recovery from an overload.
//!
//! `cargo run --release --example upstreams --features simulation`
//!
//! All calls are made by the crate's own loop, under tokio's paused clock. Prints tables and draws `results/upstreams-*.svg`;
//! servers follow a seed, jitter does not. `-- 1 target` makes 1 run of each and draws in `target`.

mod batch;
mod limiter;
mod overload;
mod plot;
mod scenarios;
mod server;

use std::path::PathBuf;
use std::time::Duration;

use batch::Report;
use limiter::Curve;
use overload::{Run, overload};
use plot::{Line, Plot, draw};
use retry_attr::{Jitter, Policy, policies};
use scenarios::{BATCHES, EMBEDDINGS, changing, in_virtual_time};
use server::Names;
use support::chart::{BLUE, Drawn, ORANGE};

const NAMES: [(Names, &str); 4] = [
    (Names::Seconds, "whole seconds"),
    (Names::Millis, "milliseconds"),
    (Names::Text, "milliseconds, in the text"),
    (Names::Nothing, "nothing"),
];

const POLICIES: [(&str, Policy); 6] = [
    ("AI", policies::AI),
    ("OPENAI", policies::OPENAI),
    ("COHERE", policies::COHERE),
    ("GOOGLE", policies::GOOGLE),
    ("MISTRAL", policies::MISTRAL),
    ("AWS", policies::AWS),
];

/// For the overload: a timeout that the overloaded server does not meet.
const IMPATIENT: Policy = Policy::new()
    .timeout(Duration::from_secs(3))
    .base(Duration::from_secs(1))
    .jitter(Jitter::Full);

fn main() -> Drawn {
    let mut arguments = std::env::args().skip(1);
    let runs = arguments.next().map_or(Ok(20), |runs| runs.parse())?;
    let folder = arguments.next().map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../results")),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder)?;

    print_batches(runs);
    print_paces(runs);
    print_policies(runs);
    print_overloads(runs);

    let throttled = |shares| throttled(&EMBEDDINGS.run(Names::Millis, shares, 0));
    draw(
        &folder.join("upstreams-batch.svg"),
        &Plot {
            title: "Requests that are refused, in total",
            subtitle: "1,000 calls of 64 workers to a server that takes 50 a second and names waits in milliseconds",
            x: (0.0..26.0, "seconds"),
            y: 0.0..900.0,
        },
        &[
            Line::new("policies::AI", ORANGE, throttled(false)),
            Line::new("with upstream", BLUE, throttled(true)),
        ],
    )?;
    let success = |shares| {
        let run = in_virtual_time(overload(IMPATIENT, shares, 10.0, 0));
        let seconds = (0..200).step_by(5).map(f64::from);
        seconds
            .map(|from| (from, 100.0 * run.success(from, from + 5.0)))
            .collect()
    };
    draw(
        &folder.join("upstreams-overload.svg"),
        &Plot {
            title: "Calls that succeed, in percent",
            subtitle: "twice the load for 10 s, for a server that slows down; 3 attempts, full jitter, timeout 3 s",
            x: (0.0..200.0, "seconds"),
            y: 0.0..102.0,
        },
        &[
            Line::new("alone", ORANGE, success(false)),
            Line::new("with upstream", BLUE, success(true)),
        ],
    )
}

/// Batches to servers of several kinds, with an upstream and without.
fn print_batches(runs: u64) {
    println!("Batches, `policies::AI` alone and with `upstream`; means of {runs} runs\n");
    println!("| server | it names | failed | throttled | seconds | p99 of a call |");
    println!("|---|---|--:|--:|--:|--:|");
    for batch in BATCHES {
        for (names, named) in NAMES {
            let [alone, shared] =
                [false, true].map(|shares| Mean::of(runs, |seed| batch.run(names, shares, seed)));
            row(batch.what, named, &[&alone], &shared);
        }
    }
    for (names, named) in NAMES {
        let [alone, shared] =
            [false, true].map(|shares| Mean::of(runs, |seed| changing(names, shares, seed)));
        row(
            "2,000 calls; 50 a second, 25 from 15 to 30 s",
            named,
            &[&alone],
            &shared,
        );
    }
}

/// Other ways to find the rate, beside the pace of the crate.
fn print_paces(runs: u64) {
    println!("\nCUBIC, AIMD, and the pace of the crate\n");
    println!("| server | it names | failed | throttled | seconds | p99 of a call |");
    println!("|---|---|--:|--:|--:|--:|");
    for batch in [BATCHES[0], BATCHES[2], BATCHES[7], BATCHES[8]] {
        for (names, named) in NAMES {
            let [cubic, aimd] = [Curve::Cubic, Curve::Aimd]
                .map(|curve| Mean::of(runs, |seed| batch.run_paced(names, curve, seed)));
            let own = Mean::of(runs, |seed| batch.run(names, true, seed));
            row(batch.what, named, &[&cubic, &aimd], &own);
        }
    }
}

/// The calls that each policy loses.
fn print_policies(runs: u64) {
    let names = NAMES.map(|(_, named)| named).join(" | ");
    println!("\nOf the 1,000 calls of the first batch fail, by policy; means of {runs} runs\n");
    println!("| policy | {names} |\n|---|--:|--:|--:|--:|");
    for (name, policy) in POLICIES {
        let failed = NAMES.map(|(names, _)| {
            let Mean([failed, ..]) =
                Mean::of(runs, |seed| EMBEDDINGS.run_by(policy, names, None, seed));
            format!("{failed:.0}")
        });
        println!("| `{name}` | {} |", failed.join(" | "));
    }
}

/// Recovery from an overload.
fn print_overloads(runs: u64) {
    println!("\nRuns of {runs} that recovered from an overload of so many seconds\n");
    println!("| policy | 5 s | 10 s | 20 s |\n|---|--:|--:|--:|");
    for (name, policy, shares) in [
        ("no retry", IMPATIENT.max(1), false),
        ("3 attempts, full jitter", IMPATIENT, false),
        ("the same with `upstream`", IMPATIENT, true),
    ] {
        let recovered = [5.0, 10.0, 20.0].map(|spike| {
            let all: Vec<Run> = (0..runs)
                .map(|seed| in_virtual_time(overload(policy, shares, spike, seed)))
                .collect();
            let recovered = all.iter().filter(|run| run.recovered()).count();
            let attempts: f64 = all.iter().map(|run| f64::from(run.attempts)).sum();
            let calls: usize = all.iter().map(|run| run.calls.len()).sum();
            #[allow(clippy::cast_precision_loss)]
            let load = attempts / calls as f64;
            format!("{recovered}, load x {load:.2}")
        });
        println!("| {name} | {} |", recovered.join(" | "));
    }
}

/// The figures of a batch, over all runs.
struct Mean([f64; 4]);

impl Mean {
    fn of(runs: u64, run: impl Fn(u64) -> Report) -> Self {
        let mut sum = [0.0; 4];
        for seed in 0..runs {
            let report = run(seed);
            #[allow(clippy::cast_precision_loss)]
            let throttled = report.throttled() as f64;
            let figures = [
                report.failed.into(),
                throttled,
                report.seconds,
                report.p99(),
            ];
            sum = [0, 1, 2, 3].map(|of| sum[of] + figures[of]);
        }
        #[allow(clippy::cast_precision_loss)]
        let runs = runs as f64;
        Self(sum.map(|sum| sum / runs))
    }
}

fn row(what: &str, named: &str, others: &[&Mean], Mean(own): &Mean) {
    let cells = [0, 1, 2, 3].map(|of| {
        let digits = usize::from(of >= 2);
        let others = others
            .iter()
            .map(|Mean(other)| format!("{:.digits$}, ", other[of]));
        format!("{}**{:.digits$}**", others.collect::<String>(), own[of])
    });
    println!("| {what} | {named} | {} |", cells.join(" | "));
}

/// How many requests were refused by when.
fn throttled(report: &Report) -> Vec<(f64, f64)> {
    let Some(first) = report.requests.first() else {
        return Vec::new();
    };
    let mut refused = 0.0;
    let requests = report.requests.iter();
    requests
        .map(|request| {
            refused += f64::from(u8::from(request.is_refused));
            ((request.at - first.at).as_secs_f64(), refused)
        })
        .collect()
}
