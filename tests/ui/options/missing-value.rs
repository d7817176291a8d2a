use retry_attr::retry;

#[retry(max)]
fn max() -> Result<(), String> {
    Ok(())
}

#[retry(max =)]
fn after_equals() -> Result<(), String> {
    Ok(())
}

#[retry(max =, jitter)]
fn before_a_comma() -> Result<(), String> {
    Ok(())
}

#[retry(jitter =)]
fn jitter() -> Result<(), String> {
    Ok(())
}

#[retry(borrow)]
fn borrow() -> Result<(), String> {
    Ok(())
}

#[retry(backoff, base, factor, cap, timeout, deadline, retry_after)]
fn policy_options() -> Result<(), String> {
    Ok(())
}

#[retry(when, classify, when_ok, on_retry, on_give_up, on_recover, attempt, policy, sleep, crate)]
fn other_options() -> Result<(), String> {
    Ok(())
}

fn main() {}
