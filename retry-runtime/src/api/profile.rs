//! Everything that is known about one provider, in one value.
//!
//! In a pattern `*` matches any text. Codes, texts, hosts and names of headers are in lower case;
//! fields of JSON are spelled as the provider spells them.

use super::meaning::Meaning;
use super::pattern::matches;
use super::provider::Provider;

type Texts = &'static [&'static str];
type Rows<K> = &'static [(K, Meaning)];

/// What is known about a provider.
pub(super) struct Profile {
    pub(super) provider: Provider,
    /// What people call it.
    pub(super) name: &'static str,

    // Who answers:
    /// The hosts of its API. Their subdomains belong to it too, unless the host is a pattern.
    pub(super) hosts: Texts,
    /// The port of its server, if no other server has it by default.
    pub(super) port: Option<&'static str>,
    /// Headers that nobody else sends.
    pub(super) headers: Texts,
    /// Headers of its gateway, behind which another provider may stand.
    pub(super) gateway_headers: Texts,
    /// Fields that nobody else puts into the body of an error.
    pub(super) signs: &'static [Sign],

    // Where it says what:
    /// Fields of an error's body. The names on the way to one are joined by dots, and lists do not count.
    pub(super) fields: &'static [(&'static str, Field)],
    /// Objects that hold the error object, if it is not at the top level.
    pub(super) wrappers: Texts,
    /// Patterns of the types of events that come before the answer, where an error may still take its place.
    pub(super) announcements: Texts,
    /// Fields of an event that opens an answer. It is an announcement too, unless it holds output, or an end.
    pub(super) openings: &'static [Sign],
    /// Patterns of the fields that hold output: text, reasoning, calls of tools, sound, images.
    pub(super) outputs: Texts,
    /// Fields of an event whose output is reasoning, where the names of the fields that hold it do not tell.
    pub(super) thoughts: &'static [Sign],
    /// Names of the events whose data is output as it is, not JSON.
    pub(super) plain_outputs: Texts,
    /// Fields of the event that ends a stream. The name of an event stands for a `type` that is not there.
    pub(super) ends: &'static [Sign],
    /// Fields of the event that ends a stream before the answer is complete, and names the reason.
    pub(super) broken_ends: &'static [Sign],
    /// Fields of an event after which the answer is complete, although more events may follow.
    pub(super) finishes: &'static [Sign],
    /// Fields of an event that name the reason for which the answer ends.
    pub(super) reasons: Texts,
    /// Fields that number the answers, where a request asks for several.
    pub(super) numbers: Texts,
    /// Fields of an event after which an answer may end without output.
    pub(super) may_be_empty: &'static [Sign],
    /// Headers that hold the name of the failure.
    pub(super) reason_headers: Texts,
    /// Headers that hold the name of the request.
    pub(super) request_id_headers: Texts,
    /// Headers that hold a wait in milliseconds.
    pub(super) wait_headers: Texts,
    /// Headers of a 429 that tell when the limit resets, and count without a header that says how much remains.
    pub(super) reset_headers: Texts,
    /// The time zone of times in a text that name none, written as POSIX's `TZ`.
    pub(super) zone: &'static str,

    // What must not be shown:
    /// How its keys begin.
    pub(super) key_prefixes: Texts,
    /// How its keys begin, if no ordinary word contains that: they are found inside words too.
    pub(super) distinct_key_prefixes: Texts,

    // What it means. The first row that fits decides, so exceptions stand above the rule:
    /// Phrases of the message, where only the message tells. They come before the codes.
    pub(super) texts: Rows<&'static str>,
    /// Patterns of codes, types and names that stand for one failure, whatever the status and whoever sends them.
    pub(super) codes: Rows<&'static str>,
    /// The same, for names that other providers may use otherwise.
    pub(super) own_codes: Rows<&'static str>,
    /// Statuses that it uses in its own way.
    pub(super) statuses: Rows<u16>,
    /// Statuses of throttled requests that it has turned away before any work was done.
    pub(super) refusals: &'static [u16],
    /// Types so general that they count only where the status says nothing.
    pub(super) types: Rows<&'static str>,
}

impl Profile {
    /// What a profile does not state.
    pub(super) const EMPTY: Self = Self {
        provider: Provider::Compatible,
        name: "",
        hosts: &[],
        port: None,
        headers: &[],
        gateway_headers: &[],
        signs: &[],
        fields: &[],
        wrappers: &[],
        announcements: &[],
        openings: &[],
        outputs: &[],
        thoughts: &[],
        plain_outputs: &[],
        ends: &[],
        broken_ends: &[],
        finishes: &[],
        reasons: &[],
        numbers: &[],
        may_be_empty: &[],
        reason_headers: &[],
        request_id_headers: &[],
        wait_headers: &[],
        reset_headers: &[],
        zone: "UTC0",
        key_prefixes: &[],
        distinct_key_prefixes: &[],
        texts: &[],
        codes: &[],
        own_codes: &[],
        statuses: &[],
        refusals: &[429],
        types: &[],
    };
}

/// A field by which the body of an error is known, or an event.
pub(super) struct Sign {
    pub(super) field: &'static str,
    /// A pattern of its value.
    pub(super) value: &'static str,
    /// Other providers send it too, with a code or without a type of the error: then it is no sign.
    pub(super) only_without_code: bool,
    /// It also ends an answer that has begun: then it is no sign.
    pub(super) only_without_answer: bool,
}

impl Sign {
    /// A field that nobody else has.
    pub(super) const fn field(field: &'static str) -> Self {
        Self::value(field, "*")
    }

    /// A field with a value that nobody else gives it.
    pub(super) const fn value(field: &'static str, value: &'static str) -> Self {
        Self {
            field,
            value,
            only_without_code: false,
            only_without_answer: false,
        }
    }

    /// A field that says why there is no answer, unless there is one.
    pub(super) const fn without_answer(field: &'static str, value: &'static str) -> Self {
        Self {
            only_without_answer: true,
            ..Self::value(field, value)
        }
    }

    /// Whether a field with this value is it.
    pub(super) fn is(&self, field: &str, value: &str) -> bool {
        self.field == field && matches(self.value, value)
    }

    pub(super) fn is_any_value(&self) -> bool {
        self.value == "*"
    }
}

/// What a field of a failed reply holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// What is said to a person.
    Message,
    /// What the provider behind a gateway said.
    Raw,
    /// The name of the failure where it is finer than the code.
    Reason,
    /// The code, by name or by number. A number of three digits is a status of HTTP.
    Code,
    /// The code, if it is a name.
    CodeName,
    /// The status by name, or that of HTTP.
    Status,
    /// The status of HTTP, if it is a number.
    HttpStatus,
    /// The type of the failure, coarser than the code.
    Type,
    /// The name of the limit that was reached.
    Limit,
    /// The name of the request.
    RequestId,
    /// How long to wait: seconds, or a text with units.
    RetryAfter,
    /// What more to wait, in nanoseconds.
    Subsecond,
    /// When the limit resets: seconds or milliseconds since 1970, or a text as in RFC 3339.
    ResetsAt,
    /// How long it takes until the limit resets: a text, with units or in seconds.
    ResetsIn,
}
