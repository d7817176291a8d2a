//! The types that the editor shows are those of the function.

use serde_json::{Value, json};

use crate::client::{Editor, offset};
use crate::functions::{Form, open};
use crate::table::Table;

/// Functions in which every hint is what it is without the attribute.
const FUNCTIONS: &[&str] = &[
    "{attribute} pub {async}fn ask((mut a, _): (String, u32)) -> Result<String, Failure> { a.push('.'); Ok(a) }",
    "{attribute} pub {async}fn ask((a, b): (String, u32)) -> Result<String, Failure> { drop(b); Ok(a) }",
    "{attribute} pub {async}fn ask((a, b): (String, u32)) -> Result<usize, Failure> { drop(b); Ok(a.len()) }",
    "{attribute} pub {async}fn ask((a, _): &(String, u32)) -> Result<usize, Failure> { Ok(a.len()) }",
    "{attribute} pub {async}fn ask(Client { policy }: Client) -> Result<Policy, Failure> { Ok(policy) }",
    "{attribute} pub {async}fn ask(prompt: String) -> Result<usize, Failure> { let text = prompt; let all = text.len(); Ok(all) }",
    "{attribute} pub {async}fn ask(prompt: String) -> Result<usize, Failure> { let count = || prompt.len(); Ok(count()) }",
];

/// Options without any hint.
const VALUES: &[&str] = &[
    "max = MAXIMUM, base = BASE, factor = FACTOR",
    "jitter = SPREAD, retry_after = LONGEST",
    "policy = PATIENT, backoff = SHAPE",
    "policy = client.policy, on_retry = log_retry",
    "when = is_busy, when_ok = is_unfinished",
    "sleep = snooze",
    "throttled = LIMITED, idempotent = REPEATABLE, last_error = _last",
];

pub fn check(editor: &mut Editor, table: &mut Table) {
    table.title("inlay hints");
    for function in FUNCTIONS {
        for &form in Form::BOTH {
            let plain = hints(editor, form, "", function);
            let retried = hints(editor, form, "#[retry]", function);
            let shown = function.replace("{attribute} pub {async}fn ", "");
            let shown = &shown[..shown.len().min(46)];
            let (wanted, got) = (plain.join(", "), retried.join(", "));
            // The `mut` of a pattern goes to where the change happens, and its hint gets lost on the way.
            if function.contains("(mut ") {
                table.wish(shown, form, &wanted, &got, plain == retried);
            } else {
                table.row(shown, form, &wanted, &got, plain == retried);
            }
        }
    }

    let function = "{attribute} pub {async}fn ask(client: &Client) -> Result<String, Failure> { client.send(String::new()) }";
    for option in VALUES {
        for &form in Form::BOTH {
            let got = hints(editor, form, &format!("#[retry({option})]"), function);
            table.row(option, form, "", &got.join(", "), got.is_empty());
        }
    }

    table.title("hover");
    let function =
        "{attribute} pub {async}fn a$0sk(prompt: String) -> Result<String, Failure> { Ok(prompt) }";
    for &form in Form::BOTH {
        let mut hover = |attribute| {
            let (text, cursor) = open(editor, form, attribute, function);
            let answer = editor.at("textDocument/hover", cursor, json!({}), &text);
            let text = answer["contents"]["value"].as_str().unwrap_or_default();
            text.lines()
                .find(|line| line.contains("fn ask"))
                .unwrap_or_default()
                .to_owned()
        };
        let (plain, retried) = (hover(""), hover("#[retry]"));
        table.wish("fn ask", form, &plain, &retried, plain == retried);
    }
}

/// The hints in the order of the text, each with the name before it.
fn hints(editor: &mut Editor, form: Form, attribute: &str, function: &str) -> Vec<String> {
    let (text, _) = open(editor, form, attribute, function);
    let answer = editor.of_all("textDocument/inlayHint", &text);
    let mut hints: Vec<_> = answer
        .as_array()
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .map(|hint| (offset(&text, &hint["position"]), label(&hint["label"])))
        .collect();
    hints.sort();
    hints
        .into_iter()
        .map(|(place, label)| {
            let before = &text[..place];
            let name = before
                .rfind(|c: char| !c.is_alphanumeric())
                .map_or(0, |at| at + 1);
            format!("{}{label}", &before[name..])
        })
        .collect()
}

fn label(label: &Value) -> String {
    match label {
        Value::Array(parts) => parts
            .iter()
            .map(|part| part["value"].as_str().unwrap())
            .collect(),
        _ => label.as_str().unwrap().to_owned(),
    }
}
