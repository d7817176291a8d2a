//! What the visualiser computes, by the crate's own code: it reads the attribute, and has calls, clients and servers run
//! in simulated time.
//!
//! The page asks in text and is answered in JSON. There is nothing to import, so that no glue is needed: the page writes the
//! question to [`buffer`], calls [`answer`], and reads the answer there.

mod answers;
mod attribute;
mod call;
mod contention;
mod json;
#[cfg(target_family = "wasm")]
mod memory;
mod options;
mod overload;
mod rules;
mod time;
mod values;
// The crates have them where others cannot reach them.
#[path = "../../../../retry-runtime/src/duration.rs"]
mod duration;
#[path = "../../../../retry-macros/src/nearest.rs"]
mod nearest;

pub use answers::answer;

#[cfg(target_family = "wasm")]
mod exports {
    use std::cell::RefCell;

    thread_local! {
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }

    /// Where a question of so many bytes is written to, and where its answer is.
    #[unsafe(no_mangle)]
    extern "C" fn buffer(length: usize) -> *mut u8 {
        BUFFER.with_borrow_mut(|buffer| {
            buffer.resize(length.max(buffer.len()), 0);
            buffer.as_mut_ptr()
        })
    }

    /// Answers the question of so many bytes. How many bytes the answer has.
    #[unsafe(no_mangle)]
    extern "C" fn answer(length: usize) -> usize {
        BUFFER.with_borrow_mut(|buffer| {
            let question = std::str::from_utf8(&buffer[..length]).unwrap_or_default();
            *buffer = crate::answer(question).into_bytes();
            buffer.len()
        })
    }
}
