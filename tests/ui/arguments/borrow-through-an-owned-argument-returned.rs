use retry_attr::retry;

struct Writer<'a> {
    sink: &'a mut Vec<u32>,
}

impl<'a> Writer<'a> {
    #[retry]
    fn method(self, number: u32) -> Result<&'a mut Vec<u32>, String> {
        self.sink.push(number);
        Ok(self.sink)
    }
}

#[retry]
async fn native<'a>(writer: Writer<'a>) -> Result<&'a mut Vec<u32>, String> {
    Ok(writer.sink)
}

fn main() {}
