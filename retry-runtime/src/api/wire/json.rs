//! JSON, one value after the other: on a line each, in a list, or alone.

use memchr::{memchr, memchr3};

use super::{Piece, TooLarge, is_blank};

/// What is open in JSON that is looked at byte by byte.
#[derive(Debug, Default)]
pub(in crate::api) struct Balance {
    objects: usize,
    lists: usize,
    quote: Quote,
}

#[derive(Debug, Default)]
enum Quote {
    #[default]
    Outside,
    Inside,
    /// Inside, behind a backslash.
    Escape,
}

impl Balance {
    /// Whether the first object, or all there is, ends with this byte.
    pub(in crate::api) fn ends(&mut self, byte: u8) -> bool {
        match (&self.quote, byte) {
            (Quote::Escape, _) | (Quote::Outside, b'"') => self.quote = Quote::Inside,
            (Quote::Inside, b'\\') => self.quote = Quote::Escape,
            (Quote::Inside, b'"') => self.quote = Quote::Outside,
            (Quote::Outside, b'{') => self.objects += 1,
            (Quote::Outside, b'[') => self.lists += 1,
            (Quote::Outside, b'}') => {
                self.objects = self.objects.saturating_sub(1);
                return self.objects == 0;
            }
            (Quote::Outside, b']') => {
                self.lists = self.lists.saturating_sub(1);
                return self.lists == 0 && self.objects == 0;
            }
            (Quote::Inside | Quote::Outside, _) => {}
        }
        false
    }

    /// How many bytes say nothing about what is open.
    fn skips(&self, bytes: &[u8]) -> usize {
        match self.quote {
            Quote::Inside => memchr3(b'"', b'\\', b'\n', bytes).unwrap_or(bytes.len()),
            Quote::Outside | Quote::Escape => 0,
        }
    }
}

/// Reads values, and keeps no more of them than what has arrived of one.
#[derive(Debug)]
pub(in crate::api) struct Values {
    limit: usize,
    /// No value is longer than its line.
    are_lines: bool,
    state: State,
    data: Vec<u8>,
}

#[derive(Debug)]
enum State {
    Between,
    Value(Balance),
    /// In a line that is no JSON.
    Text,
}

impl Values {
    /// A value is at most `limit` bytes long, and ends with its line if they are lines.
    pub(in crate::api) const fn new(limit: usize, are_lines: bool) -> Self {
        Self {
            limit,
            are_lines,
            state: State::Between,
            data: Vec::new(),
        }
    }

    /// The next value in `bytes`, which are taken as they are looked at; `None` if it takes more.
    pub(in crate::api) fn next(&mut self, bytes: &mut &[u8]) -> Option<Result<Piece, TooLarge>> {
        while let Some(byte) = bytes.first() {
            let (taken, is_end) = match &mut self.state {
                State::Between => {
                    if !separates(*byte) {
                        self.state = match byte {
                            b'{' => State::Value(Balance::default()),
                            _ => State::Text,
                        };
                        continue;
                    }
                    *bytes = &bytes[1..];
                    continue;
                }
                State::Value(balance) => scan(balance, bytes, self.are_lines),
                State::Text => memchr(b'\n', bytes).map_or((bytes.len(), false), |it| (it, true)),
            };
            if self.data.len() + taken > self.limit {
                *bytes = &[];
                return Some(Err(TooLarge));
            }
            self.data.extend_from_slice(&bytes[..taken]);
            *bytes = &bytes[taken..];
            if is_end {
                return self.finish().map(Ok);
            }
        }
        None
    }

    /// The value that has begun, as no more of it will come.
    pub(in crate::api) fn finish(&mut self) -> Option<Piece> {
        self.state = State::Between;
        let data = std::mem::take(&mut self.data);
        (!data.is_empty()).then_some(Piece::Event { name: None, data })
    }
}

/// How many bytes belong to the value, and whether it ends with them.
fn scan(balance: &mut Balance, bytes: &[u8], are_lines: bool) -> (usize, bool) {
    let mut at = 0;
    while at < bytes.len() {
        at += balance.skips(&bytes[at..]);
        let Some(byte) = bytes.get(at) else { break };
        if are_lines && *byte == b'\n' {
            return (at, true);
        }
        at += 1;
        if balance.ends(*byte) {
            return (at, true);
        }
    }
    (at, false)
}

/// What stands between values: blanks, what a list has, and the mark of RFC 7464.
const fn separates(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b'[' | b',' | b']' | 0x1e)
}
