//! Bodies that break off, are garbage, too deep or too large: the verdict is sound, the memory bounded, and what cannot be
//! read never cancels a retry.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use retry_attr::api::{ErrorKind, Provider, Reply};
use retry_attr::{ApiError, Classify};

use crate::{HTML, Row, Verdict, header_map, judged, services, status};

const KEPT: usize = 64 * 1024;

const STATUSES: [u16; 16] = [
    400, 401, 402, 403, 404, 408, 409, 424, 425, 429, 498, 500, 502, 503, 504, 529,
];

fn error(provider: Provider, code: u16, body: &[u8]) -> Result<(), ApiError> {
    Reply::new(status(code), &header_map([]), body)
        .provider(provider)
        .check()
}

fn verdict(provider: Provider, code: u16, body: &[u8]) -> Verdict {
    judged(&error(provider, code, body).unwrap_err()).1
}

#[test]
fn the_status_decides_what_cannot_be_read() {
    let garbage: Vec<Vec<u8>> = [
        HTML,
        "<!doctype html><title>\u{fffd}</title>",
        "upstream connect error or disconnect/reset before headers",
        " \r\n\t",
        "null",
        "true",
        "-0",
        "1e999",
        "[]",
        "[1,[2,[]],{}]",
        r#"["insufficient_quota"]"#,
        r#""insufficient_quota""#,
        "{}",
        "{",
        "}",
        r#"{"error"#,
        r#"{"error":"#,
        r#"{"error":null}"#,
        r#"{"error":[]}"#,
        r#"{"error":{"code":{},"type":[],"status":-1}}"#,
        r#"{"error":{"code":"insuffi"#,
        r#"{"error":{"details":[{"retryDelay":"inf"},{"retryDelay":-5},{"retryDelay":{"seconds":-1,"nanos":0}}]}}"#,
        r#"{"error":{"resets_at":"tomorrow"}}"#,
        r"{'error':{'code':'insufficient_quota'}}",
        "event: error\n",
        "data:",
        "data: [DONE]",
        "\u{feff}",
    ]
    .into_iter()
    .map(|text| text.as_bytes().to_vec())
    .chain([
        b"\xff\xfe{\x00\"\x00".to_vec(),
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56".to_vec(),
        vec![0; 1000],
        (0..=255).collect(),
    ])
    .collect();
    for code in STATUSES {
        assert_as_empty(code, &garbage);
    }
    let deep = ["[", r#"{"x":"#, r#"{"error":"#].map(|part| part.repeat(100_000).into_bytes());
    assert_as_empty(400, &deep);
    assert_as_empty(429, &deep);
}

fn assert_as_empty(code: u16, garbage: &[Vec<u8>]) {
    for provider in services().map(|service| service.provider) {
        let expected = verdict(provider, code, b"");
        for body in garbage {
            let start = String::from_utf8_lossy(&body[..body.len().min(99)]);
            assert_eq!(
                verdict(provider, code, body),
                expected,
                "{provider:?} {code} {start}"
            );
        }
    }
}

/// Whether it is retried, and as what: the wait may stand behind what decides.
fn decision(verdict: Verdict) -> (bool, ErrorKind) {
    (verdict.0.is_retryable(), verdict.1)
}

#[test]
fn a_body_cut_anywhere_is_judged_by_its_status_or_as_the_whole() {
    for service in services() {
        for row in (service.rows)() {
            let whole = decision(row.verdict);
            // With 200 there is no error yet, and then one that says nothing.
            let by_status = match row.status {
                200 => (true, ErrorKind::Server),
                _ => decision(with_body(&row, service.provider, b"").unwrap()),
            };
            // A type so general that it counts with 200 only may come before the code.
            let is_general = |verdict: (bool, ErrorKind)| row.status == 200 && verdict.0 == whole.0;
            let mut is_decided = whole == by_status;
            for end in 0..=row.body.len() {
                let verdict = with_body(&row, service.provider, &row.body.as_bytes()[..end]);
                // A stream that ends before its first event.
                let is_event = |it: &Verdict| it.1 != ErrorKind::Cut || it.1 == whole.1;
                let Some(verdict) = verdict.filter(is_event) else {
                    assert!(
                        row.status == 200 && !is_decided || whole == by_status,
                        "{end} of {row}"
                    );
                    continue;
                };
                let verdict = decision(verdict);
                let is_early = !is_decided && (verdict == by_status || is_general(verdict));
                assert!(
                    verdict == whole || is_early,
                    "{verdict:?} at {end} of {row}"
                );
                is_decided |= verdict == whole;
            }
            assert!(is_decided, "{row}");
        }
    }
}

fn with_body(row: &Row, provider: Provider, body: &[u8]) -> Option<Verdict> {
    let headers = header_map(&row.headers);
    let error = Reply::new(status(row.status), &headers, body)
        .provider(provider)
        .check()
        .err()?;
    Some(judged(&error).1)
}

#[test]
fn garbage_behind_and_within_does_not_matter() {
    for service in services() {
        for row in (service.rows)() {
            let Some(end) = row.body.rfind('}') else {
                continue;
            };
            let behind = |garbage: &[u8]| {
                [
                    &row.body.as_bytes()[..end],
                    garbage,
                    &row.body.as_bytes()[end..],
                ]
                .concat()
            };
            for garbage in [
                r#","x":""#.as_bytes(),
                b",",
                b",\"x\":\"\xff\xc0\"",
                &[b",\"x\":", "[".repeat(10_000).as_bytes()].concat(),
                &[b",\"x\":", r#"{"x":"#.repeat(10_000).as_bytes()].concat(),
            ] {
                let verdict = with_body(&row, service.provider, &behind(garbage));
                assert_eq!(verdict, Some(row.verdict), "{row}");
            }
            let invalid = String::from_utf8_lossy(b"\xff\xfe\x80");
            let Some((before, behind)) = row.body.split_once("It failed.") else {
                continue;
            };
            let within = [before.as_bytes(), b"\xff\xfe\x80", behind.as_bytes()].concat();
            let headers = header_map(&row.headers);
            let error = Reply::new(status(row.status), &headers, &within)
                .provider(service.provider)
                .into_error();
            assert_eq!(judged(&error).1, row.verdict, "{row}");
            let message = error.message().unwrap();
            assert!(message.starts_with(&*invalid), "{row}");
        }
    }
}

struct Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.set(HELD.get() + size(layout));
        PEAK.set(PEAK.get().max(HELD.get()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.set(HELD.get() - size(layout));
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[allow(clippy::cast_possible_wrap)] // no layout is larger than `isize::MAX`
const fn size(layout: Layout) -> isize {
    layout.size() as isize
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// What `work` and its result hold at most, and what the result holds.
fn memory<T>(work: impl FnOnce() -> T) -> (T, usize, usize) {
    let before = HELD.get();
    PEAK.set(before);
    let result = work();
    let bytes = |held: isize| usize::try_from(held - before).unwrap();
    (result, bytes(PEAK.get()), bytes(HELD.get()))
}

#[test]
fn a_body_of_ten_megabytes_takes_no_more_than_its_start() {
    const SIZE: usize = 10 << 20;
    let fill = |start: &str, part: &str| {
        [start, &part.repeat(SIZE / part.len())]
            .concat()
            .into_bytes()
    };
    let bodies = [
        fill("", "x"),
        fill("", " "),
        fill("", "["),
        fill("", "\n"),
        fill("", "data: "),
        fill("", r#"{"error":"#),
        fill("<title>", "x"),
        fill(r#"{"error":{"message":""#, "x"),
        fill(r#"{"error":{"message":""#, "\\u0041"),
        fill(r#"{"error":{"message":""#, "sk-proj-0123456789 "),
        fill(r#"{"error":["#, r#"{"code":"a","type":"b","message":"c"},"#),
        fill(r#"{"message":""#, "try again in "),
        fill(r#"{""#, "k"),
        fill("{", r#""error":{"code":"a"},"#),
        vec![0xff; SIZE],
        [br#"{"error":{"message":""#, vec![0xff; SIZE].as_slice()].concat(),
        // A message that fills what is kept, and three bytes for each that is none.
        fill(
            &format!(r#"{{"error":{{"message":"{}"}}}}"#, "x".repeat(KEPT - 99)),
            " ",
        ),
        [
            br#"{"error":{"message":""#,
            vec![0xff; KEPT - 99].as_slice(),
            br#""}}"#,
            vec![b' '; SIZE].as_slice(),
        ]
        .concat(),
    ];
    for body in &bodies {
        let start = String::from_utf8_lossy(&body[..40]);
        for service in services() {
            let (result, peak, held) = memory(|| error(service.provider, 429, body));
            let error = result.unwrap_err();
            assert!(error.classify().is_retryable(), "{start}");
            assert_eq!(error.body().len(), KEPT);
            assert!(peak <= 16 * KEPT, "{peak} bytes at most of {start}");
            assert!(held <= 5 * KEPT, "{held} bytes kept of {start}");
            let (result, peak, _) = memory(|| self::error(service.provider, 200, body));
            drop(result);
            assert!(peak <= 16 * KEPT, "{peak} bytes at most of {start}");
        }
    }
}

#[test]
fn what_stands_before_ten_megabytes_decides() {
    for service in services() {
        for row in (service.rows)() {
            let Some(end) = row.body.rfind('}') else {
                continue;
            };
            let body = [
                &row.body[..end],
                ",\"x\":\"",
                &"x".repeat(200 << 10),
                "\"",
                &row.body[end..],
            ]
            .concat();
            assert_eq!(
                with_body(&row, service.provider, body.as_bytes()),
                Some(row.verdict),
                "{row}"
            );
        }
    }
}

#[test]
fn what_a_person_is_shown_is_short() {
    let long = "слово ".repeat(2_000);
    let body = format!(r#"{{"error":{{"message":"{long}"}},"request_id":"{long}"}}"#);
    let error = error(Provider::OpenAi, 400, body.as_bytes()).unwrap_err();
    let message = error.message().unwrap();
    assert_eq!(message.chars().count(), 2_001);
    assert!(message.ends_with('…'));
    assert!(error.to_string().chars().count() < 2_300, "{error}");
    assert!(body.as_bytes().starts_with(error.body()));
}
