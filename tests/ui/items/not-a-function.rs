use retry_attr::retry;

#[retry]
struct Client;

#[retry]
mod api {}

#[retry]
pub(crate) enum Reply {}

#[retry]
const ASK: fn() = || {};

#[retry]
pub use std::time::Duration;

#[retry]
trait Ask {
    fn ask(&self) -> Result<(), String>;
}

impl Ask for Client {
    fn ask(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    drop(Client.ask());
}
