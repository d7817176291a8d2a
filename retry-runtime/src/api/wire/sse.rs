//! Server-sent events, as the WHATWG's specification delimits them, in any pieces.
//!
//! A line that begins as JSON does counts as data, and so do the lines behind it that are no fields: gateways, and Gemini,
//! put their errors so into a stream. llama.cpp's server has called the field of an error `error`.

use memchr::memchr2;

use super::{Piece, TooLarge};

/// Reads events, and keeps no more of them than what has arrived of one.
#[derive(Debug)]
pub(in crate::api) struct Sse {
    limit: usize,
    /// What has arrived of a line.
    line: Vec<u8>,
    /// The line before ended with a carriage return, which a line feed may belong to.
    is_behind_return: bool,
    name: Option<Vec<u8>>,
    data: Option<Vec<u8>>,
    /// The data is JSON that no field holds.
    is_bare: bool,
}

impl Sse {
    /// A line and the event that it belongs to are at most `limit` bytes long.
    pub(in crate::api) const fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            is_behind_return: false,
            name: None,
            data: None,
            is_bare: false,
        }
    }

    /// The next piece in `bytes`, which are taken as they are looked at; `None` if it takes more.
    pub(in crate::api) fn next(&mut self, bytes: &mut &[u8]) -> Option<Result<Piece, TooLarge>> {
        while let Some(first) = bytes.first() {
            if std::mem::take(&mut self.is_behind_return) && *first == b'\n' {
                *bytes = &bytes[1..];
                continue;
            }
            let end = memchr2(b'\n', b'\r', bytes);
            let line = &bytes[..end.unwrap_or(bytes.len())];
            if self.is_too_large(line.len()) {
                *bytes = &[];
                return Some(Err(TooLarge));
            }
            let Some(end) = end else {
                self.line.extend_from_slice(line);
                *bytes = &[];
                break;
            };
            self.is_behind_return = bytes[end] == b'\r';
            *bytes = &bytes[end + 1..];
            if let Some(piece) = self.end_line(line) {
                return Some(Ok(piece));
            }
        }
        None
    }

    /// The event that no blank line ends, as no more will come.
    pub(in crate::api) fn finish(&mut self) -> Option<Piece> {
        self.end_line(b"").or_else(|| self.end_event())
    }

    fn is_too_large(&self, more: usize) -> bool {
        let kept = [&self.name, &self.data].map(|it| it.as_ref().map_or(0, Vec::len));
        kept.iter().sum::<usize>() + self.line.len() + more > self.limit
    }

    fn end_line(&mut self, rest: &[u8]) -> Option<Piece> {
        if self.line.is_empty() {
            return self.read(rest);
        }
        let mut line = std::mem::take(&mut self.line);
        line.extend_from_slice(rest);
        self.read(&line)
    }

    fn read(&mut self, line: &[u8]) -> Option<Piece> {
        match line {
            [] => return self.end_event(),
            [b':', ..] => return Some(Piece::Comment),
            [b'{' | b'[', ..] => {
                self.is_bare = true;
                self.add(line);
            }
            _ => {
                let (name, value) = field(line);
                match name {
                    b"data" => self.add(value),
                    b"error" => {
                        self.name = Some(name.to_vec());
                        self.add(value);
                    }
                    b"event" => self.name = Some(value.to_vec()).filter(|it| !it.is_empty()),
                    b"id" | b"retry" => {}
                    _ if self.is_bare => self.add(line),
                    _ => {}
                }
            }
        }
        None
    }

    fn add(&mut self, data: &[u8]) {
        match &mut self.data {
            Some(before) => {
                before.push(b'\n');
                before.extend_from_slice(data);
            }
            None => self.data = Some(data.to_vec()),
        }
    }

    /// An event without data is none.
    fn end_event(&mut self) -> Option<Piece> {
        self.is_bare = false;
        let name = self.name.take();
        let data = self.data.take()?;
        Some(Piece::Event { name, data })
    }
}

/// The name of a field, and its value without the blank before it.
fn field(line: &[u8]) -> (&[u8], &[u8]) {
    let Some(colon) = line.iter().position(|byte| *byte == b':') else {
        return (line, b"");
    };
    let value = &line[colon + 1..];
    (&line[..colon], value.strip_prefix(b" ").unwrap_or(value))
}
