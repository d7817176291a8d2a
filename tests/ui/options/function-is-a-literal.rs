use retry_attr::retry;

#[retry(when = "is_transient")]
fn when() -> Result<(), String> {
    Ok(())
}

#[retry(classify = "permanent")]
fn classify() -> Result<(), String> {
    Ok(())
}

#[retry(when_ok = true)]
fn when_ok() -> Result<(), String> {
    Ok(())
}

#[retry(on_retry = "log", on_give_up = 1, on_recover = "log")]
fn hooks() -> Result<(), String> {
    Ok(())
}

#[retry(sleep = "1s")]
fn sleep() -> Result<(), String> {
    Ok(())
}

fn main() {}
