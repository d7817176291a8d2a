//! Everything holds for the seeds, without a fuzzer.

use std::path::Path;

fn replay(target: &str, hold: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../seeds")
        .join(target);
    let mut seeds = 0;
    for seed in folder.read_dir().expect("there are seeds") {
        let path = seed.expect("a seed can be listed").path();
        println!("{}", path.display());
        hold(&std::fs::read(&path).expect("a seed can be read"));
        seeds += 1;
    }
    assert!(seeds > 0);
}

#[test]
fn attribute() {
    replay("attribute", checks::attribute::hold);
}

#[test]
fn derive() {
    replay("derive", checks::derive::hold);
}

#[test]
fn retry_after() {
    replay("retry_after", checks::retry_after::hold);
}

#[test]
fn body() {
    replay("body", checks::body::hold);
}

#[test]
fn events() {
    replay("events", checks::events::hold);
}
