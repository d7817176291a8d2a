use retry_attr::retry;

const WIDE: f64 = 1.5;

#[retry(jitter = WIDE)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
