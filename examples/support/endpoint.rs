//! Where an API that speaks OpenAI's language is: in the environment, or in this process.

use std::{env, fmt, io};

use axum::response::IntoResponse;
use reqwest::Url;
use serde_json::{Value, json};

use super::{openai, script, server};

/// Where to send requests.
pub(crate) struct Endpoint {
    pub(crate) url: String,
    pub(crate) key: String,
    pub(crate) model: String,
    /// The server is in this process.
    pub(crate) is_local: bool,
}

impl Endpoint {
    /// The API at `OPENAI_BASE_URL` if there is an `OPENAI_API_KEY`, else a server that has a bad day.
    pub(crate) fn from_env(prompt: &str) -> io::Result<Self> {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let key = set("OPENAI_API_KEY");
        let is_local = key.is_none();
        let base = if is_local {
            bad_day(prompt)? + "/v1"
        } else {
            set("OPENAI_BASE_URL").unwrap_or_else(|| "https://api.openai.com/v1".to_owned())
        };
        Ok(Self {
            url: format!("{}/chat/completions", base.trim_end_matches('/')),
            key: key.unwrap_or_default(),
            model: set("OPENAI_MODEL").unwrap_or_else(|| "gpt-4o-mini".to_owned()),
            is_local,
        })
    }

    /// The body of a request.
    pub(crate) fn request(&self, prompt: &str) -> Value {
        json!({ "model": self.model, "messages": [{ "role": "user", "content": prompt }] })
    }

    /// Some servers repeat a key that they refuse.
    pub(crate) fn without_key(&self, text: &str) -> String {
        if self.key.len() < 8 {
            return text.to_owned(); // a placeholder, and perhaps a part of words
        }
        text.replace(&self.key, "***")
    }
}

/// Refuses, fails, and then answers.
fn bad_day(prompt: &str) -> io::Result<String> {
    let limit = "Rate limit reached on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 1s.";
    let overload = "The server is currently overloaded. Please try again later.";
    let limited = openai::error(429, "requests", Some("rate_limit_exceeded"), limit);
    server::start(script::play(
        openai::PATH,
        [
            ([("retry-after", "1")], limited).into_response(),
            openai::error(503, "server_error", None, overload),
            openai::completion(&format!(
                "You asked {prompt:?}. Set OPENAI_API_KEY, and a model answers instead of this server."
            )),
        ],
    ))
}

/// The prompt on the command line, or one to start with.
pub(crate) fn prompt() -> String {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.is_empty() {
        return "why do clients add jitter?".to_owned();
    }
    words.join(" ")
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // No more of the URL than its host: the rest may hold secrets.
        let url = Url::parse(&self.url).ok();
        let host = url.as_ref().and_then(Url::host_str);
        let host = host.unwrap_or("an invalid OPENAI_BASE_URL");
        write!(f, "{} at {host}", self.model)?;
        if self.is_local {
            f.write_str(" (a server in this process, as OPENAI_API_KEY is not set)")?;
        }
        Ok(())
    }
}
