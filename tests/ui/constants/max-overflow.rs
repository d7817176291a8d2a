use retry_attr::retry;

const TOTAL: u32 = 2;

#[retry(max = TOTAL - 3)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
