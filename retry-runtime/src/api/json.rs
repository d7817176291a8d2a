//! A walk through JSON as a stream, that cannot fail: what was read before it breaks off has been noted.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// How deep what is looked for lies, in objects.
pub(super) const DEPTH: usize = 5;

/// A value that is no object and no list. Truth values and nulls say nothing here.
#[derive(Clone, Copy)]
pub(super) enum Scalar<'a> {
    Text(&'a str),
    Number(f64),
}

/// Notes all scalars with the names that lead to them; the elements of a list lie where the list does.
///
/// Returns whether the first object was read to its end.
pub(super) fn walk(json: &str, note: &mut dyn FnMut(&[String], Scalar<'_>)) -> bool {
    let mut is_whole = false;
    let walk = Walk {
        note,
        path: &mut Vec::new(),
        is_whole: &mut is_whole,
    };
    let _ = walk.deserialize(&mut serde_json::Deserializer::from_str(json));
    is_whole
}

struct Walk<'a> {
    note: &'a mut dyn FnMut(&[String], Scalar<'_>),
    path: &'a mut Vec<String>,
    is_whole: &'a mut bool,
}

impl Walk<'_> {
    fn again(&mut self) -> Walk<'_> {
        Walk {
            note: self.note,
            path: self.path,
            is_whole: self.is_whole,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.path.len() > DEPTH {
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
        while let Some(key) = map.next_key::<String>()? {
            self.path.push(key);
            map.next_value_seed(self.again())?;
            self.path.pop();
        }
        *self.is_whole |= self.path.is_empty();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(self.again())?.is_some() {}
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

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
