use retry_attr::{Policy, retry};

static PATIENT: std::sync::Mutex<Policy> = std::sync::Mutex::new(Policy::new());

#[retry(policy = PATIENT)]
fn mutex() -> Result<(), String> {
    Ok(())
}

fn main() {}
