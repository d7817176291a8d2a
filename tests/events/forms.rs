//! However an answer is written and cut, it is read whole.

use std::time::Duration;

use retry_attr::clients::reqwest::ResponseExt;
use test_support::{Answer, Server};

use crate::failures::http;
use crate::wires::{Form, WIRES, Wire};

async fn text(answer: Answer) -> String {
    let server = Server::start([answer]);
    let mut events = http().get(&server.url).send().await.unwrap().api_events();
    let mut text = String::new();
    while let Some(event) = events.next().await {
        text += &event.unwrap().text();
    }
    text
}

/// Each with the text that it holds.
fn forms(wire: &Wire) -> Vec<(&'static str, Vec<Vec<u8>>, String)> {
    let texts = ["Hel", "lo — 世界\r\n"];
    let plain = wire.body(&wire.whole(&texts), "\n");
    let one = |body: String| vec![body.into_bytes()];
    let large = "x".repeat(1 << 20);
    let mut announced = (wire.announcements)(&large[..100 << 10]);
    announced.push((wire.output)("Hello"));
    announced.extend((wire.end)());
    // What is no JSON cannot hold the end of a line.
    let said = if wire.name == "output" {
        String::new()
    } else {
        texts.concat()
    };
    let mut forms = vec![
        ("LF", one(plain.clone()), said.clone()),
        (
            "CRLF",
            one(wire.body(&wire.whole(&texts), "\r\n")),
            said.clone(),
        ),
        ("BOM", one(format!("\u{feff}{plain}")), said.clone()),
        (
            "byte by byte",
            plain.bytes().map(|byte| vec![byte]).collect(),
            said.clone(),
        ),
        (
            "a megabyte",
            one(wire.body(&wire.whole(&[&large]), "\n")),
            wire.text(&large).to_owned(),
        ),
        (
            "large announcements",
            one(wire.body(&announced, "\n")),
            wire.text("Hello").to_owned(),
        ),
    ];
    if wire.form == Form::Sse {
        let commented = plain.replace("\n\n", "\n\n: waiting\n\n:\n\n");
        let mut lines = wire.whole(&texts);
        for event in &mut lines {
            event.data = event.data.replace(",\"", ",\ndata: \"");
        }
        let untyped = plain.trim_end().to_owned();
        forms.extend([
            (
                "CR",
                one(wire.body(&wire.whole(&texts), "\r")),
                said.clone(),
            ),
            ("comments", one(commented), said.clone()),
            ("several lines", one(wire.body(&lines, "\n")), said.clone()),
            ("no blank line at the end", one(untyped), said),
        ]);
    }
    forms
}

#[tokio::test]
async fn a_stream_is_read_however_it_is_written() {
    for wire in &WIRES {
        for (form, chunks, said) in forms(wire) {
            let start = wire.answer("").pausing(Duration::ZERO);
            let answer = chunks.into_iter().fold(start, Answer::then);
            assert_eq!(text(answer).await, said, "{}: {form}", wire.name);
        }
    }
}

/// The first token may take as long as it likes, where nothing bounds it.
#[tokio::test]
async fn a_slow_stream_is_read() {
    for wire in &WIRES {
        let body = wire.body(&wire.whole(&["Hello"]), "\n");
        let slow = wire
            .answer("")
            .then(body)
            .pausing(Duration::from_millis(300));
        assert_eq!(text(slow).await, wire.text("Hello"), "{}", wire.name);
    }
}

/// A type that is wrong or missing does no harm.
#[tokio::test]
async fn the_first_bytes_tell_the_form() {
    for wire in &WIRES {
        let body = wire.body(&wire.whole(&["Hello"]), "\n");
        let plain = wire
            .answer(body.clone())
            .header("content-type", "text/plain");
        let untyped = wire.answer(body).without("content-type");
        for answer in [plain, untyped] {
            assert_eq!(text(answer).await, wire.text("Hello"), "{}", wire.name);
        }
    }
}
