use retry_attr::retry;

#[retry(throttled = 0)]
fn none() -> Result<(), String> {
    Ok(())
}

#[retry(throttled = 65536)]
fn too_many() -> Result<(), String> {
    Ok(())
}

#[retry(throttled = "10")]
fn text() -> Result<(), String> {
    Ok(())
}

const NONE: u32 = 0;

#[retry(throttled = NONE)]
fn constant() -> Result<(), String> {
    Ok(())
}

fn main() {}
