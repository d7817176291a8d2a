use retry_attr::retry;

#[retry(max = 2)]
#[retry(max = 3)]
fn ask() -> Result<(), String> {
    Ok(())
}

#[retry]
#[retry_attr::retry(max = 3)]
async fn ask_async() -> Result<(), String> {
    Ok(())
}

fn main() {
    let _ = ask();
    drop(ask_async());
}
