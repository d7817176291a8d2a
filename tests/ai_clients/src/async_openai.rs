use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::types::chat::{
    ChatCompletionRequestUserMessage, CreateChatCompletionRequestArgs,
};
use retry_attr::clients::async_openai::service;
use retry_attr::{policies, retry};

pub fn client(url: &str) -> Client<OpenAIConfig> {
    let config = OpenAIConfig::new().with_api_base(url).with_api_key("a-key");
    let http = reqwest::Client::new();
    Client::build(http.clone(), config).with_http_service(service(http))
}

#[retry(policy = policies::AI)]
pub async fn ask(client: &Client<OpenAIConfig>) -> Result<(), OpenAIError> {
    send(client).await
}

pub use ask as without;

pub async fn send(client: &Client<OpenAIConfig>) -> Result<(), OpenAIError> {
    let request = CreateChatCompletionRequestArgs::default()
        .model("gpt-local")
        .messages([ChatCompletionRequestUserMessage::from("hi").into()])
        .build()?;
    client.chat().create(request).await.map(drop)
}
