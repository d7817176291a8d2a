//! The hook of the program: one for all retried functions.

use std::error::Error;
use std::fmt;
use std::sync::OnceLock;

use crate::event::Event;

type Hook = Box<dyn Fn(&Event<'_>) + Send + Sync>;

static HOOK: OnceLock<Hook> = OnceLock::new();

/// Sets a hook for the whole program. It is called with every event of every retried function, after the function's own
/// hooks: for each retry, each call that gives up, and each success after a failure. It can be set only once.
///
/// The hook runs on the thread of the call and must not block. A call that succeeds on its first attempt does not look
/// for it.
///
/// # Errors
///
/// Returns an error if a hook is already set.
///
/// # Example
///
/// ```
/// use retry_attr::{Event, retry};
///
/// #[retry(max = 2, backoff = "none")]
/// fn ask() -> Result<(), String> {
///     Err("busy".to_owned())
/// }
///
/// fn main() {
///     retry_attr::set_hook(|event: &Event<'_>| eprintln!("{event}")).expect("only `main` sets it");
///     let _ = ask();
/// }
/// ```
pub fn set_hook(hook: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Result<(), HookIsSet> {
    HOOK.set(Box::new(hook)).map_err(|_| HookIsSet(()))
}

#[inline]
pub(crate) fn is_set() -> bool {
    HOOK.get().is_some()
}

pub(crate) fn tell(event: &Event<'_>) {
    if let Some(hook) = HOOK.get() {
        hook(event);
    }
}

/// The error of [`set_hook`] if a hook is already set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HookIsSet(());

impl fmt::Display for HookIsSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a hook is already set")
    }
}

impl Error for HookIsSet {}
