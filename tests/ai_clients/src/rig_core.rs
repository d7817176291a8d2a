use retry_attr::api::Reply;
use retry_attr::{Classification, Classify, classify, policies, retry};
use rig_core::Model;
use rig_core::completion::CompletionRequest;
use rig_core::error::ProviderError;
use rig_core::providers::openai::OpenAIConfig;
use rig_core::providers::openai::wire::Chat;

pub fn client(url: &str) -> Model<Chat> {
    OpenAIConfig::new("a-key")
        .with_base_url(url)
        .client()
        .chat("gpt-local")
}

fn meaning(error: &ProviderError) -> Classification {
    let reply = error.provider_response();
    let Some((reply, status)) = reply.and_then(|it| Some((it, it.status?))) else {
        return classify::by_text(error);
    };
    let headers = reply.headers.clone().unwrap_or_default();
    Reply::new(status, &headers, reply.body.as_bytes())
        .into_error()
        .classify()
}

#[retry(policy = policies::AI, classify = meaning)]
pub async fn ask(client: &Model<Chat>) -> Result<(), ProviderError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &Model<Chat>) -> Result<(), ProviderError> {
    send(client).await
}

pub async fn send(client: &Model<Chat>) -> Result<(), ProviderError> {
    client.call(CompletionRequest::new("hi")).await.map(drop)
}
