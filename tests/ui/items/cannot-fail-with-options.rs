use std::time::Duration;

use retry_attr::{Classification, Event, Policy, retry};

struct Reply;

const POLICY: Policy = Policy::new().timeout(Duration::from_secs(1));

#[retry(when_ok = |_| true)]
fn when_ok() -> Reply {
    Reply
}

#[retry(classify = |_| Classification::Transient)]
fn classify() -> Reply {
    Reply
}

#[retry(when = |_| true)]
fn when() -> Reply {
    Reply
}

#[retry(on_retry = |event: &Event<'_>| println!("{event}"))]
fn hook() -> Reply {
    Reply
}

#[retry(timeout = "1s")]
async fn timeout() -> Reply {
    Reply
}

#[retry(policy = POLICY)]
async fn policy() -> Reply {
    Reply
}

fn main() {}
