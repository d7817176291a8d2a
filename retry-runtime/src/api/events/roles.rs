//! What an event is, by the fields that the profiles name.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::text;
use crate::api::json::{self, Scalar};
use crate::api::pattern::matches;
use crate::api::providers::PROFILES;

/// What a field says about its event.
#[derive(Clone, Copy)]
enum Role {
    Output(Output),
    /// The output is reasoning.
    Thought,
    /// The stream ends.
    End,
    /// The answer does.
    Finish,
    /// The stream ends and the answer does not.
    Break,
    /// It may be an error.
    Sign,
    /// It announces an answer.
    Opening,
    /// The answer may end without output.
    MayBeEmpty,
    /// The reason for which the answer ends.
    Reason,
    /// The number of the answer.
    Number,
}

/// What output is.
#[derive(Clone, Copy)]
struct Output {
    is_thought: bool,
    /// It is not the whole answer, which some servers send behind its pieces.
    is_piece: bool,
}

impl Output {
    fn of(field: &str) -> Self {
        let is_thought = |it: &str| field.contains(it);
        Self {
            is_thought: ["reason", "think", "tool_plan"].into_iter().any(is_thought),
            is_piece: !field.starts_with("choices.message."),
        }
    }
}

/// The roles that a field has with some values, so that a value is looked up once.
#[derive(Default)]
struct Values {
    any: Vec<Role>,
    exact: HashMap<&'static str, Vec<Role>>,
    patterns: Vec<(&'static str, Role)>,
}

impl Values {
    fn add(&mut self, value: &'static str, role: Role) {
        match value {
            "*" => self.any.push(role),
            _ if value.contains('*') => self.patterns.push((value, role)),
            _ => self.exact.entry(value).or_default().push(role),
        }
    }

    fn roles(&self, value: &str) -> impl Iterator<Item = Role> {
        let exact = if self.exact.is_empty() {
            None
        } else {
            self.exact.get(value)
        };
        let patterns = self.patterns.iter();
        let patterns = patterns.filter(move |(it, _)| matches(it, value));
        let known = self.any.iter().chain(exact.into_iter().flatten());
        known.chain(patterns.map(|(_, role)| role)).copied()
    }
}

/// The rows of all profiles, so that a field is looked up once.
#[derive(Default)]
struct Roles {
    by_field: HashMap<&'static str, Values>,
    /// Patterns of fields.
    outputs: Vec<(&'static str, Output)>,
    plain_outputs: Vec<&'static str>,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let mut roles = Roles::default();
    for profile in PROFILES {
        let signs = [
            (profile.thoughts, Role::Thought),
            (profile.ends, Role::End),
            (profile.finishes, Role::Finish),
            (profile.broken_ends, Role::Break),
            (profile.signs, Role::Sign),
            (profile.openings, Role::Opening),
            (profile.may_be_empty, Role::MayBeEmpty),
        ];
        let mut add = |field, value, role| {
            let values: &mut Values = roles.by_field.entry(field).or_default();
            values.add(value, role);
        };
        for (signs, role) in signs {
            for sign in signs {
                add(sign.field, sign.value, role);
            }
        }
        for kind in profile.announcements {
            add("type", kind, Role::Opening);
        }
        for (fields, role) in [
            (profile.reasons, Role::Reason),
            (profile.numbers, Role::Number),
        ] {
            for field in fields {
                add(field, "*", role);
            }
        }
        for field in profile.outputs {
            let output = Output::of(field);
            if field.contains('*') {
                roles.outputs.push((field, output));
            } else {
                add(field, "*", Role::Output(output));
            }
        }
        roles.plain_outputs.extend(profile.plain_outputs);
    }
    roles
});

static ERROR: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("error"));

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
                seen.note_output(Output::of(name));
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
        self.is_typed |= field == "type";
        let roles = &*ROLES;
        if is_text {
            let mut outputs = roles.outputs.iter();
            if let Some((_, output)) = outputs.find(|(it, _)| matches(it, field)) {
                self.note_output(*output);
            }
        }
        let Some(values) = roles.by_field.get(field) else {
            return;
        };
        for role in values.roles(value) {
            match role {
                Role::Output(output) if is_text => self.note_output(output),
                Role::Output(_) => {}
                Role::Thought => self.is_thought = true,
                Role::End => self.is_end = true,
                // Some write no reason as a text.
                Role::Finish => self.is_finish |= value != "null",
                Role::Break => self.is_broken = true,
                Role::Sign => self.may_be_error = true,
                Role::Opening => self.is_opening = true,
                Role::MayBeEmpty => self.may_be_empty = true,
                Role::Reason => self.reason = Some(value.to_owned()),
                Role::Number => self.note_number(scalar),
            }
        }
    }

    const fn note_output(&mut self, output: Output) {
        self.is_output = true;
        self.is_answer |= !output.is_thought;
        self.is_piece |= output.is_piece;
    }

    fn note_number(&mut self, scalar: Scalar<'_>) {
        if let Scalar::Number(number) = scalar {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
            let number = number as u8;
            self.number = number;
        }
    }
}
