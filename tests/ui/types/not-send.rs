use std::rc::Rc;

use retry_attr::retry;

#[retry]
async fn ask() -> Result<u32, String> {
    let shared = Rc::new(1);
    other().await?;
    Ok(*shared)
}

async fn other() -> Result<u32, String> {
    Ok(1)
}

fn spawn(_: impl Send) {}

fn main() {
    spawn(ask());
}
