//! The parts of the results: what is measured, how it reads, and which goals it answers.

use std::fs;
use std::process::Command;

use crate::cargo::run;
use crate::code::{self, Code};
use crate::compile::{self, Mode};
use crate::contenders::{self, CONTENDERS, HAND, OURS, Size, UPSTREAM};
use crate::goals::Goal;
use crate::instructions::{self, ASYNC, ASYNC_READY, Family, SYNC_LARGE, SYNC_SMALL};
use crate::table::{Column, table};
use crate::{allocations, chart, generated, replies};

#[derive(Clone, Copy)]
pub enum Part {
    Calls,
    Sizes,
    Code,
    Compile,
    Dependency,
    Replies,
}

/// Rounds of which the median is taken, where time is measured.
const ROUNDS: usize = 3;

impl Part {
    pub const ALL: [Self; 6] = [
        Self::Calls,
        Self::Sizes,
        Self::Code,
        Self::Compile,
        Self::Dependency,
        Self::Replies,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Sizes => "sizes",
            Self::Code => "code",
            Self::Compile => "compile",
            Self::Dependency => "dependency",
            Self::Replies => "replies",
        }
    }

    /// Measures the part and returns its section; adds the goals it answers.
    pub fn measure(self, goals: &mut Vec<Goal>) -> String {
        match self {
            Self::Calls => calls(goals),
            Self::Sizes => sizes(goals),
            Self::Code => machine_code(goals),
            Self::Compile => compile_time(goals),
            Self::Dependency => dependency(goals),
            Self::Replies => judged(),
        }
    }
}

/// The date, the machine and the versions.
pub fn head() -> String {
    let first_line =
        |command: &mut Command| run(command).lines().next().unwrap_or_default().to_owned();
    let date = first_line(Command::new("date").arg("+%F"));
    let rustc = first_line(Command::new("rustc").arg("--version"));
    let valgrind = first_line(Command::new("valgrind").arg("--version"));
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown", |name| name.trim_start_matches([' ', '\t', ':']));
    let lock = fs::read_to_string(generated::root().join("Cargo.lock")).expect("Cargo.lock");
    // All of them: this crate and others do not take the same syn.
    let version = |name: &str| {
        let versions: Vec<&str> = lock
            .split("[[package]]")
            .filter(|it| it.contains(&format!("\nname = \"{name}\"\n")))
            .filter_map(|it| it.lines().find_map(|line| line.strip_prefix("version = ")))
            .map(|version| version.trim_matches('"'))
            .collect();
        versions.join(" and ")
    };
    let mut names: Vec<&str> = CONTENDERS
        .iter()
        .flat_map(|it| it.crates)
        .copied()
        .collect();
    names.extend(["tokio", "syn"]);
    names.sort_unstable();
    names.dedup();
    let versions: Vec<String> = names
        .iter()
        .map(|name| format!("{name} {}", version(name)))
        .collect();
    format!(
        "Written by `cargo run --release` in `bench/` on {date}, with {rustc} and {valgrind}, on {processor}.\n\
         What each contender does is in [bench/README.md](../bench/README.md). In parentheses: the ratio to the hand-written loop.\n\n\
         Versions: {}.\n",
        versions.join(", ")
    )
}

fn each<T>(figure: impl FnMut(&contenders::Contender) -> Option<T>) -> Vec<Option<T>> {
    CONTENDERS.iter().map(figure).collect()
}

/// The least figure of the contenders that are other people's.
fn best_peer(column: &Column, only_attributes: bool) -> f64 {
    CONTENDERS
        .iter()
        .zip(&column.figures)
        .skip(UPSTREAM + 1)
        .filter(|(contender, _)| contender.is_attribute || !only_attributes)
        .filter_map(|(_, figure)| *figure)
        .fold(f64::INFINITY, f64::min)
}

fn figure(column: &Column, row: usize) -> f64 {
    column.figures[row].expect("a figure")
}

/// That a function with `upstream` takes at most so much more than the same without.
fn goal_of_upstream(what: &'static str, column: &Column, more: f64) -> Goal {
    Goal {
        what,
        figure: figure(column, UPSTREAM),
        most: figure(column, OURS) + more,
    }
}

