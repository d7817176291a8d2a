//! Finds where a body says something, as it arrives: a JSON document, lines of JSON, or the data of an event stream.

const BOM: &[u8] = b"\xef\xbb\xbf";

const EVENT: &[u8] = b"event:";
const DATA: &[u8] = b"data:";

/// How a line of an event stream begins.
const NAMES: [&[u8]; 5] = [EVENT, DATA, b"id:", b"retry:", b":"];

/// Looks at each byte once, however many arrive at a time.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// So many bytes have been looked at.
    at: usize,
    state: State,
    /// The event that the next data belongs to is named `error`.
    is_error: bool,
    /// There are lines of an event stream, and data.
    is_stream: bool,
    has_data: bool,
}

/// What the body says next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Something else than JSON.
    Text,
    /// JSON from here on.
    Json { start: usize },
    /// The end of that JSON, or of its first object, unless it is invalid.
    JsonEnd { start: usize },
}

#[derive(Debug, Default)]
enum State {
    /// In the marks of byte order that the body may begin with.
    #[default]
    Start,
    /// In the blanks that a line may begin with.
    LineStart,
    /// In what may become one of the names.
    Name {
        start: usize,
    },
    /// Behind `event:`.
    EventName {
        start: usize,
    },
    /// Behind `data:`, in blanks.
    DataStart,
    /// In the rest of a line, which says nothing.
    Skipped,
    Json(Json),
    /// JSON that is no event has been found, so that nothing comes behind it.
    Last {
        start: usize,
    },
    /// The rest says nothing.
    End,
}

#[derive(Debug)]
struct Json {
    start: usize,
    is_event: bool,
    /// So many objects are open, and so many lists.
    objects: usize,
    lists: usize,
    quote: Quote,
}

#[derive(Debug)]
enum Quote {
    Outside,
    Inside,
    /// Inside, behind a backslash.
    Escape,
}

impl Scanner {
    /// What `body`, which is all that has arrived, says next; `None` if it takes more to tell.
    pub(super) fn next(&mut self, body: &[u8]) -> Option<Found> {
        while let Some(byte) = body.get(self.at) {
            let found = self.step(*byte, body);
            self.at += 1;
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Whether what was found last is the data of an event named `error`.
    pub(super) const fn is_error(&self) -> bool {
        self.is_error
    }

    /// So many bytes have been looked at.
    #[cfg(any(test, feature = "__http"))]
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Whether what was looked at is an event stream without an event.
    pub(super) const fn has_no_event(&self) -> bool {
        self.is_stream && !self.has_data
    }

    /// Where the JSON begins that may go on.
    pub(super) const fn unfinished(&self) -> Option<usize> {
        match self.state {
            State::Json(Json { start, .. }) | State::Last { start } => Some(start),
            _ => None,
        }
    }

    /// Looks for nothing more.
    #[cfg(any(test, feature = "__http"))]
    pub(super) fn stop(&mut self) {
        self.state = State::End;
    }

    fn step(&mut self, byte: u8, body: &[u8]) -> Option<Found> {
        match &mut self.state {
            State::Start => {
                let place = self.at % BOM.len();
                if byte == BOM[place] {
                    None
                } else if place == 0 {
                    self.in_line_start(byte, body)
                } else {
                    Some(self.text())
                }
            }
            State::LineStart => self.in_line_start(byte, body),
            State::Name { start } => {
                let start = *start;
                match byte {
                    b'\n' => self.go(State::LineStart),
                    _ if is_blank(byte) => None,
                    _ => self.in_name(&body[start..=self.at]),
                }
            }
            State::EventName { start } => {
                if byte == b'\n' {
                    self.is_error = body[*start..self.at].trim_ascii() == b"error";
                    self.state = State::LineStart;
                }
                None
            }
            State::DataStart => match byte {
                b'\n' => self.go(State::LineStart),
                _ if is_blank(byte) => None,
                b'{' | b'[' => Some(self.json(byte, true)),
                _ => Some(self.text()),
            },
            State::Skipped if byte == b'\n' => self.go(State::LineStart),
            State::Skipped | State::Last { .. } | State::End => None,
            State::Json(json) => {
                if !json.step(byte) {
                    return None;
                }
                let start = json.start;
                if body[start..].starts_with(b"[DONE]") {
                    return Some(self.text());
                }
                self.state = if json.is_event {
                    State::Skipped
                } else {
                    State::Last { start }
                };
                Some(Found::JsonEnd { start })
            }
        }
    }

    fn in_line_start(&mut self, byte: u8, body: &[u8]) -> Option<Found> {
        match byte {
            b'\n' => {
                self.is_error = false;
                self.go(State::LineStart)
            }
            _ if is_blank(byte) => self.go(State::LineStart),
            b'{' | b'[' => Some(self.json(byte, false)),
            _ => {
                self.state = State::Name { start: self.at };
                self.in_name(&body[self.at..=self.at])
            }
        }
    }

    /// `line` is what there is of it. A name that is cut says nothing yet.
    fn in_name(&mut self, line: &[u8]) -> Option<Found> {
        let mut names = NAMES.iter();
        match names.find(|name| name.starts_with(line)) {
            None => Some(self.text()),
            Some(name) if name.len() > line.len() => None,
            Some(_) if !self.is_stream => {
                self.is_stream = true;
                self.in_name(line)
            }
            Some(&EVENT) => self.go(State::EventName { start: self.at + 1 }),
            Some(&DATA) => self.go(State::DataStart),
            Some(_) => self.go(State::Skipped),
        }
    }

    fn json(&mut self, byte: u8, is_event: bool) -> Found {
        let mut json = Json {
            start: self.at,
            is_event,
            objects: 0,
            lists: 0,
            quote: Quote::Outside,
        };
        json.step(byte);
        let start = self.at;
        self.has_data = true;
        self.state = State::Json(json);
        Found::Json { start }
    }

    fn text(&mut self) -> Found {
        self.has_data = true;
        self.state = State::End;
        Found::Text
    }

    fn go(&mut self, state: State) -> Option<Found> {
        self.state = state;
        None
    }
}

impl Json {
    /// Whether the first object, or all there is, ends with this byte.
    fn step(&mut self, byte: u8) -> bool {
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
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | 0x0b | 0x0c)
}
