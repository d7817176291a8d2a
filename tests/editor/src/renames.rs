//! An argument is renamed wherever it is named.
//!
//! A wish: rust-analyzer 1.95 finds no use of a local below any attribute macro, be it one that changes nothing.

use serde_json::{Value, json};

use crate::client::{Editor, offset};
use crate::functions::{Form, open};
use crate::table::Table;

const FUNCTIONS: &[(&str, &str)] = &[
    (
        "#[retry]",
        "{attribute} pub {async}fn ask(pro$0mpt: String) -> Result<usize, Failure> { Ok(prompt.len()) }",
    ),
    (
        "#[retry(borrow(prompt))]",
        "{attribute} pub {async}fn ask(pro$0mpt: String) -> Result<usize, Failure> { Ok(prompt.len()) }",
    ),
    (
        "#[retry(borrow(prompt))]",
        "{attribute} pub {async}fn ask(prompt: String) -> Result<usize, Failure> { Ok(pro$0mpt.len()) }",
    ),
    (
        "#[retry(borrow(pro$0mpt))]",
        "{attribute} pub {async}fn ask(prompt: String) -> Result<usize, Failure> { Ok(prompt.len()) }",
    ),
    (
        "#[retry(policy = prompt.policy)]",
        "{attribute} pub {async}fn ask(pro$0mpt: &Client) -> Result<String, Failure> { prompt.send(String::new()) }",
    ),
    (
        "#[retry]",
        "{attribute} pub {async}fn ask((prompt, b): (String, u32)) -> Result<String, Failure> { drop(b); Ok(pro$0mpt) }",
    ),
];

pub fn check(editor: &mut Editor, table: &Table) {
    table.title("renaming an argument");
    for (attribute, function) in FUNCTIONS {
        for &form in Form::BOTH {
            let (text, cursor) = open(editor, form, attribute, function);
            let new_name = json!({ "newName": "question" });
            let answer = editor.at("textDocument/rename", cursor, new_name, &text);
            let renamed = edited(&text, &answer);
            let is_met = renamed.as_deref() == Some(&text.replace("prompt", "question"));
            let got = match &renamed {
                None => "nothing renamed".to_owned(),
                Some(renamed) => {
                    let left = renamed.matches("prompt").count();
                    format!("{left} of {} left", text.matches("prompt").count())
                }
            };
            let at = if function.contains("$0mpt:") {
                "the argument"
            } else if attribute.contains("$0") {
                "the attribute"
            } else {
                "a use"
            };
            let position = format!("{} at {at}", attribute.replace("$0", ""));
            table.wish(&position, form, "none left", &got, is_met);
        }
    }
}

/// The text after the edits.
fn edited(text: &str, answer: &Value) -> Option<String> {
    let [file] = answer["documentChanges"].as_array()?.as_slice() else {
        return None;
    };
    let mut edits: Vec<_> = file["edits"]
        .as_array()?
        .iter()
        .map(|edit| {
            let [start, end] = ["start", "end"].map(|end| offset(text, &edit["range"][end]));
            (start..end, edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        text.replace_range(range, new);
    }
    Some(text)
}
