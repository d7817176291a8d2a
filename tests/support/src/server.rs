//! An HTTP server on loopback that answers from a script and notes when it was asked.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// One answer.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    /// Each is sent by itself.
    chunks: Vec<Vec<u8>>,
    pause: Duration,
    end: End,
}

/// What comes after the last chunk.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Close,
    Break,
    Stall,
    Flow,
    /// There is not even a status.
    HangUp,
}

impl Answer {
    /// A body of JSON, unless [`Answer::header`] says otherwise.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            chunks: vec![body.into()],
            // So that the chunks do not arrive as one.
            pause: Duration::from_millis(20),
            end: End::Close,
        }
    }

    /// Sets a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(it, _)| *it != name);
        self.headers.push((name, value.into()));
        self
    }

    /// Leaves a header out.
    #[must_use]
    pub fn without(mut self, name: &'static str) -> Self {
        self.headers.retain(|(it, _)| *it != name);
        self
    }

    /// Adds a chunk to the body.
    #[must_use]
    pub fn then(mut self, chunk: impl Into<Vec<u8>>) -> Self {
        self.chunks.push(chunk.into());
        self
    }

    /// Leaves out the last chunk, such as the mark of the end.
    #[must_use]
    pub fn without_last(mut self) -> Self {
        self.chunks.pop();
        self
    }

    /// Waits for `pause` before each chunk, where there are several.
    #[must_use]
    pub fn pausing(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// Breaks the connection where the body would go on.
    #[must_use]
    pub fn breaking_off(mut self) -> Self {
        self.end = End::Break;
        self
    }

    /// Reads the request, and closes the connection without a word.
    #[must_use]
    pub fn hanging_up() -> Self {
        Self {
            end: End::HangUp,
            ..Self::new(0, "")
        }
    }

    /// Never ends the body.
    #[must_use]
    pub fn stalling(mut self) -> Self {
        self.end = End::Stall;
        self
    }

    /// Repeats the last chunk until the client has gone, which [`Server::left`] counts.
    #[must_use]
    pub fn flowing(mut self) -> Self {
        self.end = End::Flow;
        self
    }

    fn send(&self, mut to: TcpStream) -> io::Result<()> {
        if self.end == End::HangUp {
            return Ok(());
        }
        let mut head = format!("HTTP/1.1 {} \r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if let ([body], End::Close) = (&*self.chunks, self.end) {
            let _ = write!(head, "content-length: {}\r\n\r\n", body.len());
            return to.write_all(&[head.as_bytes(), body].concat());
        }
        head += "transfer-encoding: chunked\r\n\r\n";
        to.write_all(head.as_bytes())?;
        // A chunk without bytes would end the body.
        for chunk in self.chunks.iter().filter(|it| !it.is_empty()) {
            thread::sleep(self.pause);
            let length = format!("{:x}\r\n", chunk.len());
            to.write_all(&[length.as_bytes(), chunk, b"\r\n"].concat())?;
        }
        thread::sleep(self.pause);
        match self.end {
            End::Close => to.write_all(b"0\r\n\r\n"),
            End::Break | End::HangUp => Ok(()),
            // Until the client has gone.
            End::Stall => to.read(&mut [0]).map(drop),
            End::Flow => loop {
                thread::sleep(self.pause);
                let chunk = self.chunks.last().map_or(&[][..], |it| it);
                let length = format!("{:x}\r\n", chunk.len());
                to.write_all(&[length.as_bytes(), chunk, b"\r\n"].concat())?;
            },
        }
    }
}

/// A request that came.
struct Request {
    at: Instant,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    /// Reads a request whose body, if it has one, says how long it is.
    fn read(from: &TcpStream) -> io::Result<Self> {
        let mut from = BufReader::new(from);
        let mut headers = Vec::new();
        let mut line = String::new();
        from.read_line(&mut line)?;
        let at = Instant::now();
        loop {
            line.clear();
            from.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut request = Self {
            at,
            headers,
            body: Vec::new(),
        };
        let length = request
            .header("content-length")
            .and_then(|it| it.parse().ok());
        from.take(length.unwrap_or(0))
            .read_to_end(&mut request.body)?;
        Ok(request)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(it, _)| it == name)
            .map(|(_, value)| &**value)
    }
}

/// A server on threads of its own, which runs until the process ends. It answers every method and path alike.
pub struct Server {
    /// The root, without a slash at its end.
    pub url: String,
    script: Arc<Script>,
}

struct Script {
    answers: Vec<Answer>,
    requests: Mutex<Vec<Request>>,
    left: AtomicUsize,
    is_stopped: AtomicBool,
}

impl Script {
    fn answer(&self, connection: TcpStream) -> io::Result<()> {
        let request = Request::read(&connection)?;
        let mut requests = self.requests();
        let next = requests.len().min(self.answers.len() - 1);
        requests.push(request);
        drop(requests);
        let sent = self.answers[next].send(connection);
        if sent.is_err() {
            self.left.fetch_add(1, Relaxed);
        }
        sent
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Server {
    /// Answers in this order; the last answer is repeated.
    ///
    /// # Panics
    ///
    /// If there is no port to listen to, or no answer.
    pub fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let script = Arc::new(Script {
            answers: answers.into_iter().collect(),
            requests: Mutex::default(),
            left: AtomicUsize::new(0),
            is_stopped: AtomicBool::new(false),
        });
        assert!(!script.answers.is_empty(), "a script has an answer");
        let listener = listen();
        let url = url(&listener);
        let server = Self {
            url,
            script: Arc::clone(&script),
        };
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                if script.is_stopped.load(Relaxed) {
                    break;
                }
                let script = Arc::clone(&script);
                thread::spawn(move || script.answer(connection));
            }
        });
        server
    }

    /// Stops listening. Not needed, unless a process starts very many servers.
    pub fn stop(self) {
        self.script.is_stopped.store(true, Relaxed);
        // Wakes the thread that listens.
        let _ = TcpStream::connect(self.url.trim_start_matches("http://"));
    }

    /// How many requests came.
    #[must_use]
    pub fn count(&self) -> usize {
        self.script.requests().len()
    }

    /// How many clients went before their answer ended.
    #[must_use]
    pub fn left(&self) -> usize {
        self.script.left.load(Relaxed)
    }

    /// How long after the request before it each request came.
    #[must_use]
    pub fn gaps(&self) -> Vec<Duration> {
        let requests = self.script.requests();
        let pairs = requests.windows(2);
        pairs.map(|pair| pair[1].at - pair[0].at).collect()
    }

    /// A header of a request, counted from 0.
    ///
    /// # Panics
    ///
    /// If there is no such request, or no such header in it.
    #[must_use]
    pub fn header(&self, request: usize, name: &str) -> String {
        let requests = self.script.requests();
        let value = requests[request].header(name);
        value.expect("the header").to_owned()
    }

    /// The body of a request, counted from 0.
    ///
    /// # Panics
    ///
    /// If there is no such request.
    #[must_use]
    pub fn body(&self, request: usize) -> Vec<u8> {
        self.script.requests()[request].body.clone()
    }
}

/// A URL where nobody listens.
#[must_use]
pub fn nowhere() -> String {
    url(&listen())
}

fn listen() -> TcpListener {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port")
}

fn url(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().expect("it is bound"))
}
