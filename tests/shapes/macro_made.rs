//! Functions made by `macro_rules`, whose tokens come in groups and from two places.

use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

macro_rules! from_fragments {
    (
        $(#[$attribute:meta])*
        $vis:vis fn $name:ident($($argument:ident: $ty:ty),*) -> $output:ty $body:block
    ) => {
        $(#[$attribute])*
        #[retry(max = 4, backoff = "none")]
        $vis fn $name($($argument: $ty),*) -> $output $body
    };
}

from_fragments! {
    /// Made by a macro.
    #[must_use]
    pub fn from_block(calls: &Calls, text: String) -> Result<u32, Busy> {
        drop(text);
        calls.call()
    }
}

macro_rules! async_from_fragments {
    ($name:ident($argument:ident: $ty:ty) -> $output:ty $body:block) => {
        #[retry]
        async fn $name($argument: $ty) -> $output $body
    };
}

async_from_fragments! {
    async_from_block(calls: &Calls) -> Result<u32, Busy> { calls.call_async().await }
}

#[tokio::test(start_paused = true)]
async fn a_block_fragment_as_the_body() {
    assert_attempts!(4, |calls| from_block(calls, String::new()));
    assert_attempts_async!(|calls| async_from_block(calls));
}

macro_rules! passes_on {
    ($name:ident($argument:ident: $ty:ty)) => {
        #[retry(max = 4, backoff = "none")]
        pub(super) fn $name(calls: &Calls, $argument: $ty) -> Result<u32, Busy> {
            add($argument);
            calls.call()
        }
    };
}

fn add(list: &mut Vec<u32>) {
    list.push(0);
}

passes_on!(unique(list: &mut Vec<u32>));
#[allow(unused_parens)]
mod parentheses {
    use super::{Busy, Calls, add, retry};

    passes_on!(unique(list: (&mut Vec<u32>)));
}

#[test]
fn a_type_fragment_that_is_a_unique_reference() {
    assert_attempts!(4, |calls| unique(calls, &mut vec![]));
    assert_attempts!(4, |calls| parentheses::unique(calls, &mut vec![]));
}

macro_rules! from_expression {
    ($name:ident, $calls:ident, $max:expr, $base:literal, $value:expr) => {
        #[retry(max = $max, base = $base)]
        async fn $name($calls: &Calls, text: String) -> Result<u32, Busy> {
            drop(text);
            $value
        }
    };
}

from_expression!(
    from_expression,
    calls,
    1 + 2,
    "1s",
    calls.call_async().await
);

#[tokio::test(start_paused = true)]
async fn expression_fragments_in_the_body_and_the_options() {
    assert_attempts_async!(|calls| from_expression(calls, String::new()));
}

macro_rules! from_async_block {
    ($name:ident($calls:ident) $block:block) => {
        #[retry]
        fn $name($calls: &Calls) -> futures_util::future::BoxFuture<'_, Result<u32, Busy>> {
            Box::pin(async move $block)
        }
    };
}

from_async_block! {
    from_async_block(calls) { calls.call_async().await }
}

#[tokio::test(start_paused = true)]
async fn a_block_fragment_as_the_future() {
    assert_attempts_async!(|calls| from_async_block(calls));
}

macro_rules! with_types {
    ($name:ident, $argument:ty, $future:ty, $result:ty) => {
        mod $name {
            use super::{Busy, Calls, retry};
            use std::future::Future;

            #[retry]
            pub(super) fn returns_future(calls: &Calls, list: $argument) -> $future {
                Box::pin(async move {
                    drop(list);
                    calls.call_async().await
                })
            }

            #[retry]
            pub(super) fn returns_opaque(
                calls: &Calls,
                list: &mut $argument,
            ) -> impl Future<Output = $result> {
                async move {
                    list.push(0);
                    calls.call_async().await
                }
            }

            #[retry]
            pub(super) async fn is_async(calls: &Calls, mut list: $argument) -> $result {
                list.push(0);
                assert_eq!(list, [0]);
                calls.call_async().await
            }
        }
    };
}

with_types!(
    types,
    Vec<u8>,
    futures_util::future::BoxFuture<'_, Result<u32, Busy>>,
    Result<u32, Busy>
);

#[tokio::test(start_paused = true)]
async fn type_fragments() {
    assert_attempts_async!(|calls| types::returns_future(calls, vec![]));
    assert_attempts_async!(|calls| types::returns_opaque(calls, &mut vec![]));
    assert_attempts_async!(|calls| types::is_async(calls, vec![]));
}

macro_rules! with_pattern {
    ($name:ident, $pattern:pat, $ty:ty, $body:expr) => {
        #[retry(max = 4, backoff = "none")]
        fn $name(calls: &Calls, $pattern: $ty) -> Result<u32, Busy> {
            assert_eq!($body, 3);
            calls.call()
        }
    };
}

with_pattern!(a_pair, (left, right), (u32, u32), left + right);
with_pattern!(a_name, total, u32, total);
with_pattern!(a_changed_name, mut total, u32, {
    total += 1;
    total
});

#[test]
fn pattern_fragments() {
    assert_attempts!(4, |calls| a_pair(calls, (1, 2)));
    assert_attempts!(4, |calls| a_name(calls, 3));
    assert_attempts!(4, |calls| a_changed_name(calls, 2));
}

macro_rules! methods {
    ($($name:ident => $method:ident),*) => {
        impl Service<'_> {
            $(
                #[retry(max = 4, backoff = "none")]
                fn $name(&self) -> Result<u32, Busy> {
                    self.0.$method()
                }
            )*
        }
    };
}

