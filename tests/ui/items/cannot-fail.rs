use retry_attr::retry;

#[retry]
fn nothing() {}

#[retry]
async fn nothing_async() {}

#[retry]
fn unit() -> () {}

#[retry]
fn number() -> u32 {
    1
}

#[retry]
async fn text() -> String {
    String::new()
}

#[retry]
fn reference(text: &str) -> &str {
    text
}

#[retry]
fn tuple() -> (u32, Result<(), String>) {
    (1, Ok(()))
}

#[retry]
fn array() -> [u8; 2] {
    [1, 2]
}

#[retry]
fn never() -> ! {
    loop {}
}

fn main() {}
