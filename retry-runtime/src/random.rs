//! Where jitter comes from: one small generator a thread, seeded by the [host](crate::host).
//!
//! Not the generator of `rand::rng()`, whose first use on a thread allocates.

use std::cell::RefCell;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use crate::host;

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
    SmallRng::seed_from_u64(host::seed())
}

/// Has this thread draw its jitter from a seed, for simulations that come out the same again.
pub fn seed_jitter(seed: u64) {
    GENERATOR.set(Some(SmallRng::seed_from_u64(seed)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jitter::Jitter;
    use crate::policy::Policy;

    #[test]
    fn a_seed_yields_the_same_delays_again() {
        let drawn = |seed| {
            seed_jitter(seed);
            let delays = Policy::new().max(9).jitter(Jitter::Full).delays();
            delays.collect::<Vec<_>>()
        };
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }
}
