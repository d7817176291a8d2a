//! What calls share, with threads that a scheduler switches at every atomic operation and every lock.
//!
//! The files of the runtime are compiled here once more, with shuttle's atomics and lock, and a clock that jumps to the end
//! of each wait. Shuttle tries orders of what happens, not weaker orderings of memory.
//!
//! `cargo run --release --manifest-path tests/shuttle/Cargo.toml`

mod host;
mod models;
mod upstream;

// What the files of the runtime expect where they are.
use host::{call, classify, engine, event, nanos, policy, site, sleep};

fn main() {
    // All orders.
    shuttle::check_dfs(models::the_budget_is_never_overdrawn, None);
    shuttle::check_dfs(models::a_limit_holds_against_those_who_spend, None);
    // So many at random, and so many in which a thread is held back at the worst moments.
    for model in [
        models::no_waiter_is_lost,
        models::who_leaves_is_no_hindrance,
    ] {
        shuttle::check_random(model, 10_000);
        shuttle::check_pct(model, 10_000, 3);
    }
    println!("no order of events breaks a model");
}
