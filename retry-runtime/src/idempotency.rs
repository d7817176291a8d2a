//! A key that is the same for all attempts of one call, by which a server knows them for one request.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::host;
use crate::sleep::Moment;

/// A key that identifies one call of a retried function: the same for all of its attempts, and different for every
/// other call.
///
/// It displays as a random UUID (RFC 9562, version 4), such as `0f8fad5b-d9cb-469f-a165-70867728950e`, which servers
/// expect in the header `Idempotency-Key`. Two keys are equal if they display the same. A key is not secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(u128);

/// Tells the calls of a process apart, together with their start: it may come round.
#[derive(Clone, Copy, Debug, Hash)]
pub struct CallNumber(u32);

impl CallNumber {
    /// That of a call which is about to start.
    #[must_use]
    pub fn next() -> Self {
        static CALLS: AtomicU32 = AtomicU32::new(0);
        Self(CALLS.fetch_add(1, Ordering::Relaxed))
    }
}

impl IdempotencyKey {
    pub(crate) fn new(call: CallNumber, started: Moment) -> Self {
        // The hash keys of the standard library come from the system's entropy, and differ from each other.
        static HALVES: OnceLock<[RandomState; 2]> = OnceLock::new();
        let halves = HALVES.get_or_init(|| [RandomState::new(), RandomState::new()]);
        let name = (call, started, host::process());
        let [high, low] = halves.each_ref().map(|half| half.hash_one(name));
        Self::from_random((u128::from(high) << 64) | u128::from(low))
    }

    /// Marks random bits as a UUID of version 4, which takes the place of six of them.
    const fn from_random(bits: u128) -> Self {
        const VERSION: u128 = 0xf << 76;
        const VARIANT: u128 = 0b11 << 62;
        Self(bits & !VERSION & !VARIANT | (0x4 << 76) | (0b10 << 62))
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = |from: u32, bits: u32| (self.0 >> from) & ((1 << bits) - 1);
        write!(
            f,
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            field(96, 32),
            field(80, 16),
            field(64, 16),
            field(48, 16),
            field(0, 48)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_equal_if_they_read_alike() {
        let key = IdempotencyKey::from_random(0);
        assert_eq!(key.to_string(), "00000000-0000-4000-8000-000000000000");
        for bit in 0..128 {
            let other = IdempotencyKey::from_random(1 << bit);
            assert_eq!(key == other, key.to_string() == other.to_string(), "{bit}");
        }
    }
}
