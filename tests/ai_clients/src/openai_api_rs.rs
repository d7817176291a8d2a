use openai_api_rs::v1::api::OpenAIClient;
use openai_api_rs::v1::chat_completion::chat_completion::ChatCompletionRequest;
use openai_api_rs::v1::chat_completion::{ChatCompletionMessage, Content, MessageRole};
use openai_api_rs::v1::error::APIError;
use retry_attr::{classify, policies, retry};

pub fn client(url: &str) -> OpenAIClient {
    let builder = OpenAIClient::builder().with_endpoint(url);
    builder.with_api_key("a-key").build().unwrap()
}

#[retry(policy = policies::AI, classify = classify::by_text)]
pub async fn ask(client: &OpenAIClient) -> Result<(), APIError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &OpenAIClient) -> Result<(), APIError> {
    send(client).await
}

pub async fn send(client: &OpenAIClient) -> Result<(), APIError> {
    let message = ChatCompletionMessage {
        role: MessageRole::user,
        content: Content::Text("hi".to_owned()),
        name: None,
        tool_calls: None,
        tool_call_id: None,
    };
    let request = ChatCompletionRequest::new("gpt-local".to_owned(), vec![message]);
    client.chat_completion(request).await.map(drop)
}
