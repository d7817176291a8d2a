use retry_attr::retry;

struct Client;

impl Client {
    #[retry(mx = 3, backoff = "exponential", base = "0s", base = "1s", factor = 0.5, cap, jitter = 1.5, timeout = "5", when_ok = 1)]
    fn ask(&self, prompt: &str) -> Result<String, String> {
        Ok(prompt.to_owned())
    }
}

trait Ask {
    fn ask_again(&self) -> Result<String, String>;
}

impl Ask for Client {
    #[retry(max = 0, retries = 2, jitter = "ful")]
    fn ask_again(&self) -> Result<String, String> {
        self.ask("again")
    }
}

fn main() {
    let answer: Result<String, String> = Client.ask("hi");
    drop(answer);
    drop(Client.ask_again());
}
