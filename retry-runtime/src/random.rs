//! Where jitter comes from: one small generator a thread, seeded from the system.
//!
//! Not the generator of `rand::rng()`, whose first use on a thread allocates.

use std::cell::RefCell;
use std::hash::{BuildHasher, RandomState};

use rand::rngs::{SmallRng, SysRng};
use rand::{RngExt, SeedableRng};

/// A source of random numbers for delays.
pub(crate) trait Random {
    /// Draws evenly between 0 and `most`, both included.
    fn up_to(&mut self, most: u64) -> u64;
}

impl Random for SmallRng {
    fn up_to(&mut self, most: u64) -> u64 {
        self.random_range(0..=most)
    }
}

/// The generator of the current thread.
pub(crate) struct ThreadRandom;

thread_local! {
    static GENERATOR: RefCell<Option<SmallRng>> = const { RefCell::new(None) };
}

impl Random for ThreadRandom {
    #[inline]
    fn up_to(&mut self, most: u64) -> u64 {
        if most == 0 { 0 } else { draw(most) }
    }
}

fn draw(most: u64) -> u64 {
    #[cfg(feature = "test-util")]
    if let Some(drawn) = crate::testing::draw(most) {
        return drawn;
    }
    GENERATOR.with_borrow_mut(|generator| generator.get_or_insert_with(seeded).up_to(most))
}

fn seeded() -> SmallRng {
    SmallRng::try_from_rng(&mut SysRng).unwrap_or_else(|_| {
        // No entropy from the system: the standard library's hash keys differ for each thread.
        SmallRng::seed_from_u64(RandomState::new().hash_one(0))
    })
}
