//! Every name has one definition.

use std::fs;

use serde_json::{Value, json};

use crate::client::{Editor, quoted};
use crate::functions::{BLOCK, Form, around, near_cursor, open};
use crate::table::Table;

/// Values of options, and what the name at the cursor is defined as.
const VALUES: &[(&[Form], &str, &str)] = &[
    (Form::BOTH, "max = MAXI$0MUM", "MAXIMUM"),
    (Form::BOTH, "max = limits::STR$0ICT", "STRICT"),
    (Form::BOTH, "throttled = LIMI$0TED", "LIMITED"),
    (Form::BOTH, "idempotent = REPEAT$0ABLE", "REPEATABLE"),
    (Form::BOTH, "backoff = Backoff::Fix$0ed", "Fixed"),
    (Form::BOTH, "backoff = SHA$0PE", "SHAPE"),
    (Form::BOTH, "base = BA$0SE", "BASE"),
    (Form::BOTH, "base = Duration::from_se$0cs(2)", "from_secs"),
    (Form::BOTH, "factor = FAC$0TOR", "FACTOR"),
    (Form::BOTH, "cap = CA$0P", "CAP"),
    (Form::BOTH, "jitter = Jitter::Fu$0ll", "Full"),
    (Form::BOTH, "jitter = SPR$0EAD", "SPREAD"),
    (&[Form::Async], "timeout = LIM$0IT", "LIMIT"),
    (Form::BOTH, "deadline = WHO$0LE", "WHOLE"),
    (Form::BOTH, "retry_after = LONG$0EST", "LONGEST"),
    (Form::BOTH, "when = is_b$0usy", "is_busy"),
    (Form::BOTH, "classify = what_it_m$0eans", "what_it_means"),
    (Form::BOTH, "when = Failure::is_retry$0able", "is_retryable"),
    (
        Form::BOTH,
        "when = |error| error.is_retry$0able()",
        "is_retryable",
    ),
    (Form::BOTH, "when_ok = is_unfin$0ished", "is_unfinished"),
    (
        Form::BOTH,
        "when_ok = |answer| answer.is_em$0pty()",
        "is_empty",
    ),
    (Form::BOTH, "stream = is_out$0put", "is_output"),
    (Form::BOTH, "stream = |word| word.is_em$0pty()", "is_empty"),
    (Form::BOTH, "on_retry = log_re$0try", "log_retry"),
    (Form::BOTH, "on_give_up = log_give$0_up", "log_give_up"),
    (Form::BOTH, "on_recover = log_reco$0very", "log_recovery"),
    (Form::BOTH, "fallback = oth$0er", "other"),
    (
        Form::BOTH,
        "fallback = other, fallback_when = is_b$0usy",
        "is_busy",
    ),
    (
        Form::BOTH,
        "fallback = other, fallback_when = |error| error.is_retry$0able()",
        "is_retryable",
    ),
    (Form::BOTH, "policy = PATI$0ENT", "PATIENT"),
    (Form::BOTH, "policy = policies::A$0I", "AI"),
    (Form::BOTH, "policy = PATIENT, max = MAXI$0MUM", "MAXIMUM"),
    (Form::BOTH, "policy = client.poli$0cy", "policy"),
    (Form::BOTH, "policy = cli$0ent.policy", "client"),
    (Form::BOTH, "policy = self.poli$0cy", "policy"),
    (Form::BOTH, "upstream = SER$0VER", "SERVER"),
    (Form::BOTH, "sleep = snoo$0ze", "snooze"),
    (Form::BOTH, "borrow(pro$0mpt)", "prompt"),
    (Form::BOTH, "crate = ::retry$0_attr", "src/lib.rs"),
];

/// Values of options above a block, each of which several methods have.
const BLOCK_VALUES: &[(&str, &str)] = &[
    ("max = MAXI$0MUM", "MAXIMUM"),
    ("when = is_b$0usy", "is_busy"),
    ("policy = self.poli$0cy", "policy"),
    ("on_retry = log_re$0try", "log_retry"),
];

