//! What an event is, by the fields that the profiles name.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::text;
use crate::api::json::{self, Scalar};
use crate::api::pattern::matches;
use crate::api::providers::PROFILES;

/// What a field with a value says about its event.
#[derive(Clone, Copy)]
enum Role {
    Output,
    /// With a value like this, the stream ends.
    End(&'static str),
    /// With a value like this, the answer does.
    Finish(&'static str),
    /// With a value like this, the stream ends and the answer does not.
    Break(&'static str),
    /// With a value like this, it may be an error.
    Sign(&'static str),
    /// With a value like this, it announces an answer.
    Opening(&'static str),
    /// With a value like this, the answer may end without output.
    MayBeEmpty(&'static str),
    /// With this, the output is reasoning.
    Thought,
    /// The reason for which the answer ends.
    Reason,
    /// The number of the answer.
    Number,
}

/// The rows of all profiles, so that a field is looked up once.
struct Roles {
    by_field: HashMap<&'static str, Vec<Role>>,
    outputs: Vec<&'static str>,
    plain_outputs: Vec<&'static str>,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let mut roles = Roles {
        by_field: HashMap::new(),
        outputs: Vec::new(),
        plain_outputs: Vec::new(),
    };
    for profile in PROFILES {
        let signs: [(_, fn(_) -> Role); 6] = [
            (profile.ends, Role::End),
            (profile.finishes, Role::Finish),
            (profile.broken_ends, Role::Break),
            (profile.signs, Role::Sign),
            (profile.openings, Role::Opening),
            (profile.may_be_empty, Role::MayBeEmpty),
        ];
        let mut add = |field, role| roles.by_field.entry(field).or_default().push(role);
        for (signs, role) in signs {
            for sign in signs {
                add(sign.field, role(sign.value));
            }
        }
        for kind in profile.announcements {
            add("type", Role::Opening(kind));
        }
        for field in profile.thoughts {
            add(field, Role::Thought);
        }
        for field in profile.reasons {
            add(field, Role::Reason);
        }
        for field in profile.numbers {
            add(field, Role::Number);
        }
        for field in profile.outputs {
            if field.contains('*') {
                roles.outputs.push(field);
            } else {
                roles.by_field.entry(field).or_default().push(Role::Output);
            }
        }
        roles.plain_outputs.extend(profile.plain_outputs);
    }
    roles
});

static ERROR: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("error"));

/// How the names of fields with reasoning, and the types of events with it, are known.
const THOUGHTS: [&str; 4] = ["reason", "think", "thought", "tool_plan"];

fn is_thought(name: &str) -> bool {
    THOUGHTS.iter().any(|it| name.contains(it))
}

/// Where the whole answer stands, which some servers send behind its pieces.
const WHOLE: &str = "choices.message.";

/// What was seen in an event.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // each is something else that an event may say
pub(super) struct Seen {
    pub(super) is_output: bool,
    /// It holds some output that is not reasoning.
    pub(super) is_answer: bool,
    /// It holds some output that is not the whole answer.
    pub(super) is_piece: bool,
    pub(super) is_opening: bool,
    pub(super) is_end: bool,
    pub(super) is_finish: bool,
    pub(super) may_be_empty: bool,
    pub(super) is_broken: bool,
    pub(super) may_be_error: bool,
    /// Of the answer that it belongs to, where there are several.
    pub(super) number: u8,
    /// Why the answer ends.
    pub(super) reason: Option<String>,
    pub(super) malformed: Option<serde_json::Error>,
    is_typed: bool,
    is_thought: bool,
}

impl Seen {
    pub(super) fn new(data: &str, name: Option<&str>) -> Self {
        let mut seen = Self {
            may_be_error: ERROR.find(data.as_bytes()).is_some(),
            ..Self::default()
        };
        let mut json = serde_json::Deserializer::from_str(data);
        let read = json::walk(&mut json, &mut |path, scalar| seen.note(path, scalar));
        seen.malformed = read.and_then(|()| json.end()).err();
        // Most repeat the name of an event as its type.
        if let Some(name) = name.filter(|_| !seen.is_typed) {
            seen.note("type", Scalar::Text(name));
        }
        if let Some(name) = name.filter(|_| !data.starts_with(['{', '['])) {
            if ROLES.plain_outputs.contains(&name) {
                seen.note_output(name);
            }
            seen.malformed = None;
        }
        if seen.is_thought && text::of(data).is_none_or(|it| it.is_empty()) {
            seen.is_answer = false;
        }
        seen
    }

    fn note(&mut self, field: &str, scalar: Scalar<'_>) {
        let value = match scalar {
            Scalar::Text("") | Scalar::Number(0.0) => return,
            Scalar::Text(text) => text,
            Scalar::Number(_) => "",
            Scalar::True => "true",
        };
        let is_text = matches!(scalar, Scalar::Text(_));
        if field == "type" {
            self.is_typed = true;
            self.is_thought |= is_thought(value);
        }
        let roles = &*ROLES;
        if is_text && roles.outputs.iter().any(|it| matches(it, field)) {
            self.note_output(field);
        }
        for role in roles.by_field.get(field).into_iter().flatten() {
            match role {
                Role::Output if is_text => self.note_output(field),
                Role::Output => {}
                Role::Thought => self.is_thought = true,
                Role::End(expected) => self.is_end |= matches(expected, value),
                // Some write no reason as a text.
                Role::Finish(expected) => {
                    self.is_finish |= value != "null" && matches(expected, value);
                }
                Role::Break(expected) => self.is_broken |= matches(expected, value),
                Role::Sign(expected) => self.may_be_error |= matches(expected, value),
                Role::Opening(expected) => self.is_opening |= matches(expected, value),
                Role::MayBeEmpty(expected) => self.may_be_empty |= matches(expected, value),
                Role::Reason => self.reason = Some(value.to_owned()),
                Role::Number => self.note_number(scalar),
            }
        }
    }

    fn note_output(&mut self, field: &str) {
        self.is_output = true;
        self.is_answer |= !is_thought(field);
        self.is_piece |= !field.starts_with(WHOLE);
    }

    fn note_number(&mut self, scalar: Scalar<'_>) {
        if let Scalar::Number(number) = scalar {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
            let number = number as u8;
            self.number = number;
        }
    }
}
