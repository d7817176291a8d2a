//! Machine code: what each annotated function adds to a release build.

use std::process::Command;

use crate::cargo::{cargo, run};
use crate::contenders::{BARE, Contender};
use crate::generated::{Crate, target};

pub const FUNCTIONS: usize = 200;
/// Retried in the program to compare with, so that what all functions share is in both.
const FEW: usize = 10;

/// Bytes of machine code.
#[derive(Clone, Copy)]
pub struct Code {
    /// Of each function, over a bare one.
    pub each: i64,
    /// Once in a program: what all functions share, such as the sleep.
    pub shared: i64,
}

/// What each contender adds; none if it has no such functions.
pub fn added(contenders: &[Contender], is_async: bool) -> Vec<Option<Code>> {
    let bare = text(contenders[BARE], is_async, FUNCTIONS).expect("bare functions");
    contenders
        .iter()
        .map(|&contender| {
            let few = text(contender, is_async, FEW)?;
            let all = text(contender, is_async, FUNCTIONS)?;
            let each = (all as f64 - few as f64) / (FUNCTIONS - FEW) as f64;
            Some(Code {
                each: each.round() as i64,
                shared: (few as f64 - bare as f64 - FEW as f64 * each).round() as i64,
            })
        })
        .collect()
}

/// The size of the section `.text` with `retried` of the functions retried.
fn text(contender: Contender, is_async: bool, retried: usize) -> Option<u64> {
    let folder = Crate {
        contender,
        is_async,
        functions: FUNCTIONS,
        retried,
        is_program: true,
    }
    .write()?;
    let target = target();
    run(cargo(&folder, &target).args(["build", "--release", "--offline"]));
    let program = target.join("release").join(folder.file_name()?);
    let printed = run(Command::new("size").arg("-A").arg(program));
    let line = printed.lines().find(|line| line.starts_with(".text "))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
