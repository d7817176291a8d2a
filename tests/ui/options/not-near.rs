use retry_attr::retry;

#[retry(name = "ask")]
fn unlike_any() -> Result<(), String> {
    Ok(())
}

#[retry(MAX = 3)]
fn in_capitals() -> Result<(), String> {
    Ok(())
}

#[retry(borrow(y))]
fn of_one_letter(s: String) -> Result<(), String> {
    drop(s);
    Ok(())
}

fn main() {}
