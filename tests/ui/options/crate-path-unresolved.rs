use retry_attr::retry;

#[retry(crate = ::no_such_crate)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
