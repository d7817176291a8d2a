use openai_dive::v1::api::Client;
use openai_dive::v1::error::APIError;
use openai_dive::v1::resources::chat::{
    ChatCompletionParametersBuilder, ChatMessage, ChatMessageContent,
};
use retry_attr::{classify, policies, retry};

pub fn client(url: &str) -> Client {
    let mut client = Client::new("a-key".to_owned());
    client.set_base_url(url);
    client
}

#[retry(policy = policies::AI, classify = classify::by_text)]
pub async fn ask(client: &Client) -> Result<(), APIError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &Client) -> Result<(), APIError> {
    send(client).await
}

pub async fn send(client: &Client) -> Result<(), APIError> {
    let message = ChatMessage::User {
        content: ChatMessageContent::Text("hi".to_owned()),
        name: None,
    };
    let request = ChatCompletionParametersBuilder::default()
        .model("gpt-local".to_owned())
        .messages(vec![message])
        .build()
        .unwrap();
    client.chat().create(request).await.map(drop)
}
