use retry_attr::retry;

#[retry]
fn sync() -> Result<u32> {
    Ok(1)
}

#[retry]
async fn native() -> Result<u32> {
    Ok(1)
}

fn main() {}
