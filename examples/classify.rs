//! Which failures are worth a retry: an error type that says so, and a function that knows better.
//!
//! `cargo run --example classify`

use std::num::ParseFloatError;
use std::time::Duration;

use retry_attr::{Classify, Event, retry};

#[derive(Debug, Classify)]
enum ModelError {
    #[classify(transient)]
    Overloaded,
    #[classify(throttled, after = retry_after)]
    RateLimited { retry_after: Option<Duration> },
    /// The same prompt will be too long next time as well.
    #[classify(permanent)]
    ContextTooLong,
}

/// The error type decides.
#[retry(base = "50ms", attempt = attempt, on_retry = print, on_give_up = print)]
fn ask(prompt: &str) -> Result<&'static str, ModelError> {
    match attempt.number() {
        1 => Err(ModelError::Overloaded),
        2 => Err(ModelError::RateLimited {
            retry_after: Some(Duration::from_millis(300)),
        }),
        _ if prompt.len() > 20 => Err(ModelError::ContextTooLong),
        _ => Ok("an answer"),
    }
}

/// `when` decides instead: here, asking another model is faster than waiting for this one.
#[retry(
    base = "50ms",
    when = |error| matches!(error, ModelError::Overloaded),
    on_retry = print,
    on_give_up = print
)]
fn ask_or_move_on(_prompt: &str) -> Result<&'static str, ModelError> {
    Err(ModelError::RateLimited { retry_after: None })
}

/// `when` also works for error types of other crates. A model that is asked again may well answer with a number; an
/// empty reply is not worth another attempt.
#[retry(base = "50ms", attempt = attempt, when = is_worth_asking_again, on_retry = print)]
fn score() -> Result<f32, ParseFloatError> {
    let reply = if attempt.is_first() {
        "ten out of ten"
    } else {
        "0.9"
    };
    reply.parse()
}

fn is_worth_asking_again(error: &ParseFloatError) -> bool {
    !error.to_string().contains("empty")
}

fn print(event: &Event<'_>) {
    println!("  {event}");
}

fn main() {
    println!("ask: {:?}\n", ask("why jitter?"));
    println!("ask: {:?}\n", ask("why jitter, at length?"));
    println!("ask_or_move_on: {:?}\n", ask_or_move_on("why jitter?"));
    println!("score: {:?}", score());
}
