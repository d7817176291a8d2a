use retry_attr::retry;

struct Client;

fn send(_: Client) {}

impl Client {
    #[retry]
    fn sync(self) -> Result<(), String> {
        send(self);
        Ok(())
    }

    #[retry]
    async fn native(self) -> Result<(), String> {
        self.close();
        Ok(())
    }

    fn close(self) {}
}

fn main() {}
