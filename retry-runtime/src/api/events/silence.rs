//! How long a stream may say nothing.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::api::error::ApiError;
use crate::api::kind::ErrorKind;
use crate::classify::Classification;
use crate::host::{self, Sleep};

/// How long nothing may come.
pub(super) struct Silence {
    most: Duration,
    pub(super) comments_count: bool,
    timer: Option<Pin<Box<Sleep>>>,
    /// Someone waits, since the timer was set.
    is_running: bool,
}

impl Silence {
    pub(super) const fn new(most: Duration) -> Self {
        Self {
            most,
            comments_count: false,
            timer: None,
            is_running: false,
        }
    }

    /// Something came.
    pub(super) const fn ends(&mut self) {
        self.is_running = false;
    }

    /// Ready when nothing has come for too long.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let most = self.most;
        let timer = self
            .timer
            .get_or_insert_with(|| Box::pin(host::sleep(most)));
        if !self.is_running {
            host::restart(timer.as_mut(), most);
            self.is_running = true;
        }
        timer.as_mut().poll(context)
    }

    pub(super) fn error(&self) -> ApiError {
        let text = format!("no event came for {:?}", self.most);
        ApiError::without_reply(ErrorKind::Timeout, Classification::Transient, &text)
    }
}
