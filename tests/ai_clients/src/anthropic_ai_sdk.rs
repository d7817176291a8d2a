use anthropic_ai_sdk::client::AnthropicClient;
use anthropic_ai_sdk::types::message::{
    CreateMessageParams, Message, MessageClient, MessageError, RequiredMessageParams, Role,
};
use retry_attr::{classify, policies, retry};

pub fn client(url: &str) -> AnthropicClient {
    let builder = AnthropicClient::builder("a-key", AnthropicClient::DEFAULT_API_VERSION);
    builder
        .with_api_base_url(url)
        .build::<MessageError>()
        .unwrap()
}

#[retry(policy = policies::AI, classify = classify::by_text)]
pub async fn ask(client: &AnthropicClient) -> Result<(), MessageError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &AnthropicClient) -> Result<(), MessageError> {
    send(client).await
}

pub async fn send(client: &AnthropicClient) -> Result<(), MessageError> {
    let request = CreateMessageParams::new(RequiredMessageParams {
        model: "claude-local".to_owned(),
        messages: vec![Message::new_text(Role::User, "hi")],
        max_tokens: 8,
    });
    client.create_message(Some(&request)).await.map(drop)
}
