use llm::LLMProvider;
use llm::builder::{LLMBackend, LLMBuilder};
use llm::chat::ChatMessage;
use llm::error::LLMError;
use retry_attr::{classify, policies, retry};

pub fn client(url: &str) -> Box<dyn LLMProvider> {
    let builder = LLMBuilder::new().backend(LLMBackend::OpenAI);
    let builder = builder.base_url(url).api_key("a-key").model("gpt-local");
    builder.build().unwrap()
}

#[retry(policy = policies::AI, classify = classify::by_text)]
pub async fn ask(client: &Box<dyn LLMProvider>) -> Result<(), LLMError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &Box<dyn LLMProvider>) -> Result<(), LLMError> {
    send(client).await
}

pub async fn send(client: &Box<dyn LLMProvider>) -> Result<(), LLMError> {
    let messages = [ChatMessage::user().content("hi").build()];
    client.chat(&messages).await.map(drop)
}
