//! Retries on and off, for the whole process.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

static ARE_OFF: AtomicBool = AtomicBool::new(false);

/// Turns retries off in all threads of the process, until [`enable_retries`] is called. A call then returns the result
/// of its first attempt, as with `max = 1`.
///
/// Use it in tests that cannot change the policies of the code under test, such as an end-to-end test that wants to see
/// the first error immediately.
///
/// # Example
///
/// ```standalone_crate
/// use retry_attr::{retry, testing};
///
/// #[retry(max = 3, base = "10s")]
/// fn ask(attempts: &mut u32) -> Result<(), String> {
///     *attempts += 1;
///     Err("busy".to_owned())
/// }
///
/// testing::disable_retries();
/// let mut attempts = 0;
/// assert!(ask(&mut attempts).is_err());
/// assert_eq!(attempts, 1);
/// ```
pub fn disable_retries() {
    ARE_OFF.store(true, Relaxed);
}

/// Turns retries on again after [`disable_retries`].
pub fn enable_retries() {
    ARE_OFF.store(false, Relaxed);
}

pub(crate) fn retries_are_off() -> bool {
    ARE_OFF.load(Relaxed)
}
