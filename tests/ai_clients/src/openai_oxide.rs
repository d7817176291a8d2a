use openai_oxide::config::ClientConfig;
use openai_oxide::types::chat::{ChatCompletionMessageParam, ChatCompletionRequest, UserContent};
use openai_oxide::{OpenAI, OpenAIError};
use retry_attr::{classify, policies, retry};

pub fn client(url: &str) -> OpenAI {
    OpenAI::with_config(ClientConfig::new("a-key").base_url(url).max_retries(0))
}

#[retry(policy = policies::AI, classify = classify::by_text)]
pub async fn ask(client: &OpenAI) -> Result<(), OpenAIError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &OpenAI) -> Result<(), OpenAIError> {
    send(client).await
}

pub async fn send(client: &OpenAI) -> Result<(), OpenAIError> {
    let message = ChatCompletionMessageParam::User {
        content: UserContent::Text("hi".to_owned()),
        name: None,
    };
    let request = ChatCompletionRequest::new("gpt-local", vec![message]);
    client.chat().completions().create(request).await.map(drop)
}
