use retry_attr::retry;

#[retry(skip)]
fn without_a_block() -> Result<(), String> {
    Ok(())
}

struct Client;

#[retry]
impl Client {
    #[retry(skip, max = 3)]
    fn with_options(&self) -> Result<(), String> {
        Ok(())
    }

    fn ask(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    let _ = without_a_block();
    let _ = (Client.with_options(), Client.ask());
}
