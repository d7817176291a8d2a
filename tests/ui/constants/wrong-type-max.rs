use retry_attr::retry;

const MAX: usize = 3;

#[retry(max = MAX)]
fn constant() -> Result<(), String> {
    Ok(())
}

#[retry(max = (3 + 1) as u64)]
fn expression() -> Result<(), String> {
    Ok(())
}

fn main() {}
