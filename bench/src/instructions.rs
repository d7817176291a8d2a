//! Instructions a call, counted by valgrind: they repeat exactly, on any machine of one kind.

use std::path::Path;
use std::process::Command;

use crate::cargo::run;
use crate::contenders::{self, Calls};

/// A kind of function to call.
#[derive(Clone, Copy)]
pub struct Family {
    pub name: &'static str,
    pub calls: fn(contender: &str) -> Option<Calls>,
    /// The same functions once more, called once beside those that are measured.
    twin: fn(contender: &str) -> Option<Calls>,
}

/// Sync, with an answer that is returned in registers, and one of 64 bytes that is returned through memory.
pub const SYNC_SMALL: Family = Family {
    name: "sync-small",
    calls: contenders::sync_small::calls,
    twin: contenders::sync_small_twin::calls,
};
pub const SYNC_LARGE: Family = Family {
    name: "sync-large",
    calls: contenders::sync_large::calls,
    twin: contenders::sync_large_twin::calls,
};
/// Async, with tokio's sleep, and with a sleep that is over at once.
pub const ASYNC: Family = Family {
    name: "async",
    calls: contenders::async_small::calls,
    twin: contenders::async_small_twin::calls,
};
pub const ASYNC_READY: Family = Family {
    name: "async-ready",
    calls: contenders::async_ready::calls,
    twin: contenders::async_ready_twin::calls,
};

/// The name of the argument that makes this program nothing but calls.
const CALLS: &str = "--calls";

/// Instructions of one call, what is the same for all calls of a program taken out.
pub fn per_call(family: Family, contender: &str, failures: u32) -> Option<u64> {
    (family.calls)(contender)?;
    let program = std::env::current_exe().expect("the path of this program");
    let arguments = |count: u32| {
        let [count, failures] = [count, failures].map(|it| it.to_string());
        [CALLS, family.name, contender, &count, &failures].map(str::to_owned)
    };
    Some(each(&program, |count| arguments(count).into()))
}

/// Instructions of one of the things that `program` does as often as its arguments say.
pub fn each(program: &Path, arguments: impl Fn(u32) -> Vec<String>) -> u64 {
    let (few, many) = (200, 1200);
    let total = |count: u32| {
        let printed = run(Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(program)
            .args(arguments(count)));
        let collected = printed
            .lines()
            .find_map(|line| line.split("Collected : ").nth(1));
        collected
            .and_then(|number| number.trim().parse::<u64>().ok())
            .expect("valgrind's count")
    };
    let done = u64::from(many - few);
    (total(many) - total(few) + done / 2) / done
}

/// Makes the calls that [`per_call`] counts, if that is what this program was started for.
pub fn make_calls() -> bool {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mode, name, contender, count, failures] = arguments.as_slice() else {
        return false;
    };
    if mode != CALLS {
        return false;
    }
    let family = [SYNC_SMALL, SYNC_LARGE, ASYNC, ASYNC_READY]
        .into_iter()
        .find(|family| family.name == name)
        .expect("a family");
    let calls = (family.calls)(contender).expect("a contender");
    let number = |text: &String| text.parse().expect("a number");
    (family.twin)(contender).expect("a contender")(1, 1);
    calls(number(count), number(failures));
    true
}
