//! A server that takes a number of requests per second, and refuses others the way OpenAI does.

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How a server names the wait.
#[derive(Clone, Copy, Debug)]
pub enum Wait {
    /// In whole seconds, rounded up.
    Seconds,
    /// To the millisecond.
    Millis,
    /// Not at all.
    Unnamed,
}

impl Wait {
    fn header(self, wait: Duration) -> String {
        let millis = wait.as_millis() + 1;
        match self {
            Self::Seconds => format!("retry-after: {}\r\n", millis.div_ceil(1_000)),
            Self::Millis => format!("retry-after-ms: {millis}\r\n"),
            Self::Unnamed => String::new(),
        }
    }
}

/// A token bucket: one token per request.
struct Bucket {
    per_second: f64,
    level: f64,
    filled: Instant,
}

impl Bucket {
    /// Takes a token, or returns how long it takes until there is one.
    fn take(&mut self) -> Option<Duration> {
        let more = self.per_second * self.filled.elapsed().as_secs_f64();
        self.filled = Instant::now();
        self.level = (self.level + more).min(self.per_second);
        if self.level >= 1.0 {
            self.level -= 1.0;
            return None;
        }
        Some(Duration::from_secs_f64(
            (1.0 - self.level) / self.per_second,
        ))
    }
}

/// Starts a server in this process that takes a number of requests per second, and as many in a burst, and returns its URL.
/// An answer takes `latency` and is `body`. A refusal comes immediately.
///
/// # Panics
///
/// If no port is free.
pub fn start(per_second: f64, latency: Duration, wait: Wait, body: &'static str) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("a port");
    let bucket = Arc::new(Mutex::new(Bucket {
        per_second,
        level: per_second,
        filled: Instant::now(),
    }));
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let bucket = bucket.clone();
            // A client that goes away ends it.
            thread::spawn(move || serve(&connection, &bucket, latency, wait, body).ok());
        }
    });
    format!("http://{address}")
}

fn serve(
    mut to: &TcpStream,
    bucket: &Mutex<Bucket>,
    latency: Duration,
    names: Wait,
    body: &str,
) -> Result<()> {
    to.set_nodelay(true)?;
    let mut from = BufReader::new(to);
    loop {
        let mut length = 0;
        let mut line = String::new();
        while from.read_line(&mut line)? > 0 && line.trim_end() != "" {
            let header = line.to_ascii_lowercase();
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        if line.is_empty() {
            return Ok(());
        }
        from.by_ref().take(length).read_to_end(&mut Vec::new())?;
        let wait = bucket.lock().unwrap_or_else(PoisonError::into_inner).take();
        if wait.is_none() {
            thread::sleep(latency);
        }
        let (status, wait, body) = match wait {
            None => ("200 OK", String::new(), body),
            Some(wait) => (
                "429 Too Many Requests",
                names.header(wait),
                r#"{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}"#,
            ),
        };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{wait}\r\n"
        );
        to.write_all((head + body).as_bytes())?;
    }
}
