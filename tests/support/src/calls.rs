use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Fails twice, then succeeds, and again.
///
/// # Errors
///
/// In two of three calls.
pub fn third(calls: &AtomicU32) -> Result<u32, &'static str> {
    let call = calls.fetch_add(1, Relaxed) + 1;
    if call % 3 == 0 { Ok(call) } else { Err("busy") }
}

/// No calls so far.
#[must_use]
pub const fn zero() -> AtomicU32 {
    AtomicU32::new(0)
}
