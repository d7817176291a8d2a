//! The ways to read a stream in a call that is retried. All make three attempts at most.

use std::time::Duration;

use retry_attr::api::{Event, Events};
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, Attempt, retry};

use crate::failures::http;
use crate::wires::Wire;

/// How long nothing may come.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    /// In the first attempt.
    pub(super) first: Duration,
    /// In others.
    pub(super) later: Duration,
    /// After the attempts.
    pub(super) rest: Duration,
}

impl Patience {
    fn of(self, attempt: Attempt) -> Duration {
        if attempt.is_first() {
            self.first
        } else {
            self.later
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reader {
    /// Reads up to the first output in the function.
    Loop,
    /// The same by the option `stream`.
    #[cfg(feature = "stream")]
    Stream,
    /// The same, with a client that blocks.
    #[cfg(all(feature = "stream", feature = "ureq"))]
    Iterator,
    /// Reads all of it in the function.
    Text,
}

impl Reader {
    pub(super) fn of(wire: &Wire) -> Vec<Self> {
        let mut all = vec![Self::Loop];
        #[cfg(feature = "stream")]
        all.push(Self::Stream);
        #[cfg(all(feature = "stream", feature = "ureq"))]
        all.push(Self::Iterator);
        if wire.has_text {
            all.push(Self::Text);
        }
        all
    }

    /// Whether all is read before anything is shown.
    pub(super) fn collects(self) -> bool {
        self == Self::Text
    }

    /// Whether it cannot change how long nothing may come.
    pub(super) fn has_one_patience(self) -> bool {
        match self {
            #[cfg(all(feature = "stream", feature = "ureq"))]
            Self::Iterator => true,
            _ => false,
        }
    }

    /// The text that was read, and the error that ended it.
    pub(super) async fn read(self, url: &str, patience: Patience) -> (String, Option<ApiError>) {
        match self {
            Self::Loop => match by_loop(url, patience).await {
                Ok((read, rest)) => {
                    let (text, error) = all(rest.silence(patience.rest)).await;
                    let start: String = read.iter().map(Event::text).collect();
                    (start + &text, error)
                }
                Err(error) => (String::new(), Some(error)),
            },
            #[cfg(feature = "stream")]
            Self::Stream => match by_option(url, patience).await {
                Ok(events) => all(events.silence(patience.rest)).await,
                Err(error) => (String::new(), Some(error)),
            },
            #[cfg(all(feature = "stream", feature = "ureq"))]
            Self::Iterator => {
                let url = url.to_owned();
                let read = tokio::task::spawn_blocking(move || blocking::read(&url, patience));
                read.await.unwrap()
            }
            Self::Text => match collected(url, patience).await {
                Ok(text) => (text, None),
                Err(error) => (String::new(), Some(error)),
            },
        }
    }
}

#[retry(max = 3, backoff = "none", attempt = attempt)]
async fn by_loop(url: &str, patience: Patience) -> Result<(Vec<Event>, Events), ApiError> {
    let silence = patience.of(attempt);
    let mut events = http().post(url).send().await?.api_events().silence(silence);
    let mut read = Vec::new();
    while let Some(event) = events.next().await {
        read.push(event?);
        if read.last().is_some_and(Event::is_output) {
            break;
        }
    }
    Ok((read, events))
}

#[cfg(feature = "stream")]
#[retry(max = 3, backoff = "none", attempt = attempt, stream = Event::is_output)]
async fn by_option(url: &str, patience: Patience) -> Result<Events, ApiError> {
    let silence = patience.of(attempt);
    Ok(http().post(url).send().await?.api_events().silence(silence))
}

#[retry(max = 3, backoff = "none", attempt = attempt)]
async fn collected(url: &str, patience: Patience) -> Result<String, ApiError> {
    let silence = patience.of(attempt);
    let response = http().post(url).send().await?;
    response.api_events().silence(silence).text().await
}

async fn all(mut events: Events) -> (String, Option<ApiError>) {
    let mut text = String::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => text += &event.text(),
            Err(error) => return (text, Some(error)),
        }
    }
    (text, None)
}

#[cfg(all(feature = "stream", feature = "ureq"))]
mod blocking {
    use retry_attr::api::{BlockingEvents, Event};
    use retry_attr::clients::ureq::ResponseExt;
    use retry_attr::{ApiError, retry};

    use super::Patience;

    #[retry(max = 3, backoff = "none", attempt = attempt, stream = Event::is_output)]
    fn ask(url: &str, patience: Patience) -> Result<BlockingEvents, ApiError> {
        let silence = patience.of(attempt);
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_per_read(Some(silence))
            .build()
            .new_agent();
        Ok(agent.get(url).call()?.api_events())
    }

    pub(super) fn read(url: &str, patience: Patience) -> (String, Option<ApiError>) {
        let mut text = String::new();
        let events = match ask(url, patience) {
            Ok(events) => events,
            Err(error) => return (text, Some(error)),
        };
        for event in events {
            match event {
                Ok(event) => text += &event.text(),
                Err(error) => return (text, Some(error)),
            }
        }
        (text, None)
    }
}
