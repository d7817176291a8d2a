use misanthropic::client::{AnthropicError, Error};
use misanthropic::prompt::message::Role;
use misanthropic::{Client, Prompt};
use retry_attr::{Classification, classify, policies, retry};

pub fn client(url: &str) -> Client {
    let client = Client::new("x".repeat(108)).unwrap();
    client.base_url(url).unwrap()
}

fn meaning(error: &Error) -> Classification {
    match error {
        Error::Anthropic(AnthropicError::Billing { .. }) => Classification::permanent(),
        Error::Anthropic(it) => classify::by_text(it).after(it.retry_after()),
        other => classify::by_text(other),
    }
}

#[retry(policy = policies::AI, classify = meaning)]
pub async fn ask(client: &Client) -> Result<(), Error> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &Client) -> Result<(), Error> {
    send(client).await
}

pub async fn send(client: &Client) -> Result<(), Error> {
    let prompt = Prompt::default().add_message((Role::User, "hi")).unwrap();
    client.message(prompt).await.map(drop)
}
