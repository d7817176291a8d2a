use retry_attr::retry;

#[retry]
unsafe extern "C" fn ask(first: i32, _: ...) -> Result<(), String> {
    let _ = first;
    Ok(())
}

fn main() {}
