use retry_attr::retry;

#[retry]
async fn native<E>(text: &str) -> Result<u32, E> {
    Ok(text.parse::<u32>()?)
}

fn main() {}
