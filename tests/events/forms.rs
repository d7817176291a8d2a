//! How the form of a stream is known, and where its last event may end.

use retry_attr::clients::reqwest::ResponseExt;
use test_support::{Answer, Server};

use crate::failures::http;
use crate::wires::{Wire, wires};

async fn text(answer: Answer) -> String {
    let server = Server::start([answer]);
    let mut events = http().get(&server.url).send().await.unwrap().api_events();
    let mut text = String::new();
    while let Some(event) = events.next().await {
        text += &event.unwrap().text();
    }
    text
}

fn body(wire: &Wire) -> String {
    wire.body(&wire.whole(&["Hello"]), "\n")
}

/// A type that is wrong or missing does no harm.
#[tokio::test]
async fn the_first_bytes_tell_the_form() {
    for wire in wires() {
        let plain = wire.answer(body(wire));
        let plain = plain.header("content-type", "text/plain");
        let untyped = wire.answer(body(wire)).without("content-type");
        for answer in [plain, untyped] {
            assert_eq!(text(answer).await, wire.text("Hello"), "{}", wire.name);
        }
    }
}

#[tokio::test]
async fn the_last_event_needs_no_blank_line() {
    for wire in wires() {
        let answer = wire.answer(body(wire).trim_end());
        assert_eq!(text(answer).await, wire.text("Hello"), "{}", wire.name);
    }
}
