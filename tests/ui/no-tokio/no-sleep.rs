use retry_attr::retry;

#[retry]
async fn native() -> Result<(), String> {
    Ok(())
}

#[retry(max = 4)]
fn opaque() -> impl std::future::Future<Output = Result<(), String>> {
    async { Ok(()) }
}

struct Client;

impl Client {
    #[retry(timeout = "5s")]
    pub async fn method(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    drop(native());
    drop(Client.method());
}
