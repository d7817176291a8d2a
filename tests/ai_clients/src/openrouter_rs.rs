use openrouter_rs::OpenRouterClient;
use openrouter_rs::api::chat::{ChatCompletionRequest, Message};
use openrouter_rs::error::OpenRouterError;
use openrouter_rs::types::Role;
use retry_attr::{Classification, classify, policies, retry};

pub fn client(url: &str) -> OpenRouterClient {
    let mut builder = OpenRouterClient::builder();
    builder.base_url(url).api_key("a-key").build().unwrap()
}

fn meaning(error: &OpenRouterError) -> Classification {
    let wait = match error {
        OpenRouterError::Api(it) => it.retry_after,
        _ => None,
    };
    classify::by_text(error).after(wait)
}

#[retry(policy = policies::AI, classify = meaning)]
pub async fn ask(client: &OpenRouterClient) -> Result<(), OpenRouterError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &OpenRouterClient) -> Result<(), OpenRouterError> {
    send(client).await
}

pub async fn send(client: &OpenRouterClient) -> Result<(), OpenRouterError> {
    let request = ChatCompletionRequest::builder()
        .model("gpt-local")
        .messages(vec![Message::new(Role::User, "hi")])
        .build()?;
    client.chat().create(&request).await.map(drop)
}
