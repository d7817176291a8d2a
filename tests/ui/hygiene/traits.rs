use retry_attr::retry;

struct Client;

#[retry]
fn ask(prompt: String) -> Result<u32, String> {
    drop(prompt.as_result());
    drop(Client.ways());
    drop(Client.fresh());
    drop(Client.classifier());
    drop(Client.limit_attempt());
    Ok::<u32, String>(1)
        .as_result()
        .map(|_| 1)
        .map_err(|_| String::new())
}

#[retry(timeout = "1s")]
async fn ask_async(prompt: String) -> Result<u32, String> {
    drop(prompt.as_result());
    drop(Client.ways());
    drop(Client.fresh());
    drop(Client.classifier());
    drop(Client.limit_attempt());
    Ok(1)
}

fn main() {}
