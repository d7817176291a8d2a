mod reqwest {
    pub struct RequestBuilder;

    impl RequestBuilder {
        pub fn header(self) -> Self {
            self
        }

        pub async fn send(self) -> Result<(), String> {
            Ok(())
        }

        pub fn try_clone(&self) -> Option<Self> {
            Some(Self)
        }
    }
}

use retry_attr::retry;

#[retry]
async fn sent(request: reqwest::RequestBuilder) -> Result<(), String> {
    request.header().send().await
}

#[retry]
async fn sent_as_a_whole(request: reqwest::RequestBuilder) -> Result<(), String> {
    send(request).await
}

// As the help says.
#[retry]
async fn copied(request: &reqwest::RequestBuilder) -> Result<(), String> {
    let Some(request) = request.try_clone() else {
        return Err("cannot be sent twice".to_string());
    };
    request.send().await
}

async fn send(request: reqwest::RequestBuilder) -> Result<(), String> {
    request.send().await
}

fn main() {}
