use retry_attr::retry;

#[retry]
const fn ask() -> Result<(), String> {
    Ok(())
}

struct Client;

impl Client {
    #[retry]
    pub const unsafe fn ask(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {}
