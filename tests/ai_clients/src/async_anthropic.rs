use std::time::Duration;

use async_anthropic::Client;
use async_anthropic::errors::AnthropicError;
use async_anthropic::types::{CreateMessagesRequestBuilder, MessageBuilder, MessageRole};
use backoff::ExponentialBackoff;
use retry_attr::{Classification, classify, policies, retry};

pub fn client(url: &str) -> Client {
    let never = ExponentialBackoff {
        max_elapsed_time: Some(Duration::ZERO),
        ..ExponentialBackoff::default()
    };
    let builder = Client::builder()
        .base_url(url)
        .api_key("a-key")
        .build()
        .unwrap();
    builder.with_backoff(never)
}

fn meaning(error: &AnthropicError) -> Classification {
    match error {
        AnthropicError::Unauthorized => Classification::permanent(),
        other => classify::by_text(other),
    }
}

#[retry(policy = policies::AI, classify = meaning)]
pub async fn ask(client: &Client) -> Result<(), AnthropicError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &Client) -> Result<(), AnthropicError> {
    send(client).await
}

pub async fn send(client: &Client) -> Result<(), AnthropicError> {
    let message = MessageBuilder::default()
        .role(MessageRole::User)
        .content("hi")
        .build()
        .unwrap();
    let request = CreateMessagesRequestBuilder::default()
        .model("claude-local")
        .messages(vec![message])
        .build()
        .unwrap();
    client.messages().create(request).await.map(drop)
}
