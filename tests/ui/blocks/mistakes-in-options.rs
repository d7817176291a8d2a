//! Each is said once, however many methods there are; and the methods are there.

use retry_attr::{Policy, retry};

const NONE: u32 = 0;

struct Client {
    max: u32,
}

#[retry(max = 0, jitter = "ful")]
impl Client {
    fn first(&self) -> Result<(), String> {
        Ok(())
    }

    #[retry(skip)]
    fn second(&self) -> Result<(), String> {
        Ok(())
    }

    fn third(&self) -> Result<(), String> {
        Ok(())
    }
}

#[retry(max = self.max)]
impl Client {
    fn fourth(&self) -> Result<(), String> {
        Ok(())
    }

    fn fifth(&self) -> Result<(), String> {
        Ok(())
    }
}

#[retry(max = NONE)]
impl Client {
    fn sixth(&self) -> Result<(), String> {
        Ok(())
    }

    fn seventh(&self) -> Result<(), String> {
        Ok(())
    }
}

#[retry(when = |error: &String| error.len())]
impl Client {
    fn eighth(&self) -> Result<(), String> {
        Ok(())
    }

    async fn ninth(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    let client = Client { max: 1 };
    let _ = (client.first(), client.second(), client.third(), client.fourth(), client.fifth());
    let _: Policy = Policy::new();
}
