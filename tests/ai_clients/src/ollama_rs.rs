use ollama_rs::Ollama;
use ollama_rs::error::OllamaError;
use ollama_rs::generation::chat::ChatMessage;
use ollama_rs::generation::chat::request::ChatMessageRequest;
use retry_attr::{classify, policies, retry};

pub fn client(url: &str) -> Ollama {
    Ollama::try_new(url).unwrap()
}

#[retry(policy = policies::AI, classify = classify::by_text)]
pub async fn ask(client: &Ollama) -> Result<(), OllamaError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &Ollama) -> Result<(), OllamaError> {
    send(client).await
}

pub async fn send(client: &Ollama) -> Result<(), OllamaError> {
    let messages = vec![ChatMessage::user("hi".to_owned())];
    let request = ChatMessageRequest::new("llama".to_owned(), messages);
    client.send_chat_messages(request).await.map(drop)
}
