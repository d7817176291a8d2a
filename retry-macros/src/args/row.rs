//! A row of the table of options.

/// What is known about an option.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// An example for messages.
    pub(crate) example: &'static str,
    /// The default, as it would be written. The runtime's policy has the same.
    pub(crate) default: Option<&'static str>,
    /// Names in other libraries, with the same meaning but another spelling.
    pub(super) foreign: &'static [Foreign],
    /// Its words in the function's documentation.
    pub(crate) summary: Option<Summary>,
    /// Whether it is about the names of one function, so that it cannot be used on an `impl` block.
    pub(crate) is_of_one_function: bool,
    /// What to write instead, where a duration must be longer than zero.
    pub(super) instead_of_zero: Option<&'static str>,
}

impl Row {
    /// An empty row, to be completed.
    pub(super) const EMPTY: Self = Self {
        name: "",
        example: "",
        default: None,
        foreign: &[],
        summary: None,
        is_of_one_function: false,
        instead_of_zero: None,
    };
}

/// Names that other libraries have for an option.
pub(super) enum Foreign {
    /// For the same.
    Same(&'static [&'static str]),
    /// For a count of attempts.
    Attempts(&'static [&'static str]),
    /// For a count of attempts without the first.
    Retries(&'static [&'static str]),
}

/// From an option's value, as written, to its words in the function's documentation.
pub(crate) enum Summary {
    /// Mentioned for the default too.
    Always(fn(&str) -> String),
    IfGiven(fn(&str) -> String),
}