/// Functions, and what the name at the cursor is defined as.
const FUNCTIONS: &[(&str, &str)] = &[
    (
        "pub {async}fn ask(prompt: Str$0ing) -> Result<String, Failure> { Ok(prompt) }",
        "String",
    ),
    (
        "pub {async}fn ask(prompt: String) -> Result<String, Fail$0ure> { Ok(prompt) }",
        "Failure",
    ),
    (
        "pub {async}fn ask(prompt: String) -> Result<String, Failure> { Ok(pro$0mpt) }",
        "prompt",
    ),
    (
        "pub {async}fn ask((a, b): (String, u32)) -> Result<String, Failure> { drop(b); Ok($0a) }",
        "a",
    ),
    (
        "pub {async}fn ask() -> Result<u8, Failure> { let status = 1; Ok(sta$0tus) }",
        "status",
    ),
    (
        "impl Client { {attribute} pub {async}fn ask(&self) -> Result<String, Failure> { sel$0f.send(String::new()) } }",
        "self",
    ),
    (
        "impl Client { {attribute} pub {async}fn ask(self) -> Result<String, Failure> { sel$0f.send(String::new()) } }",
        "self",
    ),
    (
        "impl Client { {attribute} pub {async}fn ask(self) -> Result<String, Failure> { self.se$0nd(String::new()) } }",
        "send",
    ),
    (
        "impl Client { {attribute} pub {async}fn ask(self) -> Result<Policy, Failure> { Ok(self.poli$0cy) } }",
        "policy",
    ),
    (
        "impl Client { {attribute} pub {async}fn ask(self) -> Result<Self, Failure> { drop(self.policy); Ok(sel$0f) } }",
        "self",
    ),
    (
        "#[retry(last_error = last)] pub {async}fn ask() -> Result<bool, Failure> { Ok(la$0st.is_some()) }",
        "last",
    ),
    (
        "{attribute} impl Client { pub {async}fn ask(&self, prompt: String) -> Result<String, Failure> { Ok(pro$0mpt) } }",
        "prompt",
    ),
    (
        "{attribute} impl Client { pub {async}fn ask(&self) -> Result<String, Failure> { self.se$0nd(String::new()) } }",
        "send",
    ),
    (
        "{attribute} impl Client { #[retry(skip)] pub {async}fn ask(&self) -> Result<String, Failure> { self.se$0nd(String::new()) } }",
        "send",
    ),
    (
        "{attribute} impl Client { #[retry(max = MAXI$0MUM)] pub {async}fn ask(&self) -> Result<(), Failure> { Ok(()) } pub fn tell(&self) -> Result<(), Failure> { Ok(()) } }",
        "MAXIMUM",
    ),
];

/// Names at which much of the generated code lies, as rustc reports there what is wrong. Those are wishes.
const CROWDED: &[(&str, &str)] = &[
    (
        "pub {async}fn ask(pro$0mpt: String) -> Result<String, Failure> { Ok(prompt) }",
        "prompt",
    ),
    (
        "pub {async}fn ask(prompt: String) -> Res$0ult<String, Failure> { Ok(prompt) }",
        "Result",
    ),
    // The name of a function that holds generated code leads to the attribute, one line above it.
    (
        "pub {async}fn ask() -> Result<(), Failure> { Ok(()) } pub fn call() { let _ = a$0sk(); }",
        "ask",
    ),
];

pub fn check(editor: &mut Editor, table: &mut Table) {
    table.title("definitions of names in values");
    for &(forms, option, wanted) in VALUES {
        for &form in forms {
            let attribute = format!("#[retry({option})]");
            let got = definitions(editor, form, &attribute, around(option));
            let shown = format!("{}: {}", got.len(), got.join(", "));
            table.row(option, form, wanted, &shown, got == [wanted]);
        }
    }
    table.title("definitions of names in values above a block");
    for (option, wanted) in BLOCK_VALUES {
        for &form in Form::BOTH {
            let got = definitions(editor, form, &format!("#[retry({option})]"), BLOCK);
            let shown = format!("{}: {}", got.len(), got.join(", "));
            table.row(option, form, wanted, &shown, got == [*wanted]);
        }
    }
    table.title("definitions of names in functions");
    for (functions, is_wish) in [(FUNCTIONS, false), (CROWDED, true)] {
        for (function, wanted) in functions {
            let marked = if function.contains("#[retry") || function.contains("{attribute}") {
                (*function).to_owned()
            } else {
                format!("{{attribute}} {function}")
            };
            let near = near_cursor(function);
            for &form in Form::BOTH {
                let got = definitions(editor, form, "#[retry]", &marked);
                let is_met = got == [*wanted];
                let got = format!("{}: {}", got.len(), got.join(", "));
                if is_wish {
                    table.wish(&near, form, wanted, &got, is_met);
                } else {
                    table.row(&near, form, wanted, &got, is_met);
                }
            }
        }
    }
}

/// What the name at the cursor is defined as: names, and files for crates.
fn definitions(editor: &mut Editor, form: Form, attribute: &str, function: &str) -> Vec<String> {
    let (text, cursor) = open(editor, form, attribute, function);
    let answer = editor.at("textDocument/definition", cursor, json!({}), &text);
    let Value::Array(targets) = answer else {
        return vec![];
    };
    targets
        .iter()
        .map(|target| {
            let file = target["uri"]
                .as_str()
                .unwrap()
                .trim_start_matches("file://");
            let of_file = if file.ends_with("fixture/src/function.rs") {
                text.clone()
            } else {
                fs::read_to_string(file).unwrap()
            };
            let name = quoted(&of_file, &target["range"]);
            if name.is_empty() || name.contains('\n') {
                let from_the_end = file.rmatch_indices('/').nth(1).unwrap().0;
                file[from_the_end + 1..].to_owned()
            } else {
                name.to_owned()
            }
        })
        .collect()
}
