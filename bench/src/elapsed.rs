//! Time a call, which is what instructions stand for. It does not repeat, and a sleep hides all else in it.

use std::time::{Duration, Instant};

use crate::contenders::Contender;
use crate::instructions::Family;

const ROUNDS: usize = 9;

/// Median time of one of `count` calls, of rounds in which the contenders take turns.
pub fn per_call(
    family: Family,
    contenders: &[Contender],
    count: u32,
    failures: u32,
) -> Vec<Option<Duration>> {
    let calls: Vec<_> = contenders
        .iter()
        .map(|it| (family.calls)(it.file))
        .collect();
    let mut taken = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for (calls, taken) in calls.iter().zip(&mut taken) {
            if let Some(calls) = calls {
                let started = Instant::now();
                calls(count, failures);
                taken.push(started.elapsed() / count);
            }
        }
    }
    taken
        .into_iter()
        .map(|mut times| {
            times.sort_unstable();
            times.get(times.len() / 2).copied()
        })
        .collect()
}
