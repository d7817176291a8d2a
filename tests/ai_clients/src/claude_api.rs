use claude_api::messages::CreateMessageRequest;
use claude_api::retry::RetryPolicy;
use claude_api::types::ModelId;
use claude_api::{Client, Error};
use retry_attr::{classify, policies, retry};

pub fn client(url: &str) -> Client {
    let builder = Client::builder().api_key("a-key").base_url(url);
    builder.retry(RetryPolicy::none()).build().unwrap()
}

#[retry(policy = policies::AI, classify = |error| classify::by_text(error).after(error.retry_after()))]
pub async fn ask(client: &Client) -> Result<(), Error> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &Client) -> Result<(), Error> {
    send(client).await
}

pub async fn send(client: &Client) -> Result<(), Error> {
    let request = CreateMessageRequest::builder()
        .model(ModelId::SONNET_4_6)
        .max_tokens(8)
        .user("hi")
        .build()?;
    client.messages().create(request).await.map(drop)
}
