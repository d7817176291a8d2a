use retry_attr::retry;

#[retry(when = |_| true, classify = |_| retry_attr::Classification::Transient)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
