//! The feature `tracing`: one event a retry and one a give-up, with fields a log can be searched by.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use retry_attr::{Classification, Upstream, retry};
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
fn ask(result: &Result<u8, String>) -> Result<u8, String> {
    result.clone()
}

#[test]
fn failures_are_logged_and_successes_are_not() {
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || {
        assert_eq!(ask(&Ok(1)), Ok(1));
        assert!(ask(&Err("busy".to_owned())).is_err());
    });
    assert_eq!(
        *lines.0.lock().unwrap(),
        [
            "WARN retry_attr message=retrying function=\"ask\" module=\"tracing\" attempt=1 max=2 delay=1ms error=busy",
            "ERROR retry_attr message=giving up function=\"ask\" module=\"tracing\" attempt=2 max=2 \
             reason=attempts exhausted error=busy",
        ]
    );
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
    assert_eq!(
        *lines.0.lock().unwrap(),
        [
            "DEBUG retry_attr message=waiting function=\"ask\" module=\"tracing\" upstream=\"openai\""
        ]
    );
}
