use std::future::Future;

use retry_attr::retry;

struct Reply;

#[retry]
fn sync() -> Reply {
    Reply
}

#[retry]
async fn native() -> Reply {
    Reply
}

#[retry]
fn future() -> impl Future<Output = Reply> {
    async { Reply }
}

#[retry]
fn list() -> Vec<Result<(), String>> {
    Vec::new()
}

#[retry]
fn boxed() -> Box<Result<(), String>> {
    Box::new(Ok(()))
}

fn main() {}
