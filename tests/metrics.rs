//! The feature `metrics`: counters and delays, and nothing of a success.

use metrics_util::MetricKind;
use metrics_util::debugging::{DebugValue, DebuggingRecorder};
use retry_attr::{Classification, Classify, retry};

#[derive(Clone, Copy)]
enum Failure {
    Busy,
    Wrong,
}

impl Classify for Failure {
    fn classify(&self) -> Classification {
        match self {
            Self::Busy => Classification::throttled(None),
            Self::Wrong => Classification::permanent(),
        }
    }
}

struct Client;

impl Client {
    #[allow(clippy::unused_self, reason = "a method has the name of its type")]
    #[retry(max = 3, backoff = "fixed", base = "1ms")]
    fn ask(&self, results: &mut Vec<Result<(), Failure>>) -> Result<(), Failure> {
        results.pop().expect("one for each attempt")
    }
}

/// Each metric on a line: its name, its labels, its value.
fn recorded(calls: impl FnOnce()) -> Vec<String> {
    let recorder = DebuggingRecorder::new();
    metrics::with_local_recorder(&recorder, calls);
    let snapshot = recorder.snapshotter().snapshot().into_vec();
    let mut lines: Vec<String> = snapshot
        .into_iter()
        .map(|(key, _, _, value)| {
            let value = match value {
                DebugValue::Counter(count) => count.to_string(),
                DebugValue::Histogram(values) => format!("{values:?}"),
                DebugValue::Gauge(value) => value.to_string(),
            };
            let kind = match key.kind() {
                MetricKind::Counter => "counter",
                MetricKind::Gauge => "gauge",
                MetricKind::Histogram => "histogram",
            };
            let labels: Vec<String> = key
                .key()
                .labels()
                .map(|label| format!("{}={}", label.key(), label.value()))
                .collect();
            format!("{kind} {} {} {value}", key.key().name(), labels.join(","))
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn what_happened_is_counted() {
    let (ok, busy, wrong) = (Ok(()), Err(Failure::Busy), Err(Failure::Wrong));
    let lines = recorded(|| {
        let _ = Client.ask(&mut vec![ok, busy, busy]);
        let _ = Client.ask(&mut vec![busy, busy, busy]);
        let _ = Client.ask(&mut vec![wrong]);
    });
    assert_eq!(
        lines,
        [
            "counter retry_attr_give_ups_total function=Client::ask,kind=permanent,reason=permanent 1",
            "counter retry_attr_give_ups_total function=Client::ask,kind=throttled,reason=exhausted 1",
            "counter retry_attr_recoveries_total function=Client::ask 1",
            "counter retry_attr_retries_total function=Client::ask,kind=throttled 4",
            "histogram retry_attr_delay_seconds function=Client::ask [0.001, 0.001, 0.001, 0.001]",
        ]
    );
}

#[test]
fn a_success_at_once_is_not() {
    let lines = recorded(|| {
        let _ = Client.ask(&mut vec![Ok(())]);
    });
    assert!(lines.is_empty(), "{lines:?}");
}
