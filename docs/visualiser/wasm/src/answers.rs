//! The questions of the page.

use std::time::Duration;

use retry_attr::__private::seed_jitter;
use retry_attr::{Backoff, Classification, Jitter, Policy, RetryAfter};

use crate::call::{Scenario, call};
use crate::contention::contention;
use crate::duration;
use crate::json::Object;
use crate::options::{Options, Remark};
use crate::overload::overload;
use crate::rules;

/// So many delays are shown.
const MOST: usize = 200;

/// Answers a question: a line of words, and the attribute below it.
///
/// - `read takes`: what the attribute says, and what follows from it if an attempt takes so long;
/// - `call seed takes kind named`: a call whose attempts all fail;
/// - `contention clients runs jitter`: clients that compete, with the policy's own jitter or without;
/// - `overload seed spike shares`: a server that is overloaded for so many seconds.
pub fn answer(question: &str) -> String {
    let (words, text) = question.split_once('\n').unwrap_or((question, ""));
    let words: Vec<_> = words.split(' ').collect();
    let word = |n: usize| words.get(n).copied().unwrap_or("");
    let number = |n: usize| word(n).parse().unwrap_or(0_u64);
    let mut options = Options::read(text);
    rules::check(&mut options);
    if word(0) == "read" {
        return read(&options, word(1)).end();
    }
    let policy = options.policy();
    match word(0) {
        "call" => match (duration::parse(word(2)), duration::parse(word(4))) {
            (Ok(takes), named) => {
                let named = named.ok().map(Duration::from_nanos);
                let failure = match word(3) {
                    "throttled" => Classification::throttled(named),
                    _ => Classification::Transient,
                };
                let takes = Duration::from_nanos(takes);
                seed_jitter(number(1));
                call(policy, Scenario { takes, failure })
            }
            (Err(_), _) => Object::new(),
        },
        "contention" => {
            let policy = match word(3) {
                "none" => policy.jitter(Jitter::None),
                "full" => policy.jitter(Jitter::Full),
                _ => policy,
            };
            let [clients, runs] = [1, 2].map(|n| word(n).parse().unwrap_or(1));
            contention(policy, clients as usize, runs)
        }
        "overload" => {
            seed_jitter(number(1));
            let spike = word(2).parse().unwrap_or(0);
            overload(policy, word(3) == "shares", spike, number(1))
        }
        _ => Object::new(),
    }
    .end()
}

fn read(options: &Options<'_>, takes: &str) -> Object {
    let written = options.written.iter().map(|it| {
        Object::new()
            .field("name", &it.name)
            .field("text", &it.text)
    });
    let written: Vec<_> = written.collect();
    let answer = Object::new()
        .field("options", &written)
        .field("errors", &remarks(&options.errors))
        .field("notes", &remarks(&options.notes))
        .field("takes", &duration::parse(takes).err());
    if !options.errors.is_empty() {
        return answer;
    }
    let policy = options.policy();
    let ranges = policy.delay_ranges().take(MOST);
    let ranges: Vec<_> = ranges.map(|it| vec![*it.start(), *it.end()]).collect();
    let attempt = duration::parse(takes).ok().map(Duration::from_nanos);
    answer
        .field("policy", &settings(&policy))
        .field("ranges", &ranges)
        .field("worst", &policy.worst_case(None))
        .field(
            "worst_of",
            &attempt.and_then(|it| policy.worst_case(Some(it))),
        )
}

fn remarks(remarks: &[Remark]) -> Vec<Object> {
    let object = |it: &Remark| {
        Object::new()
            .field("option", &it.option)
            .field("message", &it.message)
    };
    remarks.iter().map(object).collect()
}

/// What the options are set to, as the attribute has it.
fn settings(policy: &Policy) -> Object {
    let (jitter, proportion) = match policy.get_jitter() {
        Jitter::Full => ("full", None),
        Jitter::Equal => ("equal", None),
        Jitter::Decorrelated => ("decorrelated", None),
        Jitter::Proportion(p) => ("proportion", Some(p)),
        _ => ("none", None),
    };
    let retry_after = match policy.get_retry_after() {
        RetryAfter::AtMost(longest) => Some(longest),
        _ => None,
    };
    let backoff = match policy.get_backoff() {
        Backoff::Linear => "linear",
        Backoff::Fixed => "fixed",
        Backoff::Fibonacci => "fibonacci",
        Backoff::None => "none",
        _ => "exp",
    };
    Object::new()
        .field("max", &policy.get_max())
        .field("throttled", &policy.get_throttled())
        .field("backoff", &backoff)
        .field("base", &policy.get_base())
        .field("factor", &policy.get_factor())
        .field("cap", &policy.get_cap())
        .field("jitter", &jitter)
        .field("proportion", &proportion)
        .field("timeout", &policy.get_timeout())
        .field("deadline", &policy.get_deadline())
        .field("retry_after", &retry_after)
        .field("idempotent", &policy.get_idempotent())
}
