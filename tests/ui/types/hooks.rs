use retry_attr::{Event, retry};

fn log(event: Event<'_>) {
    drop(event);
}

#[retry(on_retry = log)]
fn by_value() -> Result<(), String> {
    Ok(())
}

#[retry(on_recover = log)]
async fn by_value_of_a_success() -> Result<(), String> {
    Ok(())
}

#[retry(on_retry = |event: &str| println!("{event}"))]
fn other_argument() -> Result<(), String> {
    Ok(())
}

#[retry(on_give_up = || println!("gave up"))]
fn no_argument() -> Result<(), String> {
    Ok(())
}

#[retry(on_give_up = |event| event.error())]
async fn some_result() -> Result<(), String> {
    Ok(())
}

#[retry(on_retry = |event| println!("{}", event.attempts()))]
async fn no_such_method() -> Result<(), String> {
    Ok(())
}

#[retry(on_retry = 1 + 2)]
fn number() -> Result<(), String> {
    Ok(())
}

#[retry(on_retry = no_such_function)]
async fn unknown() -> Result<(), String> {
    Ok(())
}

fn main() {}
