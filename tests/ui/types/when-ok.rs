use retry_attr::retry;

fn is_done(answer: &String) -> bool {
    answer.is_empty()
}

#[retry(when_ok = is_done)]
fn other_value() -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}

#[retry(when_ok = is_done)]
async fn other_value_async() -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}

#[retry(when_ok = |answer: &Result<Vec<u8>, String>| answer.is_ok())]
fn whole_result() -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}

#[retry(when_ok = |_, _| true)]
fn two_arguments() -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}

#[retry(when_ok = |answer| answer.len())]
fn no_bool() -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}

#[retry(when_ok = |answer| answer.is_done())]
async fn no_such_method() -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}

fn main() {}
