//! The address of an API like OpenAI's: from the environment, or in this process.

use std::{env, fmt};

use http::Uri;
use serde_json::{Value, json};
use test_support::Server;

use crate::openai;

/// An API to send requests to.
pub struct Endpoint {
    /// The URL of chat completions.
    pub url: String,
    /// Empty for the server in this process.
    pub key: String,
    /// The model to ask.
    pub model: String,
    /// Whether the server is in this process.
    pub is_local: bool,
}

impl Endpoint {
    /// The API at `OPENAI_BASE_URL` if `OPENAI_API_KEY` is set and the feature `tls` is on, else a server that fails twice
    /// first.
    pub fn from_env(prompt: &str) -> Self {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let key = set("OPENAI_API_KEY").filter(|_| cfg!(feature = "tls"));
        let is_local = key.is_none();
        let base = if is_local {
            bad_day(prompt) + "/v1"
        } else {
            set("OPENAI_BASE_URL").unwrap_or_else(|| "https://api.openai.com/v1".to_owned())
        };
        Self {
            url: format!("{}/chat/completions", base.trim_end_matches('/')),
            key: key.unwrap_or_default(),
            model: set("OPENAI_MODEL").unwrap_or_else(|| "gpt-4o-mini".to_owned()),
            is_local,
        }
    }

    /// The body of a request.
    pub fn request(&self, prompt: &str) -> Value {
        json!({ "model": self.model, "messages": [{ "role": "user", "content": prompt }] })
    }
}

/// Refuses, fails and then answers.
fn bad_day(prompt: &str) -> String {
    let limit = "Rate limit reached on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 1s.";
    let overload = "The server is currently overloaded. Please try again later.";
    let server = Server::start([
        openai::error(429, "requests", Some("rate_limit_exceeded"), limit)
            .header("retry-after", "1"),
        openai::error(503, "server_error", None, overload),
        openai::completion(&format!(
            "You asked {prompt:?}. With OPENAI_API_KEY set and `--features tls`, a model answers instead of this server."
        )),
    ]);
    server.url
}

/// The prompt on the command line, or a default.
pub fn prompt() -> String {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.is_empty() {
        return "why do clients add jitter?".to_owned();
    }
    words.join(" ")
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only the host: the rest of a URL may contain secrets.
        let url = self.url.parse::<Uri>().ok();
        let host = url.as_ref().and_then(Uri::host);
        let host = host.unwrap_or("an invalid OPENAI_BASE_URL");
        write!(f, "{} at {host}", self.model)?;
        if self.is_local {
            f.write_str(
                " (a server in this process; OPENAI_API_KEY and `--features tls` ask the real API)",
            )?;
        }
        Ok(())
    }
}