fn calls(goals: &mut Vec<Goal>) -> String {
    let instructions = |heading: &str, family: Family, failures| {
        let counted = each(|it| instructions::per_call(family, it.file, failures));
        Column::whole(
            heading,
            counted.into_iter().map(|it| it.map(|it| it as f64)),
        )
    };
    let allocations = |heading: &str, family: Family, failures| {
        let counted = each(|it| allocations::per_call(family, it.file, failures));
        Column::whole(
            heading,
            counted.into_iter().map(|it| it.map(|it| it as f64)),
        )
        .without_ratio()
    };
    let mut section = String::from("## A call\n\n");
    let mut goal = |what, column: &Column, most: f64| {
        goals.push(Goal {
            what,
            figure: figure(column, OURS),
            most,
        });
    };

    section += "Instructions and allocations of a sync call: an answer in registers, and one of 64 bytes in memory.\n\n";
    let columns = [
        instructions("success", SYNC_SMALL, 0),
        instructions("success, 64 bytes", SYNC_LARGE, 0),
        instructions("two failures, success", SYNC_SMALL, 2),
        instructions("two failures, success, 64 bytes", SYNC_LARGE, 2),
        allocations("allocations, success", SYNC_SMALL, 0),
        allocations("allocations, two failures", SYNC_SMALL, 2),
    ];
    goal(
        "instructions, sync success: hand-written loop + 5",
        &columns[0],
        figure(&columns[0], HAND) + 5.0,
    );
    goal(
        "the same with an answer of 64 bytes",
        &columns[1],
        figure(&columns[1], HAND) + 5.0,
    );
    goal(
        "instructions, sync, two failures and success: best peer",
        &columns[2],
        best_peer(&columns[2], false),
    );
    goal("allocations, sync success", &columns[4], 0.0);
    let upstream = [
        goal_of_upstream(
            "instructions, sync success, `upstream`: without it + 8",
            &columns[0],
            8.0,
        ),
        goal_of_upstream("allocations, sync success, `upstream`", &columns[4], 0.0),
    ];
    section += &table(&columns);
    let [sync_success, ..] = columns;

    section += "\nThe same for an async call that is answered at the first poll. Delays are 1 ms, with tokio's sleep on a paused clock, \
                tokio's own instructions included; and, where a contender takes a sleeper, with a sleep that ends at once.\n\n";
    let columns = [
        instructions("success", ASYNC, 0),
        instructions("two failures, success", ASYNC, 2),
        instructions("success, own sleeper", ASYNC_READY, 0),
        instructions("two failures, success, own sleeper", ASYNC_READY, 2),
        allocations("allocations, success", ASYNC, 0),
        allocations("allocations, two failures", ASYNC, 2),
    ];
    goal(
        "instructions, async success: hand-written loop + 5",
        &columns[0],
        figure(&columns[0], HAND) + 5.0,
    );
    goal(
        "the same with a sleeper of your own",
        &columns[2],
        figure(&columns[2], HAND) + 5.0,
    );
    goal(
        "instructions, async, two failures and success: best peer",
        &columns[1],
        best_peer(&columns[1], false),
    );
    goal(
        "the same with a sleeper of your own",
        &columns[3],
        best_peer(&columns[3], false),
    );
    goal("allocations, async success", &columns[4], 0.0);
    goals.extend(upstream);
    goals.extend([
        goal_of_upstream(
            "instructions, async success, `upstream`: without it + 8",
            &columns[0],
            8.0,
        ),
        goal_of_upstream("allocations, async success, `upstream`", &columns[4], 0.0),
    ]);
    section += &table(&columns);
    let [async_success, ..] = columns;
    let columns = [sync_success.named("sync"), async_success.named("async")];
    let chart = chart::svg(
        "Instructions of a call that succeeds at once",
        &columns.each_ref(),
    );
    fs::write(generated::root().join("../results/benchmarks.svg"), chart).expect("the chart");
    section
}

fn sizes(goals: &mut Vec<Goal>) -> String {
    let column = |heading: &str, size: Size| {
        Column::whole(heading, each(|it| size(it.file).map(|size| size as f64)))
    };
    let columns = [
        column("64 B of state", contenders::state_64::size),
        column("1 KiB of state", contenders::state_1024::size),
        column("8 KiB of state", contenders::state_8192::size),
        column("an argument of 1 KiB", contenders::argument::size),
    ];
    for (what, column) in [
        "future with 64 B of state: hand-written loop + 32 bytes",
        "future with 1 KiB of state: hand-written loop + 32 bytes",
        "future with 8 KiB of state: hand-written loop + 32 bytes",
        "future with an argument of 1 KiB: hand-written loop + 32 bytes",
    ]
    .into_iter()
    .zip(&columns)
    {
        goals.push(Goal {
            what,
            figure: figure(column, OURS),
            most: figure(column, HAND) + 32.0,
        });
    }
    for (what, column) in [
        "future with 64 B of state, `upstream`: without it + 16 bytes",
        "future with 1 KiB of state, `upstream`: without it + 16 bytes",
        "future with 8 KiB of state, `upstream`: without it + 16 bytes",
        "future with an argument of 1 KiB, `upstream`: without it + 16 bytes",
    ]
    .into_iter()
    .zip(&columns)
    {
        goals.push(goal_of_upstream(what, column, 16.0));
    }
    format!(
        "## Size of the future\n\nBytes. tokio's feature `test-util` is on, which makes its sleep 16 bytes larger.\n\n{}",
        table(&columns)
    )
}

