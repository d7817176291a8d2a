use retry_attr::retry;
use retry_attr::retry as again;

struct Client;

#[retry]
impl Client {
    #[again(max = 2)]
    fn ask(&self) -> Result<(), String> {
        Err(String::new())?;
        Ok(())
    }
}

#[retry]
#[again(max = 3)]
async fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {
    let _ = Client.ask();
    drop(ask());
}
