//! The allocator: blocks of powers of two, kept for the next of the same size. A tenth of the code of the standard one.

use core::arch::wasm32::{memory_grow, memory_size};
use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ptr;

const PAGE: usize = 1 << 16;

/// A page of a browser has one thread.
struct Memory {
    /// For each size the last block that was freed, which holds where the one before is.
    free: [Cell<*mut u8>; 32],
    /// Where the next block starts at the earliest.
    next: Cell<usize>,
}

#[global_allocator]
static MEMORY: Memory = Memory {
    free: [const { Cell::new(ptr::null_mut()) }; 32],
    next: Cell::new(0),
};

// SAFETY: there is one thread.
unsafe impl Sync for Memory {}

fn class(layout: Layout) -> usize {
    let size = layout.size().max(layout.align()).max(size_of::<*mut u8>());
    size.next_power_of_two().trailing_zeros() as usize
}

// SAFETY: a block is handed out once until it is freed, as long as its class says, and aligned to that or to a page.
unsafe impl GlobalAlloc for Memory {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let class = class(layout);
        let Some(free) = self.free.get(class) else {
            return ptr::null_mut();
        };
        let block = free.get();
        if !block.is_null() {
            free.set(unsafe { block.cast::<*mut u8>().read() });
            return block;
        }
        let size = 1 << class;
        let end = memory_size(0) * PAGE;
        let next = match self.next.get() {
            0 => end,
            next => next,
        };
        let start = next.next_multiple_of(size.min(PAGE));
        let missing = (start + size).saturating_sub(end);
        if missing > 0 && memory_grow(0, missing.div_ceil(PAGE)) == usize::MAX {
            return ptr::null_mut();
        }
        self.next.set(start + size);
        ptr::with_exposed_provenance_mut(start)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let Some(free) = self.free.get(class(layout)) else {
            return;
        };
        unsafe { block.cast::<*mut u8>().write(free.get()) };
        free.set(block);
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let Ok(new) = Layout::from_size_align(size, layout.align()) else {
            return ptr::null_mut();
        };
        if class(new) == class(layout) {
            return block;
        }
        let moved = unsafe { self.alloc(new) };
        if !moved.is_null() {
            unsafe {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
                self.dealloc(block, layout);
            }
        }
        moved
    }
}
