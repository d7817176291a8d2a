use retry_attr::retry;

#[retry]
fn tail() -> Result<(u32, bool), String> {
    Ok(("one", true))
}

#[retry]
fn bare_tail() -> Result<u32, String> {
    1
}

#[retry]
fn early_return(early: bool) -> Result<u32, String> {
    if early {
        return "early";
    }
    Ok(1)
}

#[retry]
fn in_between() -> Result<u32, String> {
    let one: u32 = "one";
    Ok(one)
}

struct Client;

impl Client {
    #[retry]
    fn method(&mut self, prompt: String) -> Result<(u32, bool), String> {
        drop(prompt);
        Ok(("one", true))
    }
}

fn main() {}
