struct Failure;

impl Failure {
    fn kind(&self) -> u8 {
        0
    }
}

use retry_attr::retry;

fn is_transient(error: &String) -> bool {
    error.is_empty()
}

fn by_value(error: Failure) -> bool {
    drop(error);
    true
}

fn no_answer(_: &Failure) {}

#[retry(when = is_transient)]
fn other_error() -> Result<(), Failure> {
    Ok(())
}

#[retry(when = is_transient)]
async fn other_error_async() -> Result<(), Failure> {
    Ok(())
}

#[retry(when = by_value)]
fn value() -> Result<(), Failure> {
    Ok(())
}

#[retry(when = no_answer)]
fn nothing() -> Result<(), Failure> {
    Ok(())
}

#[retry(when = |_, _| true)]
fn two_arguments() -> Result<(), Failure> {
    Ok(())
}

#[retry(when = || true)]
fn no_argument() -> Result<(), Failure> {
    Ok(())
}

#[retry(when = |error| error.kind())]
fn no_bool() -> Result<(), Failure> {
    Ok(())
}

#[retry(when = |error| error.is_transient())]
fn no_such_method() -> Result<(), Failure> {
    Ok(())
}

#[retry(when = no_such_function)]
fn unknown() -> Result<(), Failure> {
    Ok(())
}

fn main() {}
