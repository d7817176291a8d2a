use retry_attr::retry;

struct Client {
    answers: Vec<String>,
}

impl Client {
    #[retry]
    fn method(&mut self) -> Result<&mut String, String> {
        let last = self.answers.last_mut().ok_or("none")?;
        Ok(last)
    }

    #[retry]
    async fn method_async(&mut self) -> Option<&mut String> {
        self.answers.push(String::new());
        self.answers.last_mut()
    }
}

#[retry]
impl Client {
    fn in_a_block<'a>(&self, list: &'a mut [u32]) -> Result<(&'a mut u32, usize), String> {
        let count = list.len();
        Ok((list.last_mut().ok_or("none")?, count))
    }

    fn answers(&self) -> Result<&[String], String> {
        Ok(&self.answers)
    }
}

fn main() {}
