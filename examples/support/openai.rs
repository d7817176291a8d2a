//! An OpenAI-compatible API: where it is, what it answers, and which of its failures are worth a retry.

use std::error::Error;
use std::time::Duration;
use std::{env, fmt, io};

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{StatusCode, Url};
use retry_attr::{Classification, Classify, TimedOut};
use serde_json::{Value, json};

use super::{bad_day, server};

/// Where to send requests.
pub(crate) struct Endpoint {
    pub(crate) url: String,
    pub(crate) key: String,
    pub(crate) model: String,
    /// The server is in this process.
    pub(crate) is_local: bool,
}

impl Endpoint {
    /// The API at `OPENAI_BASE_URL` if there is an `OPENAI_API_KEY`, else a local server.
    pub(crate) fn from_env() -> io::Result<Self> {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let key = set("OPENAI_API_KEY");
        let is_local = key.is_none();
        let base = if is_local {
            server::start(bad_day::api())? + "/v1"
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

    /// Reads a reply: the answer, or the error that the API describes.
    pub(crate) fn answer(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &str,
    ) -> Result<String, ApiError> {
        // Gateways answer in HTML. What cannot be read is decided by the status.
        let reply: Value = serde_json::from_str(body).unwrap_or_default();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        if status.is_success() {
            return text(&reply["choices"][0]["message"]["content"]).ok_or(ApiError::NoAnswer);
        }
        let error = &reply["error"];
        let seconds = headers.get(RETRY_AFTER).and_then(|it| it.to_str().ok());
        Err(ApiError::Status {
            status,
            kind: text(&error["type"]),
            code: text(&error["code"]),
            message: text(&error["message"]).map(|message| self.without_key(message)),
            retry_after: seconds
                .and_then(|it| it.parse().ok())
                .map(Duration::from_secs),
        })
    }

    /// Some servers repeat a key that they refuse.
    fn without_key(&self, message: String) -> String {
        if self.key.len() < 8 {
            return message; // a placeholder, and perhaps a part of words
        }
        message.replace(&self.key, "***")
    }
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

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum ApiError {
    /// The API refused or failed.
    Status {
        status: StatusCode,
        kind: Option<String>,
        code: Option<String>,
        message: Option<String>,
        retry_after: Option<Duration>,
    },
    /// The API reports success, without an answer.
    NoAnswer,
    /// There was no whole reply.
    Transport { message: String, is_transient: bool },
    /// An attempt was cut.
    TimedOut(TimedOut),
}

/// Kinds and codes of a 429 that no delay heals.
const OUT_OF_CREDIT: [&str; 3] = [
    "insufficient_quota",
    "credit_balance_exhausted",
    "billing_not_active",
];

impl Classify for ApiError {
    fn classify(&self) -> Classification {
        match self {
            Self::Status {
                status,
                kind,
                code,
                retry_after,
                ..
            } => match status.as_u16() {
                429 if [kind, code]
                    .into_iter()
                    .flatten()
                    .any(|it| OUT_OF_CREDIT.contains(&it.as_str())) =>
                {
                    Classification::permanent()
                }
                429 | 503 => Classification::throttled(*retry_after),
                408 | 409 | 500.. => Classification::Transient,
                _ => Classification::permanent(),
            },
            Self::Transport {
                is_transient: true, ..
            }
            | Self::TimedOut(_) => Classification::Transient,
            Self::Transport { .. } | Self::NoAnswer => Classification::permanent(),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status {
                status, message, ..
            } => match message {
                Some(message) => write!(f, "{status}: {message}"),
                None => write!(f, "{status}"),
            },
            Self::NoAnswer => f.write_str("the reply holds no answer; is this a chat API?"),
            Self::Transport { message, .. } => f.write_str(message),
            Self::TimedOut(cut) => cut.fmt(f),
        }
    }
}

impl Error for ApiError {}

impl From<TimedOut> for ApiError {
    fn from(cut: TimedOut) -> Self {
        Self::TimedOut(cut)
    }
}

impl From<reqwest::Error> for ApiError {
    fn from(error: reqwest::Error) -> Self {
        let is_transient = !error.is_builder() && !error.is_redirect();
        let error = error.without_url();
        // What went wrong is often in the sources only.
        let mut message = error.to_string();
        let mut next = error.source();
        while let Some(source) = next {
            message = format!("{message}: {source}");
            next = source.source();
        }
        Self::Transport {
            message,
            is_transient,
        }
    }
}

impl From<ureq::Error> for ApiError {
    fn from(error: ureq::Error) -> Self {
        use ureq::Error::{ConnectionFailed, HostNotFound, Io, Protocol, Timeout};
        let is_transient = match &error {
            Io(error) => error.classify().is_retryable(),
            ConnectionFailed | HostNotFound | Protocol(_) | Timeout(_) => true,
            _ => false,
        };
        Self::Transport {
            message: error.to_string(),
            is_transient,
        }
    }
}