struct Service<'a>(&'a Calls);

methods!(first => call, second => call);

macro_rules! method_with_self {
    ($self:ident, $name:ident, $body:expr) => {
        impl Changing<'_> {
            #[retry(max = 4, backoff = "none")]
            fn $name(mut $self) -> Result<u32, Busy> {
                $self.1 += 1;
                assert_eq!($self.1, 1);
                $body
            }
        }
    };
}

#[derive(Clone)]
struct Changing<'a>(&'a Calls, u32);

method_with_self!(self, changing, self.0.call());

#[test]
fn methods_made_by_a_macro() {
    assert_attempts!(4, |calls| Service(calls).first());
    assert_attempts!(4, |calls| Service(calls).second());
    assert_attempts!(4, |calls| Changing(calls, 0).changing());
}

/// The macro's `text` and the caller's are two variables.
macro_rules! two_of_a_name {
    ($name:ident, $async_name:ident, $text:ident) => {
        #[retry(max = 4, backoff = "none")]
        fn $name(calls: &Calls, text: String, $text: String) -> Result<u32, Busy> {
            assert_eq!(
                (keep(text).as_str(), keep($text).as_str()),
                ("own", "given")
            );
            calls.call()
        }

        #[retry]
        async fn $async_name(calls: &Calls, text: String, $text: String) -> Result<u32, Busy> {
            let (text, $text) = (text, $text);
            assert_eq!((text.as_str(), $text.as_str()), ("own", "given"));
            calls.call_async().await
        }
    };
}

fn keep(text: String) -> String {
    text
}

two_of_a_name!(two_texts, two_texts_async, text);

#[tokio::test(start_paused = true)]
async fn arguments_of_the_same_name_and_another_origin() {
    assert_attempts!(4, |calls| two_texts(calls, "own".into(), "given".into()));
    assert_attempts_async!(|calls| two_texts_async(calls, "own".into(), "given".into()));
}

/// Names that generated code uses are free in a macro as well.
macro_rules! in_a_macro {
    ($name:ident, $body:expr) => {
        #[retry(max = 4, backoff = "none")]
        fn $name(call: &Calls, result: u32, delay: u32) -> Result<u32, Busy> {
            let site = result + delay;
            assert_eq!(site, 3);
            $body;
            call.call()
        }
    };
}

in_a_macro!(names_in_a_macro, drop(vec![1]));

#[test]
fn names_of_generated_code_in_a_macro() {
    assert_attempts!(4, |calls| names_in_a_macro(calls, 1, 2));
}

#[test]
fn a_macro_defined_in_the_body() {
    #[retry(max = 4, backoff = "none")]
    fn function(calls: &Calls, list: Vec<u32>) -> Result<u32, Busy> {
        macro_rules! sum {
            ($list:expr) => {
                $list.into_iter().sum::<u32>()
            };
        }
        macro_rules! attempt {
            ($calls:ident) => {
                $calls.call()?
            };
        }
        assert_eq!(sum!(list), 3);
        let number = attempt!(calls);
        Ok(number)
    }
    assert_attempts!(4, |calls| function(calls, vec![1, 2]));
}
