//! The functions that the editor is asked about, with the cursor at `$0`.

use std::fmt;

use crate::client::Editor;

#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    Sync,
    Async,
}

impl Form {
    pub const BOTH: &[Self] = &[Self::Sync, Self::Async];
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Sync => "sync",
            Self::Async => "async",
        })
    }
}

/// A text that begins with the attribute.
pub const PROBE: &str =
    "#[retry_attr::retry] pub fn probe() -> Result<(), crate::Failure> { Ok(()) }";

/// A function to write options above, or a method if they name its receiver.
pub fn around(options: &str) -> &'static str {
    if options.contains("self.") {
        METHOD
    } else if options.starts_with("stream") {
        STREAM
    } else {
        FUNCTION
    }
}

const FUNCTION: &str = "\
{attribute}
pub {async}fn ask(client: &Client, prompt: String) -> Result<String, Failure> {
    client.send(prompt)
}
";

const STREAM: &str = "\
{attribute}
pub {async}fn ask(client: &Client, prompt: String) -> Result<impl {items}<Item = Result<String, Failure>>, Failure> {
    client.words(prompt)
}
";

const METHOD: &str = "\
impl Client {
    {attribute}
    pub {async}fn ask(&self, prompt: String) -> Result<String, Failure> {
        self.send(prompt)
    }
}
";

/// A block with two methods to retry.
pub const BLOCK: &str = "\
{attribute}
impl Client {
    pub {async}fn ask(&self, prompt: String) -> Result<String, Failure> {
        self.send(prompt)
    }

    pub {async}fn tell(&self, prompt: String) -> Result<String, Failure> {
        self.send(prompt)
    }
}
";

/// Opens a function, and returns the text without the cursor, and where that was.
pub fn open(editor: &mut Editor, form: Form, attribute: &str, function: &str) -> (String, usize) {
    let (form, keyword, items) = match form {
        Form::Sync => ("blocking", "", "Iterator"),
        Form::Async => ("asynchronous", "async ", "futures_core::Stream"),
    };
    let function = function
        .replace("{attribute}", attribute)
        .replace("{async}", keyword)
        .replace("{items}", items);
    let text = format!(
        "#![allow(unused_imports)]\n\
        use std::time::Duration;\n\
        use retry_attr::{{Backoff, Jitter, Policy, policies, retry}};\n\
        use crate::*;\n\
        use crate::{form}::{{other, snooze}};\n\n\
        {function}"
    );
    let cursor = text.find("$0").unwrap_or(0);
    let text = text.replace("$0", "");
    editor.write(&text);
    (text, cursor)
}

/// What stands near the cursor.
pub fn near_cursor(function: &str) -> String {
    let shown = function.replace("{attribute} ", "").replace("{async}", "");
    let cursor = shown.find("$0").unwrap();
    let near = cursor.saturating_sub(22)..(cursor + 20).min(shown.len());
    shown[near].to_owned()
}
