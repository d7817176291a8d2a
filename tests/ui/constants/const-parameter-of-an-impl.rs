use retry_attr::retry;

struct Client<const MAX: u32>;

impl<const MAX: u32> Client<MAX> {
    #[retry(max = MAX)]
    fn ask(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    drop(Client::<3>.ask());
}
