use retry_attr::retry;

struct Model;

struct Client;

#[retry]
impl Client {
    fn ask(&self) -> Result<(), String> {
        Ok(())
    }

    fn model(&self) -> Model {
        Model
    }

    fn itself(&self) -> &Self {
        self
    }
}

fn main() {}
