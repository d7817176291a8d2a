//! Constants named like locals of generated code: a pattern that is a name may be a constant.
#![allow(non_upper_case_globals, non_camel_case_types)]

use std::sync::atomic::AtomicU32;

use retry_attr::{Backoff, Policy, retry};
use test_support::{third, zero};

const call: u32 = 1;
const result: u32 = 2;
static site: u32 = 3;
static policy: u32 = 4;
static limit: u32 = 5;
struct delay;
struct classifier;
struct cut;
const output: u32 = 6;
const fresh: u32 = 7;
static way: u32 = 8;
struct what;

#[retry(max = 3, backoff = "none")]
fn sync(attempts: &AtomicU32, list: Vec<u32>) -> Result<u32, &'static str> {
    let _ = (delay, classifier, cut, what);
    drop(list.into_iter());
    third(attempts)?;
    Ok(call + result + site + policy + limit + output + fresh + way)
}

#[retry(max = 3, backoff = "none", timeout = "1s", attempt = context)]
async fn asynchronous(attempts: &AtomicU32, list: Vec<u32>) -> Result<u32, String> {
    drop(list.into_iter());
    third(attempts)?;
    Ok(call + result + site + context.number())
}

#[tokio::test(start_paused = true)]
async fn named_like_locals_of_generated_code() {
    assert_eq!(sync(&zero(), vec![]), Ok(36));
    assert_eq!(asynchronous(&zero(), vec![]).await, Ok(9));
}

/// A constant of the caller's that has the name of the generated one.
const SITE: Policy = Policy::new().max(3).backoff(Backoff::None);

#[retry(policy = SITE)]
fn from_policy(attempts: &AtomicU32) -> Result<u32, &'static str> {
    third(attempts)
}

#[test]
fn named_like_a_constant_of_generated_code() {
    assert_eq!(from_policy(&zero()), Ok(3));
}
