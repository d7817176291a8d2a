//! The client async-openai. Its error is returned unchanged, and its own retries are off, so that three attempts are
//! three requests. All attempts of a call send the same idempotency key.
//!
//! `cargo run --example async_openai --features async-openai` needs no network: a server in this process plays the API.

use std::error::Error;

use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::traits::RequestOptionsBuilder;
use async_openai::types::chat::{
    ChatCompletionRequestUserMessage, CreateChatCompletionRequestArgs,
};
use retry_attr::clients::async_openai::service;
use retry_attr::{policies, retry};
use support::{Server, client, openai, timeline};

#[retry(
    policy = policies::AI,
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask(client: &Client<OpenAIConfig>, prompt: &str) -> Result<Option<String>, OpenAIError> {
    timeline::print_attempt(&attempt);
    let key = attempt.idempotency_key().to_string();
    timeline::print(attempt.elapsed(), &format!("Idempotency-Key: {key}"));
    let request = CreateChatCompletionRequestArgs::default()
        .model("gpt-local")
        .messages([ChatCompletionRequestUserMessage::from(prompt).into()])
        .build()?;
    let chat = client.chat().header("Idempotency-Key", key)?;
    let completion = chat.create(request).await?;
    timeline::print(attempt.elapsed(), "an answer");
    let choice = completion.choices.into_iter().next();
    Ok(choice.and_then(|choice| choice.message.content))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let limit = "Rate limit reached on requests per min (RPM): Limit 3, Used 3, Requested 1.";
    let limited = openai::error(429, "requests", Some("rate_limit_exceeded"), limit);
    let url = Server::start([
        limited.header("retry-after", "1"),
        openai::completion("Jitter keeps clients from coming back in step."),
    ])
    .url;
    let config = OpenAIConfig::new()
        .with_api_base(url + "/v1")
        .with_api_key("a-key");
    let http = client::local()?;
    let client = Client::build(http.clone(), config).with_http_service(service(http));
    let answer = ask(&client, "why do clients add jitter?").await?;
    println!("\n{}", answer.ok_or("the model says nothing")?);
    Ok(())
}
