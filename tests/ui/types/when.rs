use std::io;

use retry_attr::retry;

fn is_transient(error: &String) -> bool {
    error.is_empty()
}

fn by_value(error: io::Error) -> bool {
    drop(error);
    true
}

fn no_answer(_: &io::Error) {}

#[retry(when = is_transient)]
fn other_error() -> Result<(), io::Error> {
    Ok(())
}

#[retry(when = is_transient)]
async fn other_error_async() -> Result<(), io::Error> {
    Ok(())
}

#[retry(when = by_value)]
fn value() -> Result<(), io::Error> {
    Ok(())
}

#[retry(when = no_answer)]
fn nothing() -> Result<(), io::Error> {
    Ok(())
}

#[retry(when = |_, _| true)]
fn two_arguments() -> Result<(), io::Error> {
    Ok(())
}

#[retry(when = || true)]
fn no_argument() -> Result<(), io::Error> {
    Ok(())
}

#[retry(when = |error| error.kind())]
fn no_bool() -> Result<(), io::Error> {
    Ok(())
}

#[retry(when = |error| error.is_transient())]
fn no_such_method() -> Result<(), io::Error> {
    Ok(())
}

#[retry(when = no_such_function)]
fn unknown() -> Result<(), io::Error> {
    Ok(())
}

fn main() {}
