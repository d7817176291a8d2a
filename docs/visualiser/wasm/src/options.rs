//! The options: what they are set to, and what is wrong with them, in the words of the macro.
//!
//! The macro reads tokens by `syn`, which would be ten times the size of all that is here. The tests of the page hold the two
//! together: they read what the compiler says in `tests/ui`.

use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, RetryAfter};

use crate::attribute::{self, Value, Written};
use crate::nearest::did_you_mean;
use crate::values::{self, Literal, Read};

/// Every option, with a use of it, in the order of the macro's table.
pub(crate) const OPTIONS: [(&str, &str); 28] = [
    ("max", "max = 3"),
    ("throttled", "throttled = 10"),
    ("backoff", "backoff = \"exp\""),
    ("base", "base = \"500ms\""),
    ("factor", "factor = 2"),
    ("cap", "cap = \"60s\""),
    ("jitter", "jitter"),
    ("timeout", "timeout = \"10s\""),
    ("deadline", "deadline = \"1m\""),
    ("retry_after", "retry_after = \"60s\""),
    ("idempotent", "idempotent = false"),
    ("when", "when = is_worth_a_retry"),
    ("classify", "classify = what_it_means"),
    ("when_ok", "when_ok = is_not_done"),
    ("stream", "stream = is_output"),
    ("on_retry", "on_retry = log_retry"),
    ("on_give_up", "on_give_up = log_give_up"),
    ("on_recover", "on_recover = log_recovery"),
    ("attempt", "attempt = attempt"),
    ("last_error", "last_error = last_error"),
    ("fallback", "fallback = ask_another"),
    ("fallback_when", "fallback_when = is_worth_a_fallback"),
    ("policy", "policy = POLICY"),
    ("cut", "cut = false"),
    ("upstream", "upstream = OPENAI"),
    ("sleep", "sleep = my_sleep"),
    ("borrow", "borrow(name)"),
    ("crate", "crate = ::my_crate::retry_attr"),
];

/// What is said about an option.
pub(crate) struct Remark {
    pub(crate) option: String,
    pub(crate) message: String,
}

/// What the options of a policy are set to, as far as that is known here.
#[derive(Default)]
pub(crate) struct Options<'a> {
    pub(crate) written: Vec<Written<'a>>,
    pub(crate) policy: Option<Policy>,
    pub(crate) max: Option<u32>,
    pub(crate) throttled: Option<u32>,
    pub(crate) backoff: Option<Backoff>,
    pub(crate) base: Option<u64>,
    pub(crate) factor: Option<f64>,
    pub(crate) cap: Option<u64>,
    pub(crate) jitter: Option<Jitter>,
    pub(crate) timeout: Option<u64>,
    pub(crate) deadline: Option<u64>,
    pub(crate) retry_after: Option<RetryAfter>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) cut: Option<bool>,
    /// The attribute does not compile.
    pub(crate) errors: Vec<Remark>,
    /// It does, and the page does not know all of it.
    pub(crate) notes: Vec<Remark>,
}

impl<'a> Options<'a> {
    pub(crate) fn read(text: &'a str) -> Self {
        let mut options = Self::default();
        match attribute::inside(text) {
            Ok(inside) => {
                for written in attribute::options(inside) {
                    options.add(written);
                }
            }
            Err(why) => options.error("", why),
        }
        options
    }

