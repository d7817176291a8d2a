//! A client of rust-analyzer: the few messages of the Language Server Protocol that the test needs.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// How long to wait for any message. Only a server that hangs is silent for so long: it builds the macros meanwhile.
const SILENCE: Duration = Duration::from_secs(10 * 60);

/// rust-analyzer on the fixture, with one file open.
pub struct Editor {
    server: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    last_id: u64,
    version: u64,
    file: String,
}

impl Editor {
    /// Starts the server, and waits until it has built and loaded the macros.
    ///
    /// `probe` is a text of the open file that begins with an attribute.
    pub fn start(fixture: &Path, file: &str, target: &Path, probe: &str) -> Self {
        let mut server = Command::new("rust-analyzer")
            .env("CARGO_TARGET_DIR", target)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{NO_ANSWER}: {error}"));
        let input = server.stdin.take().unwrap();
        let output = BufReader::new(server.stdout.take().unwrap());
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut output = output;
            while let Ok(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let uri = |path: &Path| format!("file://{}", path.display());
        let mut editor = Self {
            server,
            input,
            messages,
            last_id: 0,
            version: 0,
            file: uri(&fixture.join(file)),
        };
        editor.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": uri(fixture),
                "capabilities": {
                    "experimental": { "serverStatusNotification": true },
                    "textDocument": { "hover": { "contentFormat": ["plaintext"] } },
                },
                "initializationOptions": {
                    "checkOnSave": false,
                    "cachePriming": { "enable": false },
                    "procMacro": { "enable": true },
                },
            }),
        );
        editor.notify("initialized", json!({}));
        editor.notify(
            "textDocument/didOpen",
            json!({
                "textDocument": {
                    "uri": editor.file, "languageId": "rust", "version": 0, "text": probe,
                },
            }),
        );
        editor.wait_for_macros();
        editor
    }

    /// Until the attribute is expanded, as the server may call itself ready before it has the macros.
    fn wait_for_macros(&mut self) {
        loop {
            let status = self.next();
            if status["method"] != "experimental/serverStatus"
                || status["params"]["quiescent"] != true
            {
                continue;
            }
            assert_eq!(status["params"]["health"], "ok", "{}", status["params"]);
            let expanded = self.at("rust-analyzer/expandMacro", 2, json!({}), "#[retry]");
            if expanded["expansion"]
                .as_str()
                .is_some_and(|code| code.contains("__private"))
            {
                return;
            }
        }
    }

    /// Replaces the text of the open file.
    pub fn write(&mut self, text: &str) {
        self.version += 1;
        self.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": self.file, "version": self.version },
                "contentChanges": [{ "text": text }],
            }),
        );
    }

    /// Asks about an offset of the text.
    pub fn at(&mut self, method: &str, offset: usize, more: Value, text: &str) -> Value {
        let mut params = json!({
            "textDocument": { "uri": self.file },
            "position": position(text, offset),
        });
        if let (Some(params), Value::Object(more)) = (params.as_object_mut(), more) {
            params.extend(more);
        }
        self.request(method, params)
    }

    /// Asks about all of the text.
    pub fn of_all(&mut self, method: &str, text: &str) -> Value {
        let params = json!({
            "textDocument": { "uri": self.file },
            "range": { "start": position(text, 0), "end": position(text, text.len()) },
        });
        self.request(method, params)
    }

    /// Asks until there is an answer: one that a change overtook is an error.
    fn request(&mut self, method: &str, params: Value) -> Value {
        const CONTENT_MODIFIED: i64 = -32801;
        const SERVER_CANCELLED: i64 = -32802;
        loop {
            self.last_id += 1;
            let id = self.last_id;
            self.send(json!({ "id": id, "method": method, "params": params }));
            let mut answer = loop {
                let message = self.next();
                if message["id"] == id {
                    break message;
                }
            };
            match answer["error"]["code"].as_i64() {
                None => return answer["result"].take(),
                Some(CONTENT_MODIFIED | SERVER_CANCELLED) => {}
                Some(_) => return answer,
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "method": method, "params": params }));
    }

    /// The next message that is not a request of the server, whose requests are granted.
    fn next(&mut self) -> Value {
        loop {
            let message = self.messages.recv_timeout(SILENCE).expect(NO_ANSWER);
            if message["method"].is_null() || message["id"].is_null() {
                return message;
            }
            self.send(json!({ "id": message["id"], "result": null }));
        }
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let message = message.to_string();
        write!(
            self.input,
            "Content-Length: {}\r\n\r\n{message}",
            message.len()
        )
        .and_then(|()| self.input.flush())
        .expect(NO_ANSWER);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

const NO_ANSWER: &str = "no answer of rust-analyzer; `rustup component add rust-analyzer rust-src` installs what the test needs";

/// One message.
fn read(input: &mut impl BufRead) -> io::Result<Value> {
    let mut length = 0;
    loop {
        let mut header = String::new();
        if input.read_line(&mut header)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match header.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().unwrap(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    Ok(serde_json::from_slice(&body)?)
}

/// Line and column. The texts are ASCII, so a byte is a column.
fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": before.matches('\n').count(), "character": column })
}

/// The text of the range of a file, as the server names them.
pub fn quoted<'a>(text: &'a str, range: &Value) -> &'a str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

/// The inverse of [`position`].
pub fn offset(text: &str, position: &Value) -> usize {
    let number = |name| usize::try_from(position[name].as_u64().unwrap()).unwrap();
    let line_start: usize = text
        .split_inclusive('\n')
        .take(number("line"))
        .map(str::len)
        .sum();
    line_start + number("character")
}
