//! The feature `metrics`: a counter for each retry, each end of a call that failed, and each success after a failure.

use metrics::{counter, histogram};

use crate::event::{Event, Next};

pub(crate) fn record(event: &Event<'_>) {
    let function = event.function();
    match event.next {
        Next::Retry(delay, _) => {
            counter!("retry_attr_retries_total", "function" => function, "kind" => event.kind())
                .increment(1);
            histogram!("retry_attr_delay_seconds", "function" => function)
                .record(delay.as_secs_f64());
        }
        Next::GiveUp(reason, _) => counter!(
            "retry_attr_give_ups_total",
            "function" => function,
            "kind" => event.kind(),
            "reason" => reason.as_str()
        )
        .increment(1),
        Next::Recovered => {
            counter!("retry_attr_recoveries_total", "function" => function).increment(1);
        }
    }
}
