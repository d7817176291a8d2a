//! What every contender calls: a server that fails as often as it was told to, and then answers.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct Server {
    failures: AtomicU32,
}

impl Server {
    /// Makes the next `count` requests fail.
    #[inline]
    pub fn fail(&self, count: u32) {
        self.failures.store(count, Relaxed);
    }

    /// Whether the next request fails.
    #[inline]
    pub fn fails(&self) -> bool {
        let failures = self.failures.load(Relaxed);
        if failures > 0 {
            self.failures.store(failures - 1, Relaxed);
        }
        failures > 0
    }
}

#[derive(Debug)]
pub struct Error;

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("busy")
    }
}

impl std::error::Error for Error {}
