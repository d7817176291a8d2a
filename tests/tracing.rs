//! The feature `tracing`: one event a retry and one a give-up, with fields a log can be searched by.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use retry_attr::retry;
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
                // The time differs from run to run.
                if field.name() != "elapsed" {
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
