//! JSON, as far as answers need it.

use std::fmt::Write;
use std::time::Duration;

/// An object that is being written.
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn new() -> Self {
        Self("{".to_owned())
    }

    pub(crate) fn field(mut self, name: &str, value: &dyn Json) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        name.write(&mut self.0);
        self.0.push(':');
        value.write(&mut self.0);
        self
    }

    pub(crate) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// What can be written.
pub(crate) trait Json {
    fn write(&self, out: &mut String);
}

impl Json for &str {
    fn write(&self, out: &mut String) {
        out.push('"');
        for c in self.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                // Other control characters are white space where they may be.
                '\0'..' ' => out.push(' '),
                c => out.push(c),
            }
        }
        out.push('"');
    }
}

/// One that has been written.
impl Json for Object {
    fn write(&self, out: &mut String) {
        out.push_str(&self.0);
        out.push('}');
    }
}

macro_rules! as_displayed {
    ($($Type:ty),*) => {$(
        impl Json for $Type {
            fn write(&self, out: &mut String) {
                _ = write!(out, "{self}");
            }
        }
    )*};
}

as_displayed!(bool, u32, u64);

impl Json for String {
    fn write(&self, out: &mut String) {
        (&**self).write(out);
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            value.write(out);
        }
        out.push(']');
    }
}

/// In whole nanoseconds, which a policy counts in 64 bits.
impl Json for Duration {
    fn write(&self, out: &mut String) {
        u64::try_from(self.as_nanos())
            .unwrap_or(u64::MAX)
            .write(out);
    }
}

/// By the two halves of its bits: to write it in digits takes as much code as all else.
impl Json for f64 {
    fn write(&self, out: &mut String) {
        let bits = self.to_bits();
        vec![bits & u64::from(u32::MAX), bits >> 32].write(out);
    }
}
