//! Where a body says something: a JSON document, lines of JSON, or the data of an event stream.

/// A piece of a body that says something.
pub(super) struct Payload<'a> {
    /// All of the body from there on.
    pub(super) text: &'a str,
    /// It is the data of an event of the name `error`.
    pub(super) is_error: bool,
}

impl Payload<'_> {
    pub(super) fn is_json(&self) -> bool {
        self.text.starts_with('{')
            || (self.text.starts_with('[') && !self.text.starts_with("[DONE]"))
    }
}

/// What an event stream holds besides data.
const NAMES: [&str; 4] = [":", "event:", "id:", "retry:"];

/// The data of each event; of anything else, all of it. Names that are cut at the end of what has arrived say nothing
/// yet.
pub(super) fn payloads(body: &str) -> impl Iterator<Item = Payload<'_>> {
    let mut rest = body.trim_start_matches('\u{feff}');
    let mut is_error = false;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let line_and_rest = rest;
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            rest = after;
            let line = line.trim();
            if line.is_empty() {
                is_error = false;
            } else if let Some(name) = line.strip_prefix("event:") {
                is_error = name.trim() == "error";
            } else if let Some(data) = line.strip_prefix("data:") {
                if !data.trim().is_empty() {
                    let (_, text) = line_and_rest.split_once("data:")?;
                    let text = text.trim_start();
                    return Some(Payload { text, is_error });
                }
            } else if !is_name(line) {
                let text = line_and_rest.trim_start();
                rest = "";
                return Some(Payload { text, is_error });
            }
        }
        None
    })
}

fn is_name(line: &str) -> bool {
    let mut names = NAMES.iter();
    names.any(|name| line.starts_with(name) || name.starts_with(line)) || "data:".starts_with(line)
}
