//! Values that are calls where a path is wanted, and hooks that nobody awaits.

use std::time::Duration;

use retry_attr::{Event, retry};

const MAX64: u64 = 3;

fn is_retryable() -> bool {
    true
}

#[retry(when = is_retryable())]
fn predicate() -> Result<(), String> {
    Ok(())
}

fn is_busy(error: &String) -> bool {
    error == "busy"
}

#[retry(when = is_busy())]
fn predicate_with_an_argument() -> Result<(), String> {
    Ok(())
}

fn report(event: &Event<'_>) {
    println!("{event}");
}

#[retry(on_retry = report())]
async fn hook_with_an_argument() -> Result<(), String> {
    Ok(())
}

#[retry(sleep = std::thread::sleep())]
fn sleep_with_an_argument() -> Result<(), String> {
    Ok(())
}

#[retry(policy = MAX64)]
fn no_policy() -> Result<(), String> {
    Ok(())
}

#[retry(sleep = std::thread::sleep)]
async fn blocking_sleep() -> Result<(), String> {
    Ok(())
}

#[retry(sleep = std::thread::sleep, timeout = "1s")]
async fn blocking_sleep_with_a_limit() -> Result<(), String> {
    Ok(())
}

async fn log(event: &Event<'_>) {
    drop(event.attempt());
}

async fn log_later(_: Duration) {}

#[retry(on_retry = log)]
fn async_hook() -> Result<(), String> {
    Ok(())
}

#[retry(on_give_up = |event| log_later(event.elapsed()))]
async fn async_closure() -> Result<(), String> {
    Ok(())
}

#[retry(on_retry = |_| drop(text))]
fn hook_that_consumes(text: String) -> Result<(), String> {
    Ok(())
}

fn main() {}
