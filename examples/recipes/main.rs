//! What to do between two attempts, in one function each: use the next key, renew the token, shorten the prompt, tell the
//! model what was wrong.
//!
//! `cargo run --example recipes` needs no network: a server in this process plays each API.

mod ask_again;
mod new_token;
mod next_key;
mod shorter_prompt;

use serde_json::{Value, json};
use support::{Answer, Server, client, openai};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ask_again::AskError> {
    let http = client::local()?;
    let answer = || openai::completion("Jitter keeps clients from coming back in step.");
    let user = |text: &str| json!({ "role": "user", "content": text });

    let quota = "You exceeded your current quota, please check your plan and billing details.";
    let quota = openai::error(429, "insufficient_quota", Some("insufficient_quota"), quota);
    let server = Server::start([quota.clone(), quota, answer()]);
    let mut keys = &["first", "second", "third"][..];
    let reply = next_key::ask(&http, &server.url, &mut keys, "why jitter?").await?;
    print("the next key", &server, &reply);

    let refused = openai::error(
        401,
        "invalid_request_error",
        Some("invalid_api_key"),
        "Expired.",
    );
    let server = Server::start([refused, Answer::new(200, r#""new""#), answer()]);
    let token = new_token::Token {
        text: "old".to_owned(),
        is_new: false,
    };
    let reply = new_token::ask(&http, &server.url, token, "why jitter?").await?;
    print("a new token", &server, &reply);

    let code = Some("context_length_exceeded");
    let too_long = openai::error(
        400,
        "invalid_request_error",
        code,
        "Maximum context length.",
    );
    let server = Server::start([too_long.clone(), too_long, answer()]);
    let messages = ["one", "two", "three", "why jitter?"].map(user);
    let reply = shorter_prompt::ask(&http, &server.url, messages.to_vec()).await?;
    print("a shorter prompt", &server, &reply);

    let limited = openai::error(429, "requests", Some("rate_limit_exceeded"), "Slow down.");
    let server = Server::start([
        openai::completion("one, two, three"),
        limited.header("retry-after", "1"),
        openai::completion("[1, 2, 3]"),
    ]);
    let numbers = ask_again::ask(&http, &server.url, vec![user("three numbers")]).await?;
    print("asked again", &server, &json!(numbers));
    Ok(())
}

/// What the server saw, and when.
fn print(recipe: &str, server: &Server, reply: &Value) {
    println!(
        "{recipe}: {} requests, {:.2?} apart",
        server.count(),
        server.gaps()
    );
    println!("  {reply}\n");
}
