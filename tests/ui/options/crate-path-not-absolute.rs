use retry_attr::retry;

#[retry(crate = my_crate::retry_attr)]
fn relative() -> Result<(), String> {
    Ok(())
}

#[retry(crate = "::retry_attr")]
fn string() -> Result<(), String> {
    Ok(())
}

#[retry(crate = self::retry_attr)]
fn in_this_module() -> Result<(), String> {
    Ok(())
}

#[retry(crate = <u32>::retry_attr)]
fn qualified() -> Result<(), String> {
    Ok(())
}

#[retry(crate = ::retry_attr::<u32>)]
fn with_arguments() -> Result<(), String> {
    Ok(())
}

fn main() {}
