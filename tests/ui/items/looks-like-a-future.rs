use std::future::Future;
use std::ops::Add;
use std::pin::Pin;
use std::rc::Rc;

use retry_attr::retry;

#[retry]
fn pinned(future: Rc<u32>) -> Pin<Rc<dyn Future<Output = u32>>> {
    panic!("{future}")
}

#[retry]
fn sum() -> impl Add<u32, Output = u32> {
    1
}

fn main() {}
