//! The client genai, which speaks to many providers and does not retry. `?` turns its error into an `ApiError`, which is
//! classified by the reply that it holds and by the provider.
//!
//! `cargo run --example genai --features genai` needs no network: a server in this process plays the API.

use std::error::Error;

use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatRequest};
use genai::resolver::{AuthData, Endpoint, ServiceTargetResolver};
use genai::{Client, ModelIden, ServiceTarget};
use retry_attr::{ApiError, policies, retry};
use support::{Server, client, openai, timeline};

#[retry(
    policy = policies::AI,
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask(client: &Client, prompt: &str) -> Result<Option<String>, ApiError> {
    timeline::print_attempt(&attempt);
    let request = ChatRequest::default().append_message(ChatMessage::user(prompt));
    let answer = client.exec_chat("gpt-local", request, None).await?;
    timeline::print(attempt.elapsed(), "an answer");
    Ok(answer.content.into_first_text())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let overload = "The server is currently overloaded. Please try again later.";
    let url = Server::start([
        openai::error(
            503,
            "service_unavailable_error",
            Some("server_is_overloaded"),
            overload,
        ),
        openai::completion("Jitter keeps clients from coming back in step."),
    ])
    .url + "/v1/";
    let to_server = move |target: ServiceTarget| -> Result<_, genai::resolver::Error> {
        Ok(ServiceTarget {
            endpoint: Endpoint::from_owned(url.as_str()),
            auth: AuthData::from_single("a-key"),
            model: ModelIden::new(AdapterKind::OpenAI, target.model.model_name),
        })
    };
    let client = Client::builder()
        .with_reqwest(client::local()?)
        .with_service_target_resolver(ServiceTargetResolver::from_resolver_fn(to_server))
        .build()?;
    let answer = ask(&client, "why do clients add jitter?").await?;
    println!("\n{}", answer.ok_or("the model says nothing")?);
    Ok(())
}
