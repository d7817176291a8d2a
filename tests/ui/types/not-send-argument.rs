use std::rc::Rc;

use retry_attr::retry;

#[retry]
async fn ask(shared: Rc<u32>) -> Result<u32, String> {
    other().await?;
    Ok(*shared)
}

async fn other() -> Result<u32, String> {
    Ok(1)
}

fn spawn(_: impl Send) {}

fn main() {
    spawn(ask(Rc::new(1)));
}
