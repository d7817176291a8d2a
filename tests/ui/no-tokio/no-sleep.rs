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

#[retry]
fn sync() -> Result<(), String> {
    Ok(())
}

#[retry(sleep = std::future::ready)]
async fn with_sleep() -> Result<(), String> {
    Ok(())
}

fn main() {
    drop(sync());
    drop(with_sleep());
    drop(native());
    drop(Client.method());
}
