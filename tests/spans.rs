//! `#[instrument]` beside `#[retry]`, as an exporter of OpenTelemetry gets the spans.

use opentelemetry::trace::{SpanId, TracerProvider};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use retry_attr::retry;
use tracing::{Instrument, info_span, instrument};
use tracing_subscriber::layer::SubscriberExt;

/// Fails until one answer is left.
fn answer(answers: &mut Vec<u8>) -> Result<u8, String> {
    let answer = answers.pop().expect("one for each attempt");
    if answers.is_empty() {
        Ok(answer)
    } else {
        Err("busy".to_owned())
    }
}

/// Below: one span for the call.
#[retry(base = "1ms")]
#[instrument(skip_all)]
async fn one_for_the_call(answers: &mut Vec<u8>) -> Result<u8, String> {
    answer(answers)
}

/// Above: a span for each attempt.
#[instrument(skip_all)]
#[retry(base = "1ms")]
async fn one_for_each_attempt(answers: &mut Vec<u8>) -> Result<u8, String> {
    answer(answers)
}

/// Both: attempts in a call, with their numbers.
#[instrument(name = "attempt", skip_all, fields(http.request.resend_count = (!attempt.is_first()).then(|| attempt.retries())))]
#[retry(base = "1ms", attempt = attempt)]
#[instrument(skip_all)]
async fn both(answers: &mut Vec<u8>) -> Result<u8, String> {
    answer(answers)
}

#[retry(base = "1ms")]
#[instrument(skip_all)]
fn blocking_for_the_call(answers: &mut Vec<u8>) -> Result<u8, String> {
    answer(answers)
}

#[instrument(skip_all)]
#[retry(base = "1ms")]
fn blocking_for_each_attempt(answers: &mut Vec<u8>) -> Result<u8, String> {
    answer(answers)
}

/// The spans of three attempts below one named `caller`, each with its parent, number and events, in the order in which
/// they started.
async fn spans<F: Future<Output = Result<u8, String>>>(call: F) -> Vec<String> {
    let exporter = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(exporter.clone())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
    let subscriber = tracing_subscriber::registry().with(layer);
    let guard = tracing::subscriber::set_default(subscriber);
    assert_eq!(call.instrument(info_span!("caller")).await, Ok(7));
    drop(guard);
    let mut spans = exporter.get_finished_spans().expect("spans");
    spans.sort_by_key(|span| span.start_time);
    spans.iter().map(|span| shown(span, &spans)).collect()
}

fn shown(span: &SpanData, all: &[SpanData]) -> String {
    let name = |id: SpanId| {
        let found = all.iter().find(|span| span.span_context.span_id() == id);
        found.map_or("-", |span| &*span.name)
    };
    let resent = span
        .attributes
        .iter()
        .find(|it| it.key.as_str() == "http.request.resend_count");
    let resent = resent.map_or(String::new(), |it| format!(" resent {}", it.value));
    let events: Vec<&str> = span.events.iter().map(|event| &*event.name).collect();
    format!(
        "{} < {}{resent} {events:?}",
        span.name,
        name(span.parent_span_id)
    )
}

#[tokio::test]
async fn below_there_is_one_span_for_the_call() {
    let expected = |name| {
        [
            "caller < - []".to_owned(),
            format!(r#"{name} < caller ["retrying", "retrying", "recovered"]"#),
        ]
    };
    let answers = &mut vec![7, 0, 0];
    assert_eq!(
        spans(one_for_the_call(answers)).await,
        expected("one_for_the_call")
    );
    let answers = &mut vec![7, 0, 0];
    let call = async { blocking_for_the_call(answers) };
    assert_eq!(spans(call).await, expected("blocking_for_the_call"));
}

#[tokio::test]
async fn above_there_is_one_for_each_attempt() {
    let expected = |name| {
        let attempt = format!("{name} < caller []");
        // What happens between attempts is the caller's.
        let caller = r#"caller < - ["retrying", "retrying", "recovered"]"#;
        [caller.to_owned(), attempt.clone(), attempt.clone(), attempt]
    };
    let answers = &mut vec![7, 0, 0];
    assert_eq!(
        spans(one_for_each_attempt(answers)).await,
        expected("one_for_each_attempt")
    );
    let answers = &mut vec![7, 0, 0];
    let call = async { blocking_for_each_attempt(answers) };
    assert_eq!(spans(call).await, expected("blocking_for_each_attempt"));
}

#[tokio::test]
async fn both_nest() {
    let answers = &mut vec![7, 0, 0];
    assert_eq!(
        spans(both(answers)).await,
        [
            "caller < - []",
            r#"both < caller ["retrying", "retrying", "recovered"]"#,
            "attempt < both []",
            "attempt < both resent 1 []",
            "attempt < both resent 2 []",
        ]
    );
}
