//! The most that is taken from the allocator at once, and the time.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

use crate::contenders::{CONTENDERS, Chunks};
use crate::{CHUNK, EVENTS};

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(now, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// KiB taken and seconds gone while all events are read.
fn measure(read: fn(Chunks) -> usize, chunks: &Chunks) -> String {
    let before = NOW.load(Relaxed);
    PEAK.store(before, Relaxed);
    let start = Instant::now();
    read(chunks.clone());
    let kib = (PEAK.load(Relaxed) - before) >> 10;
    format!("{kib} KiB, {:.2} s", start.elapsed().as_secs_f64())
}

pub fn print() {
    let event = EVENTS[0].1;
    let many = event.repeat((64 << 20) / event.len());
    let whole = Chunks::of(&many, CHUNK);
    let large = format!("data: {{\"x\":\"{}\"}}\n\n", "x".repeat(256 << 10));
    let large = Chunks::of(&large, 100);
    let endless = format!("data: {}", "x".repeat((64 << 20) - 6));
    let endless = Chunks::of(&endless, 256 << 10);
    let bodies = [
        ("64 MiB of chat chunks", &whole),
        ("an event of 256 KiB in chunks of 100 B", &large),
        ("a line of 64 MiB", &endless),
    ];
    println!("\nThe most memory at once, and the time:\n");
    println!("| | {} |", bodies.map(|(name, _)| name).join(" | "));
    println!("|---|---:|---:|---:|");
    for (name, read) in CONTENDERS {
        let figures = bodies.map(|(_, chunks)| measure(read, chunks));
        println!("| {name} | {} |", figures.join(" | "));
    }
    let (name, read) = CONTENDERS[0];
    let figure = measure(read, &whole.times(16));
    println!("\n1 GiB of chat chunks by {name}: {figure}.");
}
