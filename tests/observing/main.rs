//! What an event tells beside its text: the name of the function, the error by its type, and labels for metrics.

mod errors;
mod names;

use std::cell::RefCell;

use retry_attr::Event;

thread_local! {
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what is seen of an event.
fn keep(seen: &impl ToString) {
    SEEN.with_borrow_mut(|all| all.push(seen.to_string()));
}

fn kept() -> Vec<String> {
    SEEN.take()
}

fn kind(event: &Event<'_>) {
    keep(&event.kind());
}