fn machine_code(goals: &mut Vec<Goal>) -> String {
    let mut columns = Vec::new();
    for (is_async, kind, what, most) in [
        (
            false,
            "sync",
            "machine code per sync function, bytes",
            100.0,
        ),
        (
            true,
            "async",
            "machine code per async function, bytes",
            600.0,
        ),
    ] {
        let added = code::added(CONTENDERS, is_async);
        let column = |heading: String, of: fn(&Code) -> i64| {
            Column::whole(
                heading,
                added.iter().map(|it| it.as_ref().map(|it| of(it) as f64)),
            )
        };
        let each = column(format!("per {kind} function"), |it| it.each);
        goals.push(Goal {
            what,
            figure: figure(&each, OURS),
            most,
        });
        columns.push(each);
        columns.push(column(format!("shared, {kind}"), |it| it.shared).without_ratio());
    }
    format!(
        "## Machine code\n\nBytes of `.text` on top of a bare function, in a release build of {} functions; and once per program, \
         for what the functions share.\n\n{}",
        code::FUNCTIONS,
        table(&columns)
    )
}

fn compile_time(goals: &mut Vec<Goal>) -> String {
    let mut section = format!(
        "## Compile time\n\nMillions of instructions of the one rustc that compiles the functions, its macros included: \
         `cargo check` of {} functions of one line, and a debug `cargo build` of {}.\n",
        Mode::Check.functions(),
        Mode::Build.functions()
    );
    for (is_async, kind, names) in [
        (
            false,
            "sync",
            [
                "check, sync: the loop + 15 %",
                "check, sync: best attribute",
                "debug build, sync: the loop + 15 %",
                "debug build, sync: best attribute",
            ],
        ),
        (
            true,
            "async",
            [
                "check, async: the loop + 15 %",
                "check, async: best attribute",
                "debug build, async: the loop + 15 %",
                "debug build, async: best attribute",
            ],
        ),
    ] {
        let columns = [
            (Mode::Check, "`cargo check`"),
            (Mode::Build, "debug `cargo build`"),
        ]
        .map(|(mode, name)| {
            let counted = compile::functions(CONTENDERS, is_async, mode);
            Column::whole(name, counted.into_iter().map(|it| it.map(|it| it as f64)))
        });
        let mut names = names.into_iter();
        for column in &columns {
            for most in [figure(column, HAND) * 1.15, best_peer(column, true)] {
                goals.push(Goal {
                    what: names.next().expect("a name"),
                    figure: figure(column, OURS),
                    most: most.round(),
                });
            }
        }
        section += &format!("\n{kind}:\n\n{}", table(&columns));
    }
    section
}

fn dependency(goals: &mut Vec<Goal>) -> String {
    let built = compile::dependencies(CONTENDERS, ROUNDS);
    let processor = Column::seconds(
        "processor",
        built
            .iter()
            .map(|it| it.as_ref().map(|it| it.build.processor)),
    );
    let elapsed = Column::seconds(
        "elapsed",
        built
            .iter()
            .map(|it| it.as_ref().map(|it| it.build.elapsed)),
    );
    let backon = CONTENDERS
        .iter()
        .position(|it| it.file == "backon_macros")
        .expect("backon-macros");
    for (what, column) in [
        (
            "build of the dependency, processor: backon with its macros",
            &processor,
        ),
        (
            "build of the dependency, elapsed: backon with its macros",
            &elapsed,
        ),
    ] {
        goals.push(Goal {
            what,
            figure: figure(column, OURS),
            most: figure(column, backon),
        });
    }
    let crates = Column::whole(
        "crates",
        built
            .iter()
            .map(|it| it.as_ref().map(|it| it.crates as f64)),
    );
    format!(
        "## The dependency\n\nA clean debug `cargo build` of the dependency alone: seconds, medians of {ROUNDS} rounds; \
         and the number of crates.\n\n{}",
        table(&[processor, elapsed, crates])
    )
}

fn judged() -> String {
    format!(
        "## A reply\n\nInstructions to classify a reply of an AI API, or to find that it is an answer.\n\n{}",
        replies::table()
    )
}
