//! Allocations a call, counted by this program's own allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::instructions::Family;

struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Allocations of one call, what is the same for all calls of a program taken out.
pub fn per_call(family: Family, contender: &str, failures: u32) -> Option<u64> {
    let calls = (family.calls)(contender)?;
    let total = |count: u32| {
        let before = ALLOCATIONS.load(Relaxed);
        calls(count, failures);
        ALLOCATIONS.load(Relaxed) - before
    };
    // Once first, for what a thread allocates once.
    total(1);
    let (few, many) = (20, 120);
    Some((total(many) - total(few)) / u64::from(many - few))
}
