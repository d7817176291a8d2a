use retry_attr::retry;

#[retry(upstream = retry_attr::Upstream::new("server"))]
fn sync() -> Result<(), String> {
    Ok(())
}

#[retry(upstream = &retry_attr::Upstream::new("server").budget(None))]
async fn native() -> Result<(), String> {
    Ok(())
}

fn main() {}
