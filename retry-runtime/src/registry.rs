//! A list of every annotated function in the program, with counts of its retries.
//!
//! The linker collects the functions, so none is missing: functions of other crates and functions that were never
//! called are included. A test can hold all of them to a rule, and a service can report them.
//!
//! # Example
//!
//! ```standalone_crate
//! use std::time::Duration;
//! use retry_attr::{registry, retry};
//!
//! #[retry(max = 4, timeout = "5s", retry_after = "10s")]
//! async fn ask() -> Result<String, String> {
//!     Ok("an answer".to_owned())
//! }
//!
//! // #[test]
//! fn no_function_keeps_a_user_waiting() {
//!     for function in registry::all() {
//!         let Some(policy) = function.policy() else { continue };
//!         let longest = policy.worst_case(None).expect("a timeout");
//!         assert!(longest <= Duration::from_secs(60), "{function} takes {longest:?}: {policy}");
//!     }
//! }
//! # no_function_keeps_a_user_waiting();
//! # assert!(registry::all().any(|function| function.name() == "ask"));
//! ```

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use linkme::distributed_slice;

use crate::event::Next;
use crate::policy::Policy;

#[doc(hidden)]
#[distributed_slice]
pub static FUNCTIONS: [&'static Function];

/// Returns every function in the program that has the attribute, in no particular order.
///
/// A generic function is one function, and so is a method of a trait.
pub fn all() -> impl Iterator<Item = &'static Function> {
    FUNCTIONS.iter().copied()
}

/// A function that has the attribute.
///
/// The counts cover all calls in this process, and all instances of a generic function. They are read one by one while
/// calls go on, so they need not be consistent with each other.
#[derive(Debug)]
pub struct Function {
    name: &'static str,
    module: &'static str,
    file: &'static str,
    line: u32,
    policy: Option<&'static Policy>,
    retries: AtomicU64,
    give_ups: AtomicU64,
    recoveries: AtomicU64,
}

impl Function {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(
        name: &'static str,
        module: &'static str,
        file: &'static str,
        line: u32,
        policy: Option<&'static Policy>,
    ) -> Self {
        Self {
            name,
            module,
            file,
            line,
            policy,
            retries: AtomicU64::new(0),
            give_ups: AtomicU64::new(0),
            recoveries: AtomicU64::new(0),
        }
    }

    /// The name of the function, without its type.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The path of the module that contains the function.
    #[must_use]
    pub const fn module(&self) -> &'static str {
        self.module
    }

    /// The source file, by the path that the compiler was given.
    #[must_use]
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// The line of the attribute.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.line
    }

    /// The function's policy. It is `None` if the policy is known only at run time, as with `policy = self.policy`, or
    /// depends on generic parameters.
    #[must_use]
    pub const fn policy(&self) -> Option<&'static Policy> {
        self.policy
    }

    /// The number of retries so far.
    #[must_use]
    pub fn retries(&self) -> u64 {
        self.retries.load(Relaxed)
    }

    /// The number of calls that gave up so far.
    #[must_use]
    pub fn give_ups(&self) -> u64 {
        self.give_ups.load(Relaxed)
    }

    /// The number of calls so far that succeeded after a failure.
    #[must_use]
    pub fn recoveries(&self) -> u64 {
        self.recoveries.load(Relaxed)
    }

    pub(crate) fn count(&self, next: Next) {
        let counter = match next {
            Next::Retry(..) => &self.retries,
            Next::GiveUp(..) => &self.give_ups,
            Next::Recovered => &self.recoveries,
        };
        counter.fetch_add(1, Relaxed);
    }
}

/// Writes the path and the location, such as `app::llm::ask (src/llm.rs:12)`.
impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            module,
            file,
            line,
            ..
        } = self;
        write!(f, "{module}::{name} ({file}:{line})")
    }
}
