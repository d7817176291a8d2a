use retry_attr::{Outcome, retry};

struct Reply;

impl Outcome for Reply {
    type Value = Reply;
    type Error = String;

    fn as_result(&self) -> Result<&Self, &String> {
        Ok(self)
    }
}

#[retry(timeout = "1s")]
async fn timeout() -> Reply {
    Reply
}

fn main() {}
