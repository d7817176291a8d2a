use retry_attr::retry;

#[retry]
fn sync() -> Result<u32, String> {
    Ok(1);
}

#[retry]
fn empty() -> Result<u32, String> {}

#[retry]
async fn native() -> Result<u32, String> {
    Ok(1);
}

#[retry]
async fn empty_async() -> Result<u32, String> {}

#[retry]
fn branch(is_ready: bool) -> Result<u32, String> {
    if is_ready {
        return Ok(1);
    }
}

#[retry]
async fn branch_async(is_ready: bool) -> Result<u32, String> {
    if is_ready {
        return Ok(1);
    }
}

fn main() {}
