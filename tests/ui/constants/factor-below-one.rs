use retry_attr::retry;

const HALF: f64 = 0.5;

#[retry(factor = HALF)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
