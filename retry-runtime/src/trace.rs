//! The feature `tracing`: an event for each retry, each end of a call that failed, and none for a plain success.

use std::time::Duration;

use tracing::field::display;

use crate::event::{Event, Next, Reason};

/// Numbers are numbers: times are seconds.
macro_rules! emit {
    ($level:ident, $event:ident, $message:literal $(, $field:ident = $value:expr)*) => {
        tracing::event!(
            target: "retry_attr",
            tracing::Level::$level,
            function = $event.function(),
            module = $event.module(),
            attempt = $event.attempt,
            failures = $event.failures,
            max = $event.max,
            $($field = $value,)*
            elapsed = $event.elapsed.as_secs_f64(),
            $message
        )
    };
}

pub(crate) fn trace(event: &Event<'_>) {
    let error = event.error.as_ref().map(display);
    let retry_after = event.retry_after().as_ref().map(Duration::as_secs_f64);
    let kind = event.kind();
    match event.next {
        Next::Retry(delay, _) => emit!(
            WARN,
            event,
            "retrying",
            kind = kind,
            delay = delay.as_secs_f64(),
            retry_after = retry_after,
            error = error
        ),
        // No fault of the service's: whoever asked is told by the error that is returned.
        Next::GiveUp(reason @ Reason::Permanent, _) => emit!(
            DEBUG,
            event,
            "giving up",
            kind = kind,
            reason = display(reason),
            retry_after = retry_after,
            fallback = event.fallback(),
            error = error
        ),
        Next::GiveUp(reason, _) => emit!(
            ERROR,
            event,
            "giving up",
            kind = kind,
            reason = display(reason),
            retry_after = retry_after,
            fallback = event.fallback(),
            error = error
        ),
        Next::Recovered => emit!(INFO, event, "recovered"),
    }
}
