//! An annotated future is `Send` exactly where the plain one is.

use std::marker::PhantomData;

/// Says whether the type of a value is `Send`.
macro_rules! is_send {
    ($value:expr) => {{
        #[allow(unused_imports)]
        use NotSend as _;
        probe(&$value).is_send()
    }};
}

struct Probe<T>(PhantomData<T>);

const fn probe<T>(_: &T) -> Probe<T> {
    Probe(PhantomData)
}

trait NotSend {
    fn is_send(&self) -> bool {
        false
    }
}

impl<T> NotSend for Probe<T> {}

impl<T: Send> Probe<T> {
    #[allow(clippy::unused_self)]
    const fn is_send(&self) -> bool {
        true
    }
}

/// A function as it is and annotated.
macro_rules! pair {
    ($(<$($generic:tt),*>)? ($($arguments:tt)*) -> $output:ty { $($body:tt)* }) => {
        #[allow(clippy::unused_async)]
        async fn plain $(<$($generic),*>)? ($($arguments)*) -> $output { $($body)* }
        #[retry]
        async fn annotated $(<$($generic),*>)? ($($arguments)*) -> $output { $($body)* }
    };
}

/// Asserts that the annotated future is `Send` if and only if the plain one is, which it is as `$send` says.
macro_rules! assert_send {
    ($send:literal, $($arguments:expr),*) => {
        assert_eq!(is_send!(plain($($arguments),*)), $send, "plain");
        assert_eq!(is_send!(annotated($($arguments),*)), $send, "annotated");
    };
}

// Below the macros, which they use.
mod arguments;
mod errors;
mod receivers;
