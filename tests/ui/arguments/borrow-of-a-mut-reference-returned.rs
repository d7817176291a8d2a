use retry_attr::retry;

#[retry]
fn sync(list: &mut Vec<u32>) -> Result<&u32, String> {
    list.push(1);
    list.last().ok_or_else(String::new)
}

#[retry]
async fn native(list: &mut Vec<u32>) -> Result<&u32, String> {
    list.push(1);
    list.last().ok_or_else(String::new)
}

struct Client {
    answers: Vec<String>,
}

impl Client {
    #[retry]
    fn method(&mut self) -> Result<&String, String> {
        self.answers.last().ok_or_else(String::new)
    }
}

fn main() {}
