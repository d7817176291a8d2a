use std::fs::File;
use std::io::Read;

use retry_attr::retry;

#[retry]
fn upload(mut file: File) -> Result<String, std::io::Error> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(text)
}

fn main() {}
