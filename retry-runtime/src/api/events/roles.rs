//! What an event is, by the fields that the profiles name.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memmem::Finder;

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
        let ends = profile
            .ends
            .iter()
            .map(|it| (it.field, Role::End(it.value)));
        let finishes = profile.finishes.iter();
        let finishes = finishes.map(|it| (it.field, Role::Finish(it.value)));
        let breaks = profile.broken_ends.iter();
        let breaks = breaks.map(|it| (it.field, Role::Break(it.value)));
        let signs = profile
            .signs
            .iter()
            .map(|it| (it.field, Role::Sign(it.value)));
        for (field, role) in ends.chain(finishes).chain(breaks).chain(signs) {
            roles.by_field.entry(field).or_default().push(role);
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

/// What was seen in an event.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // each is something else that an event may say
pub(super) struct Seen {
    pub(super) is_output: bool,
    pub(super) is_end: bool,
    pub(super) is_finish: bool,
    pub(super) is_broken: bool,
    pub(super) may_be_error: bool,
    pub(super) malformed: Option<serde_json::Error>,
    is_typed: bool,
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
            seen.is_output |= ROLES.plain_outputs.contains(&name);
            seen.malformed = None;
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
        self.is_typed |= field == "type";
        let roles = &*ROLES;
        let is_text = matches!(scalar, Scalar::Text(_));
        let is_output = is_text && roles.outputs.iter().any(|it| matches(it, field));
        self.is_output |= is_output;
        for role in roles.by_field.get(field).into_iter().flatten() {
            match role {
                Role::Output => self.is_output |= is_text,
                Role::End(expected) => self.is_end |= matches(expected, value),
                Role::Finish(expected) => self.is_finish |= matches(expected, value),
                Role::Break(expected) => self.is_broken |= matches(expected, value),
                Role::Sign(expected) => self.may_be_error |= matches(expected, value),
            }
        }
    }
}
