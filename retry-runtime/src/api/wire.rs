//! The forms in which a body comes piece by piece, and where each piece of it ends.

mod json;
mod sse;

pub(super) use json::{Balance, Values};
pub(super) use sse::Sse;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// How the first line of an event stream begins.
const NAMES: [&[u8]; 5] = [b"event:", b"data:", b"id:", b"retry:", b":"];

/// The form of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Events,
    Json,
    Text,
}

/// One piece of a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A line that keeps the connection open, and says nothing.
    Comment,
    Event {
        name: Option<Vec<u8>>,
        data: Vec<u8>,
    },
}

/// A piece is larger than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Finds the form of a body by its first bytes, and looks at each once.
#[derive(Debug, Default)]
pub(super) struct Sniffer {
    /// So many bytes are blanks, and marks of byte order.
    at: usize,
}

impl Sniffer {
    /// The form of `body`, which is all that has arrived; `None` if it takes more to tell.
    pub(super) fn form(&mut self, body: &[u8]) -> Option<Form> {
        loop {
            let rest = &body[self.at..];
            match rest.first()? {
                b'{' | b'[' => return Some(Form::Json),
                byte if is_blank(*byte) => self.at += 1,
                _ if rest.starts_with(BOM) => self.at += BOM.len(),
                _ if BOM.starts_with(rest) => return None,
                _ => {
                    let mut names = NAMES.iter();
                    let name = names.find(|it| it.starts_with(rest) || rest.starts_with(it));
                    return match name {
                        Some(name) if name.len() > rest.len() => None,
                        Some(_) => Some(Form::Events),
                        None => Some(Form::Text),
                    };
                }
            }
        }
    }

    /// Where the body begins to say something.
    pub(super) const fn start(&self) -> usize {
        self.at
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c)
}
