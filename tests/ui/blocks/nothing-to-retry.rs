use retry_attr::retry;

struct Client;

#[retry]
impl Client {
    fn name(&self) -> &'static str {
        "client"
    }

    #[retry(max = 2)]
    fn ask(&self) -> Result<(), String> {
        Ok(())
    }

    #[retry(skip)]
    fn tell(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    let _ = (Client.name(), Client.ask(), Client.tell());
}
