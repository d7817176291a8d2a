//! A policy in a file or the environment, in the words of the options.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::{Policy, RetryAfter};
use crate::backoff::Backoff;
use crate::duration;
use crate::jitter::Jitter;

/// The options by name, as they are read and written.
#[derive(Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename = "Policy")]
struct Options {
    max: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    throttled: Option<u32>,
    backoff: Backoff,
    base: Human,
    factor: f64,
    cap: Human,
    jitter: Jitter,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout: Option<Human>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Human>,
    retry_after: RetryAfter,
    idempotent: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self::of(&Policy::new())
    }
}

impl Options {
    fn of(policy: &Policy) -> Self {
        Self {
            max: policy.max,
            throttled: policy.throttled,
            backoff: policy.backoff,
            base: Human(policy.get_base()),
            factor: policy.factor,
            cap: Human(policy.get_cap()),
            jitter: policy.jitter,
            timeout: policy.get_timeout().map(Human),
            deadline: policy.get_deadline().map(Human),
            retry_after: policy.get_retry_after(),
            idempotent: policy.idempotent,
        }
    }

    fn policy(self) -> Policy {
        let limit = |limit: Option<Human>| limit.map_or(Duration::MAX, |Human(limit)| limit);
        let policy = match self.throttled {
            Some(throttled) => Policy::new().throttled(throttled),
            None => Policy::new(),
        };
        policy
            .max(self.max)
            .backoff(self.backoff)
            .base(self.base.0)
            .factor(self.factor)
            .cap(self.cap.0)
            .jitter(self.jitter)
            .timeout(limit(self.timeout))
            .deadline(limit(self.deadline))
            .retry_after(self.retry_after)
            .idempotent(self.idempotent)
    }
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "serde")))]
impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Options::of(self).serialize(serializer)
    }
}

/// Options that are left out have their defaults. A policy that breaks a rule is an error, in the words of
/// [`validate`](Policy::validate).
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let policy = Options::deserialize(deserializer)?.policy();
        policy.validate().map_err(D::Error::custom)?;
        Ok(policy)
    }
}

/// A value that is written in quotes.
trait Text: Sized {
    const EXPECTED: &str;

    /// Or what is wrong with it.
    fn read(text: &str) -> Result<Self, String>;
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: Text> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::read(text).map_err(E::custom)
    }
}

macro_rules! read_as_text {
    ($($Type:ty),*) => {$(
        #[cfg_attr(retry_attr_docs, doc(cfg(feature = "serde")))]
        impl<'de> Deserialize<'de> for $Type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(TextVisitor(PhantomData))
            }
        }
    )*};
}

read_as_text!(Human, RetryAfter, Backoff);

/// A duration as the options have it, such as `"1m30s"`.
struct Human(Duration);

impl Text for Human {
    const EXPECTED: &str = "a duration in quotes, such as \"10s\"";

    fn read(text: &str) -> Result<Self, String> {
        match duration::parse(text) {
            Ok(nanos) => Ok(Self(Duration::from_nanos(nanos))),
            Err(why) => Err(format!(
                "{why}; write a number and a unit (ns, us, ms, s, m, h or d), such as \"10s\""
            )),
        }
    }
}

impl Serialize for Human {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:?}", self.0))
    }
}

impl Text for RetryAfter {
    const EXPECTED: &str = "\"ignore\" or the longest wait to accept, such as \"60s\"";

    fn read(text: &str) -> Result<Self, String> {
        match text {
            "ignore" => Ok(Self::Ignore),
            text => Human::read(text).map(|Human(longest)| Self::AtMost(longest)),
        }
    }
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "serde")))]
impl Serialize for RetryAfter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Ignore => serializer.serialize_str("ignore"),
            Self::AtMost(longest) => Human(*longest).serialize(serializer),
        }
    }
}

impl Text for Backoff {
    const EXPECTED: &str = "the name of a shape, such as \"exp\"";

    fn read(text: &str) -> Result<Self, String> {
        named(text, "backoff", &Self::ALL, Self::name)
    }
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "serde")))]
impl Serialize for Backoff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A name, or a proportion.
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for Jitter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JitterVisitor)
    }
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "serde")))]
impl Serialize for Jitter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Proportion(p) => serializer.serialize_f64(*p),
            named => serializer.serialize_str(named.name()),
        }
    }
}

struct JitterVisitor;

impl Visitor<'_> for JitterVisitor {
    type Value = Jitter;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a kind of jitter, such as \"full\", or a proportion between 0 and 1")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Jitter, E> {
        named(text, "jitter", &Jitter::NAMED, Jitter::name).map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, proportion: f64) -> Result<Jitter, E> {
        Ok(Jitter::Proportion(proportion))
    }

    // As 1 is written, and 0.
    #[allow(clippy::cast_precision_loss)] // what is too large for it is refused all the same
    fn visit_u64<E: Error>(self, proportion: u64) -> Result<Jitter, E> {
        self.visit_f64(proportion as f64)
    }

    #[allow(clippy::cast_precision_loss)] // as above
    fn visit_i64<E: Error>(self, proportion: i64) -> Result<Jitter, E> {
        self.visit_f64(proportion as f64)
    }
}

/// The value of this name.
fn named<T: Copy>(
    text: &str,
    what: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, String> {
    let found = all.iter().find(|value| name(**value) == text);
    found.copied().ok_or_else(|| {
        let names: Vec<_> = all
            .iter()
            .map(|value| format!("{:?}", name(*value)))
            .collect();
        format!(
            "unknown {what} {text:?}; expected one of {}",
            names.join(", ")
        )
    })
}
