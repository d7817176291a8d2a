use retry_attr::retry;

struct Client;

#[retry(attempt = attempt, borrow(prompt))]
impl Client {
    fn ask(&self, prompt: String) -> Result<String, String> {
        Ok(prompt)
    }
}

fn main() {
    drop(Client.ask(String::new()));
}
