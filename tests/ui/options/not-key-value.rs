use retry_attr::retry;

#[retry(max: 3)]
fn colon() -> Result<(), String> {
    Ok(())
}

#[retry(max(3))]
fn parentheses() -> Result<(), String> {
    Ok(())
}

#[retry(3)]
fn value_alone() -> Result<(), String> {
    Ok(())
}

#[retry(max = 3 jitter)]
fn no_comma() -> Result<(), String> {
    Ok(())
}

#[retry(max = 3; jitter)]
fn semicolon() -> Result<(), String> {
    Ok(())
}

#[retry(, max = 3)]
fn leading_comma() -> Result<(), String> {
    Ok(())
}

#[retry(max = 3,, jitter)]
fn double_comma() -> Result<(), String> {
    Ok(())
}

#[retry(max == 3)]
fn comparison() -> Result<(), String> {
    Ok(())
}

#[retry(borrow = a)]
fn borrow_with_equals(a: String) -> Result<(), String> {
    drop(a.len());
    Ok(())
}

#[retry(borrow(1))]
fn borrow_of_a_number() -> Result<(), String> {
    Ok(())
}

#[retry(retry_attr::max = 3)]
fn path() -> Result<(), String> {
    Ok(())
}

fn main() {}
