//! Names are completed as in ordinary code.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::Editor;
use crate::functions::{BLOCK, Form, around, near_cursor, open};
use crate::table::Table;

/// Values of options as far as they are typed, and a name that is offered.
const VALUES: &[(&[Form], &str, &str)] = &[
    (Form::BOTH, "max = MAXI$0", "MAXIMUM"),
    (Form::BOTH, "max = limits::$0", "STRICT"),
    (Form::BOTH, "throttled = LIMI$0", "LIMITED"),
    (Form::BOTH, "idempotent = REPEA$0", "REPEATABLE"),
    (Form::BOTH, "backoff = Backoff::Fib$0", "Fibonacci"),
    (Form::BOTH, "backoff = SHA$0", "SHAPE"),
    (Form::BOTH, "base = Duration::from_$0", "from_secs"),
    (Form::BOTH, "base = Duration::$0", "from_secs"),
    (Form::BOTH, "factor = FAC$0", "FACTOR"),
    (Form::BOTH, "cap = CA$0", "CAP"),
    (Form::BOTH, "jitter = Jitter::Fu$0", "Full"),
    (Form::BOTH, "jitter = SPR$0", "SPREAD"),
    (&[Form::Async], "timeout = LIM$0", "LIMIT"),
    (Form::BOTH, "deadline = Duration::from_$0", "from_secs"),
    (Form::BOTH, "retry_after = LONG$0", "LONGEST"),
    (Form::BOTH, "when = is_b$0", "is_busy"),
    (Form::BOTH, "classify = what_it_m$0", "what_it_means"),
    (Form::BOTH, "when = Failure::is_re$0", "is_retryable"),
    (Form::BOTH, "when = |error| error.is_re$0", "is_retryable"),
    (Form::BOTH, "when = |error| error.$0", "is_retryable"),
    (Form::BOTH, "when_ok = |answer| answer.is_em$0", "is_empty"),
    (Form::BOTH, "stream = is_out$0", "is_output"),
    (Form::BOTH, "stream = |word| word.is_em$0", "is_empty"),
    (Form::BOTH, "on_retry = log_re$0", "log_retry"),
    (
        Form::BOTH,
        "on_retry = |event| println!(\"{}\", event.att$0)",
        "attempt",
    ),
    (Form::BOTH, "fallback = oth$0", "other"),
    (
        Form::BOTH,
        "fallback = other, fallback_when = is_b$0",
        "is_busy",
    ),
    (Form::BOTH, "policy = PATI$0", "PATIENT"),
    (Form::BOTH, "policy = client.po$0", "policy"),
    (Form::BOTH, "policy = self.$0", "policy"),
    (Form::BOTH, "upstream = SER$0", "SERVER"),
    (Form::BOTH, "sleep = snoo$0", "snooze"),
    (Form::BOTH, "borrow(pro$0)", "prompt"),
];

/// The same above a block.
const BLOCK_VALUES: &[(&str, &str)] = &[
    ("max = MAXI$0", "MAXIMUM"),
    ("jitter = Jitter::Fu$0", "Full"),
    ("when = is_b$0", "is_busy"),
    ("policy = self.po$0", "policy"),
];

/// How many of them must work, in each form. The others are wishes: values that end in `.` or `::`, which are no
/// expression yet, and a name in `borrow` that is no argument yet. On these the function is left as it is.
const ENOUGH: usize = 24;

