//! The feature `tracing`: one event a retry, a give-up and a recovery, with fields a log can be searched by.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use retry_attr::{Classification, Classify, Upstream, retry};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes every event as a line.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        struct Line(String);
        impl Visit for Line {
            fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
                // Times differ from run to run.
                if !["elapsed", "wait"].contains(&field.name()) {
                    write!(self.0, " {}={value:?}", field.name()).unwrap();
                }
            }

            fn record_f64(&mut self, field: &Field, value: f64) {
                if field.name() != "elapsed" {
                    write!(self.0, " {}:f64={value:?}", field.name()).unwrap();
                }
            }

            fn record_u64(&mut self, field: &Field, value: u64) {
                write!(self.0, " {}:u64={value}", field.name()).unwrap();
            }
        }
        let metadata = event.metadata();
        let mut line = Line(format!("{} {}", metadata.level(), metadata.target()));
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[retry(max = 2, base = "1ms")]
fn ask(results: &mut Vec<Result<u8, Failure>>) -> Result<u8, Failure> {
    results.pop().expect("one for each attempt")
}

#[derive(Clone, Debug, PartialEq, thiserror::Error, Classify)]
enum Failure {
    #[error("busy")]
    #[classify(throttled, after = 0)]
    Busy(Duration),
    #[error("wrong")]
    #[classify(permanent)]
    Wrong,
}

#[test]
fn failures_are_logged_and_successes_are_not() {
    let busy = Err(Failure::Busy(Duration::from_millis(1)));
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || {
        assert_eq!(ask(&mut vec![Ok(1)]), Ok(1));
        assert!(ask(&mut vec![busy.clone(), busy.clone()]).is_err());
        assert!(ask(&mut vec![Err(Failure::Wrong)]).is_err());
        assert_eq!(ask(&mut vec![Ok(1), busy]), Ok(1));
    });
    let (site, named) = (
        r#"function="ask" module="tracing""#,
        "retry_after:f64=0.001",
    );
    let retrying = format!(
        "WARN retry_attr message=retrying {site} attempt:u64=1 failures:u64=1 max:u64=2 kind=\"throttled\" delay:f64=0.001 {named} error=busy"
    );
    assert_eq!(
        *lines.0.lock().unwrap(),
        [
            retrying.clone(),
            format!(
                "ERROR retry_attr message=giving up {site} attempt:u64=2 failures:u64=2 max:u64=2 kind=\"throttled\" \
                 reason=attempts exhausted {named} error=busy"
            ),
            format!(
                "DEBUG retry_attr message=giving up {site} attempt:u64=1 failures:u64=1 max:u64=2 kind=\"permanent\" \
                 reason=permanent failure error=wrong"
            ),
            retrying,
            format!(
                "INFO retry_attr message=recovered {site} attempt:u64=2 failures:u64=1 max:u64=2"
            ),
        ]
    );
}

#[cfg(feature = "stream")]
#[test]
fn failures_of_an_iterator_are_logged_when_it_is_read() {
    #[retry(max = 2, base = "1ms", stream)]
    fn read() -> impl Iterator<Item = Result<u8, String>> {
        std::iter::once(Err("busy".to_owned()))
    }
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || {
        let mut items = read();
        assert!(lines.0.lock().unwrap().is_empty());
        assert_eq!(items.next(), Some(Err("busy".to_owned())));
    });
    let lines = lines.0.lock().unwrap();
    assert_eq!(lines.len(), 2);
    for line in &*lines {
        assert!(line.contains("read") && line.contains("busy"), "{line}");
    }
}

#[test]
fn a_wait_that_the_upstream_causes_is_logged() {
    static UPSTREAM: Upstream = Upstream::new("openai");
    const NAMED: Classification = Classification::throttled(Some(Duration::from_millis(20)));

    #[retry(max = 1, upstream = UPSTREAM, classify = |_| NAMED)]
    fn ask(result: &Result<u8, String>) -> Result<u8, String> {
        result.clone()
    }
    assert!(ask(&Err("busy".to_owned())).is_err());
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || {
        assert_eq!(ask(&Ok(1)), Ok(1));
    });
    let lines = lines.0.lock().unwrap();
    let [line] = &lines[..] else {
        panic!("{lines:?}");
    };
    let (what, wait) = line.split_once(" wait:f64=").unwrap();
    assert_eq!(
        what,
        "DEBUG retry_attr message=waiting function=\"ask\" module=\"tracing\" upstream=\"openai\""
    );
    let wait: f64 = wait.parse().unwrap();
    assert!(wait > 0.0 && wait <= 0.02, "{wait} s");
}
