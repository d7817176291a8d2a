//! A walk through JSON that cannot fail: what was read before it breaks off has been noted.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// How deep what is looked for lies, in objects.
const DEPTH: usize = 5;

/// A value that is no object and no list. What is false or null says nothing here.
#[derive(Clone, Copy)]
pub(super) enum Scalar<'a> {
    Text(&'a str),
    Number(f64),
    True,
}

/// Notes all scalars with the names that lead to them, joined by dots. What is in a list lies where the list does.
///
/// # Errors
///
/// What is no JSON, before which all has been noted.
pub(super) fn walk<'de, D: Deserializer<'de>>(
    json: D,
    note: &mut dyn FnMut(&str, Scalar<'_>),
) -> Result<(), D::Error> {
    let walk = Walk {
        note,
        path: &mut String::new(),
        depth: 0,
    };
    walk.deserialize(json)
}

struct Walk<'a> {
    note: &'a mut dyn FnMut(&str, Scalar<'_>),
    path: &'a mut String,
    depth: usize,
}

impl Walk<'_> {
    fn at(&mut self, depth: usize) -> Walk<'_> {
        Walk {
            note: self.note,
            path: self.path,
            depth,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > DEPTH {
            return IgnoredAny::deserialize(deserializer).map(drop);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let outer = self.path.len();
        if self.depth > 0 {
            self.path.push('.');
        }
        let start = self.path.len();
        while map.next_key_seed(Key(self.path))?.is_some() {
            let depth = self.depth + 1;
            map.next_value_seed(self.at(depth))?;
            self.path.truncate(start);
        }
        self.path.truncate(outer);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let depth = self.depth;
        while list.next_element_seed(self.at(depth))?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        (self.note)(self.path, Scalar::Text(text));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        (self.note)(self.path, Scalar::Number(number));
        Ok(())
    }

    #[allow(clippy::cast_precision_loss)] // no number that is looked for is that large
    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        (self.note)(self.path, Scalar::Number(number as f64));
        Ok(())
    }

    // None that is looked for is negative.
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        if value {
            (self.note)(self.path, Scalar::True);
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Adds a name to the path that leads to its value.
struct Key<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<(), E> {
        // No name that is looked for has a dot, and none must be found in one that has.
        self.0.push_str(if name.contains('.') { "?" } else { name });
        Ok(())
    }
}
