//! Where a retried function is, and what it is called.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Where a function is.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    function: &'static str,
    module: &'static str,
    /// Yields the path of the type that it is a method of.
    owner: Option<fn() -> &'static str>,
    /// What is called when a call gives up.
    fallback: Option<&'static str>,
    /// Yields what counts. No constant may refer to it.
    #[cfg(feature = "registry")]
    entry: Option<fn() -> &'static crate::registry::Function>,
}

impl Site {
    /// A function by its name and the path of the module that holds it.
    #[inline]
    #[must_use]
    pub const fn new(function: &'static str, module: &'static str) -> Self {
        Self {
            function,
            module,
            owner: None,
            fallback: None,
            #[cfg(feature = "registry")]
            entry: None,
        }
    }

    /// A function that counts what happens to it.
    #[cfg(feature = "registry")]
    #[must_use]
    pub const fn counted(mut self, entry: fn() -> &'static crate::registry::Function) -> Self {
        self.entry = Some(entry);
        self
    }

    #[cfg(feature = "registry")]
    pub(crate) fn count(&self, next: crate::event::Next) {
        if let Some(entry) = self.entry {
            entry().count(next);
        }
    }

    #[cfg(feature = "test-util")]
    pub(crate) const fn in_module(mut self, module: &'static str) -> Self {
        self.module = module;
        self
    }

    /// A function that falls back to the one of this name.
    #[inline]
    #[must_use]
    pub const fn falls_back_to(mut self, fallback: &'static str) -> Self {
        self.fallback = Some(fallback);
        self
    }

    pub(crate) const fn fallback(&self) -> Option<&'static str> {
        self.fallback
    }

    /// A method of the type with the path that `owner` yields.
    #[inline]
    #[must_use]
    pub const fn of(mut self, owner: fn() -> &'static str) -> Self {
        self.owner = Some(owner);
        self
    }

    pub(crate) const fn module(&self) -> &'static str {
        self.module
    }

    /// The function's name, behind that of its type if it is a method: `OpenAi::ask`.
    pub(crate) fn name(&self) -> &'static str {
        match self.owner {
            None => self.function,
            Some(owner) => joined(last_name(owner()), self.function),
        }
    }
}

/// `Client` of `my_crate::llm::Client<my_crate::Http>`.
fn last_name(path: &str) -> &str {
    let is_in_name = |c: char| c.is_alphanumeric() || c == '_' || c == '#';
    let path = path.trim_start_matches(|c| !is_in_name(c));
    let end = path.find(|c| !is_in_name(c) && c != ':');
    match end {
        Some(end) if matches!(&path[..end], "dyn" | "mut" | "const") => last_name(&path[end..]),
        end => {
            let path = &path[..end.unwrap_or(path.len())];
            path.rsplit("::").next().unwrap_or(path)
        }
    }
}

/// `owner::function`, made once for each pair and kept for ever: there are as many as the program has methods.
fn joined(owner: &'static str, function: &'static str) -> &'static str {
    static NAMES: Mutex<BTreeMap<(&str, &str), &str>> = Mutex::new(BTreeMap::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    names
        .entry((owner, function))
        .or_insert_with(|| format!("{owner}::{function}").leak())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types() {
        for (path, name) in [
            ("OpenAi", "OpenAi"),
            ("app::llm::OpenAi", "OpenAi"),
            ("app::Client<app::Http, u8>", "Client"),
            ("&app::Client<'_>", "Client"),
            ("dyn app::Ask", "Ask"),
            ("&mut dyn app::Ask + core::marker::Send", "Ask"),
            ("[app::Client]", "Client"),
            ("(app::A, app::B)", "A"),
            ("app::r#type::Own", "Own"),
            ("()", ""),
        ] {
            assert_eq!(last_name(path), name, "{path}");
        }
    }

    #[test]
    fn a_name_is_made_once() {
        let site = Site::new("ask", "app").of(|| "app::OpenAi");
        assert_eq!(site.name(), "OpenAi::ask");
        assert!(std::ptr::eq(site.name(), site.name()));
        assert_eq!(Site::new("ask", "app").name(), "ask");
    }
}