    pub(crate) fn error(&mut self, option: &str, message: impl Into<String>) {
        let (option, message) = (option.to_owned(), message.into());
        self.errors.push(Remark { option, message });
    }

    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.written.iter().any(|it| it.name == name)
    }

    fn add(&mut self, written: Written<'a>) {
        let name = written.name;
        if name.is_empty() {
            return self.error("", "expected an option, such as `max = 3`");
        }
        let Some((_, example)) = OPTIONS.into_iter().find(|(known, _)| *known == name) else {
            let message = unknown(&written);
            // It stays in the text until somebody has decided.
            self.written.push(written);
            return self.error("", message);
        };
        if self.is_given(name) {
            return self.error(name, format!("duplicate option `{name}`"));
        }
        let value = written.value;
        self.written.push(written);
        if let Err(message) = self.set(name, value, example) {
            self.error(name, message);
        }
    }

    fn set(&mut self, name: &str, value: Value<'_>, example: &str) -> Result<(), String> {
        let text = match (name, value) {
            ("borrow", Value::Other(names)) if names.starts_with('(') => return Ok(()),
            ("borrow", _) => return Err("expected `borrow(name, ...)`".to_owned()),
            ("jitter", Value::Alone) => {
                self.jitter = Some(Jitter::Full);
                return Ok(());
            }
            ("stream", Value::Alone) => return Ok(()),
            ("jitter", Value::Other(_) | Value::Set("")) => {
                return Err(
                    "expected `jitter` on its own or with a value, such as `jitter = \"full\"`"
                        .to_owned(),
                );
            }
            ("stream", Value::Set("")) => {
                return Err(format!(
                    "expected `stream` on its own or with a predicate, such as `{example}`"
                ));
            }
            (_, Value::Set(text)) if !text.is_empty() => text,
            _ => return Err(format!("`{name}` needs a value, such as `{example}`")),
        };
        let literal = Literal::of(text)?;
        let is_known = match name {
            "max" => keep(&mut self.max, values::count(literal, name, example))?,
            "throttled" => keep(&mut self.throttled, values::throttled(literal, example))?,
            "backoff" => keep(&mut self.backoff, values::backoff(literal, example))?,
            "base" => keep(&mut self.base, values::length(literal, name))?,
            "factor" => keep(&mut self.factor, values::factor(literal, example))?,
            "cap" => keep(&mut self.cap, values::length(literal, name))?,
            "jitter" => keep(&mut self.jitter, values::jitter(literal))?,
            "timeout" => keep(&mut self.timeout, values::length(literal, name))?,
            "deadline" => keep(&mut self.deadline, values::length(literal, name))?,
            "retry_after" => keep(&mut self.retry_after, values::retry_after(literal, example))?,
            "idempotent" => keep(&mut self.idempotent, values::truth(literal, example))?,
            "policy" => keep(&mut self.policy, values::policy(literal, example))?,
            "cut" => match literal {
                Literal::Truth(cut) => {
                    self.cut = Some(cut);
                    true
                }
                _ => {
                    return Err(format!(
                        "`cut` takes `true` or `false`, such as `{example}`"
                    ));
                }
            },
            _ => true,
        };
        if !is_known {
            let message = match name {
                "policy" => {
                    format!("`{text}` is not known here, so the options are added to the defaults")
                }
                _ => format!("the value of `{text}` is not known here, so the default is shown"),
            };
            self.notes.push(Remark {
                option: name.to_owned(),
                message,
            });
        }
        Ok(())
    }

    /// The policy that the options stand for, if all is well.
    pub(crate) fn policy(&self) -> Policy {
        let mut policy = self.policy.unwrap_or_default();
        let nanos = Duration::from_nanos;
        policy = policy.max(self.max.unwrap_or(policy.get_max()));
        if let Some(attempts) = self.throttled {
            policy = policy.throttled(attempts);
        }
        policy = policy.backoff(self.backoff.unwrap_or(policy.get_backoff()));
        policy = policy.base(self.base.map_or(policy.get_base(), nanos));
        policy = policy.factor(self.factor.unwrap_or(policy.get_factor()));
        policy = policy.cap(self.cap.map_or(policy.get_cap(), nanos));
        policy = policy.jitter(self.jitter.unwrap_or(policy.get_jitter()));
        if let Some(timeout) = self.timeout {
            policy = policy.timeout(nanos(timeout));
        }
        if let Some(deadline) = self.deadline {
            policy = policy.deadline(nanos(deadline));
        }
        policy = policy.retry_after(self.retry_after.unwrap_or(policy.get_retry_after()));
        policy.idempotent(self.idempotent.unwrap_or(policy.get_idempotent()))
    }
}

/// Whether it is known.
fn keep<T>(place: &mut Option<T>, read: Read<T>) -> Result<bool, String> {
    *place = read?;
    Ok(place.is_some())
}

fn unknown(written: &Written<'_>) -> String {
    let name = written.name;
    let path = written.text;
    let is_constant =
        |last: &str| last.len() > 1 && !last.bytes().any(|it| it.is_ascii_lowercase());
    let is_path = path
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_:".contains(c));
    if is_path && path.rsplit(':').next().is_some_and(is_constant) {
        return format!("to use a policy, write `policy = {path}`");
    }
    let known: Vec<_> = OPTIONS.iter().map(|(name, _)| *name).collect();
    let hint = did_you_mean(name, &known, '`', "the options are");
    format!("unknown option `{name}`{hint}")
}
