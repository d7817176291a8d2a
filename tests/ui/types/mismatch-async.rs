use retry_attr::retry;

#[retry]
async fn tail() -> Result<(u32, bool), String> {
    Ok(("one", true))
}

#[retry]
async fn bare_tail() -> Result<u32, String> {
    1
}

#[retry]
async fn early_return(early: bool) -> Result<u32, String> {
    if early {
        return "early";
    }
    Ok(1)
}

#[retry]
async fn in_between() -> Result<u32, String> {
    let one: u32 = "one";
    Ok(one)
}

#[retry(timeout = "1s")]
async fn with_a_timeout() -> Result<(u32, bool), String> {
    Ok(("one", true))
}

struct Client;

impl Client {
    #[retry]
    async fn method(&mut self, prompt: String) -> Result<(u32, bool), String> {
        drop(prompt);
        Ok(("one", true))
    }
}

fn main() {}
