use retry_attr::retry;

#[retry]
fn ask() -> Result<u32, String> {
    break;
}

#[retry]
async fn ask_async() -> Result<u32, String> {
    continue;
}

#[retry]
fn labelled() -> Result<u32, String> {
    break 'retry Ok(1);
}

fn main() {}
