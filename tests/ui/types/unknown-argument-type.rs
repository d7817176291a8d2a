use retry_attr::retry;

#[retry]
fn sync(client: Client) -> Result<u32, String> {
    client.ask()
}

#[retry]
async fn native(client: Client) -> Result<u32, String> {
    client.ask().await
}

fn main() {}
