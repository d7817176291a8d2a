//! What a row of the table of options says.

/// What is known about an option.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// A use of it to show in a message.
    pub(crate) example: &'static str,
    /// The value that holds where the option is not given, as it would be written. The runtime's policy has the same.
    pub(crate) default: Option<&'static str>,
    /// What it is called elsewhere: close in meaning and not in spelling.
    pub(super) foreign: &'static [Foreign],
    /// Its words in the function's documentation.
    pub(crate) summary: Option<Summary>,
    /// Whether it is about the names of one function, so that it cannot stand above an `impl` block.
    pub(crate) is_of_one_function: bool,
    /// What to write instead, where a duration must be longer than zero.
    pub(super) instead_of_zero: Option<&'static str>,
}

impl Row {
    /// A row of which nothing is known, to be completed.
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
    /// Said of the default too.
    Always(fn(&str) -> String),
    IfGiven(fn(&str) -> String),
}
