use retry_attr::retry;

#[retry(retries = 4)]
fn retries() -> Result<(), String> {
    Ok(())
}

#[retry(max_retries = 2 + 2)]
fn max_retries() -> Result<(), String> {
    Ok(())
}

#[retry(attempts = 4)]
fn attempts() -> Result<(), String> {
    Ok(())
}

#[retry(max_attempts = 4)]
fn max_attempts() -> Result<(), String> {
    Ok(())
}

#[retry(delay = "1s")]
fn delay() -> Result<(), String> {
    Ok(())
}

#[retry(initial_interval = "1s")]
fn initial_interval() -> Result<(), String> {
    Ok(())
}

#[retry(multiplier = 2)]
fn multiplier() -> Result<(), String> {
    Ok(())
}

#[retry(max_delay = "10s")]
fn max_delay() -> Result<(), String> {
    Ok(())
}

#[retry(max_elapsed = "1m")]
fn max_elapsed() -> Result<(), String> {
    Ok(())
}

#[retry(strategy = "exp")]
fn strategy() -> Result<(), String> {
    Ok(())
}

#[retry(if = is_transient)]
fn condition() -> Result<(), String> {
    Ok(())
}

#[retry(until = is_done)]
fn until() -> Result<(), String> {
    Ok(())
}

#[retry(notify = log)]
fn notify() -> Result<(), String> {
    Ok(())
}

#[retry(sleeper = my_sleep)]
fn sleeper() -> Result<(), String> {
    Ok(())
}

fn main() {}