/// Functions in which all is offered that is offered without the attribute; and nothing else, if the wish is met.
const BODIES: &[&str] = &[
    "{attribute} pub {async}fn ask(prompt: String) -> Result<String, Failure> { let text = prompt.trim(); text.to_upp$0 }",
    "{attribute} pub {async}fn ask(prompt: String) -> Result<String, Failure> { let text = prompt.trim(); text.$0 }",
    "{attribute} pub {async}fn ask(client: &Client) -> Result<String, Failure> { client.$0 }",
    "{attribute} pub {async}fn ask(client: Client) -> Result<String, Failure> { client.pol$0 }",
    "{attribute} pub {async}fn ask(prompt: String) -> Result<String, Failure> { let all = Some(prompt); pro$0 }",
    "{attribute} pub {async}fn ask(prompt: String) -> Result<String, Failure> { $0 }",
    "{attribute} pub {async}fn ask(prompt: String) -> Result<String, Failure> { Failure::$0 }",
    "{attribute} pub {async}fn ask((a, b): (String, u32)) -> Result<String, Failure> { drop(b); a.$0 }",
    "{attribute} pub {async}fn ask(prompt: Str$0) -> Result<String, Failure> { Ok(prompt) }",
    "{attribute} pub {async}fn ask(prompt: String) -> Result<String, Fai$0> { Ok(prompt) }",
    "impl Client { {attribute} pub {async}fn ask(&self) -> Result<String, Failure> { self.$0 } }",
    "impl Client { {attribute} pub {async}fn ask(self) -> Result<String, Failure> { self.pol$0 } }",
    "{attribute} impl Client { pub {async}fn ask(&self) -> Result<String, Failure> { self.$0 } }",
    "{attribute} impl Client { pub {async}fn ask(&self, prompt: String) -> Result<String, Failure> { let text = prompt.trim(); text.to_upp$0 } }",
];

pub fn check(editor: &mut Editor, table: &mut Table) {
    table.title("completions in values");
    for &form in Form::BOTH {
        let (mut tried, mut complete) = (0, 0);
        for &(forms, option, wanted) in VALUES {
            if !forms.contains(&form) {
                continue;
            }
            let attribute = format!("#[retry({option})]");
            let offered = offered(editor, form, &attribute, around(option));
            let is_offered = offered.contains(wanted);
            tried += 1;
            complete += usize::from(is_offered);
            let got = if is_offered {
                format!("offered among {}", offered.len())
            } else {
                format!("{} others{}", offered.len(), begin(&offered))
            };
            table.wish(option, form, wanted, &got, is_offered);
        }
        table.row(
            "all of them",
            form,
            &format!("at least {ENOUGH}"),
            &format!("{complete} of {tried}"),
            complete >= ENOUGH,
        );
    }

    table.title("completions in values above a block");
    for (option, wanted) in BLOCK_VALUES {
        for &form in Form::BOTH {
            let attribute = format!("#[retry({option})]");
            let is_offered = offered(editor, form, &attribute, BLOCK).contains(*wanted);
            table.row(option, form, wanted, &is_offered.to_string(), is_offered);
        }
    }
    table.title("completions in functions");
    for function in BODIES {
        for &form in Form::BOTH {
            let plain = offered(editor, form, "", function);
            let retried = offered(editor, form, "#[retry]", function);
            let lost: BTreeSet<_> = plain.difference(&retried).cloned().collect();
            let added: BTreeSet<_> = retried.difference(&plain).cloned().collect();
            let got = format!(
                "{} lost{}; {} added{}",
                lost.len(),
                begin(&lost),
                added.len(),
                begin(&added)
            );
            let shown = near_cursor(function);
            let wanted = format!("the same {}", plain.len());
            if lost.is_empty() {
                table.wish(&shown, form, &wanted, &got, added.is_empty());
            } else {
                table.row(&shown, form, &wanted, &got, false);
            }
        }
    }
}

/// The first of some names.
fn begin(names: &BTreeSet<String>) -> String {
    let some: Vec<_> = names.iter().take(6).map(String::as_str).collect();
    if some.is_empty() {
        String::new()
    } else {
        format!(" ({} ...)", some.join(", "))
    }
}

/// The names that are offered at the cursor.
fn offered(editor: &mut Editor, form: Form, attribute: &str, function: &str) -> BTreeSet<String> {
    let (text, cursor) = open(editor, form, attribute, function);
    let answer = editor.at("textDocument/completion", cursor, json!({}), &text);
    let items = match answer {
        Value::Array(items) => items,
        Value::Object(mut list) => match list.remove("items") {
            Some(Value::Array(items)) => items,
            _ => panic!("no completions: {list:?}"),
        },
        _ => vec![],
    };
    items
        .iter()
        .map(|item| {
            let label = item["label"].as_str().unwrap();
            let end = label.find(['(', '!', ' ', ':', '{']).unwrap_or(label.len());
            label[..end].to_owned()
        })
        .collect()
}
