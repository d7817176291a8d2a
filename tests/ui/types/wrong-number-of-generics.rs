use retry_attr::retry;

type Result<T, E> = std::result::Result<T, E>;

#[retry]
fn sync() -> Result<u32> {
    Ok(1)
}

#[retry]
async fn native() -> Result<u32> {
    Ok(1)
}

fn main() {}
