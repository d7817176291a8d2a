//! What generated code may not see, hide or depend on.

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

#[allow(clippy::too_many_arguments)]
#[retry(max = 3, backoff = "none")]
fn named(
    call: &AtomicU32,
    site: u32,
    result: u32,
    delay: String,
    policy: Vec<u32>,
    mut counter: u32,
    attempt: u32,
    limit: &mut u32,
) -> Result<u32, &'static str> {
    counter += 1;
    *limit += 1;
    assert_eq!(delay.into_bytes(), b"delay");
    assert_eq!(policy.into_iter().max(), Some(1));
    assert_eq!((site, result, counter, attempt), (1, 2, 4, 4));
    third(call)
}

#[allow(clippy::too_many_arguments)]
#[retry(max = 3, backoff = "none", timeout = "1s", deadline = "1m", attempt = context)]
async fn named_async(
    call: &AtomicU32,
    site: u32,
    result: u32,
    delay: String,
    policy: Vec<u32>,
    mut counter: u32,
    attempt: u32,
    limit: &mut u32,
    (cut, output): (u32, String),
    (fresh, way): (Vec<u32>, String),
    original: String,
    classifier: String,
    what: String,
) -> Result<u32, String> {
    counter += 1;
    *limit += 1;
    tokio::task::yield_now().await;
    assert_eq!(delay.into_bytes(), b"delay");
    assert_eq!(policy.into_iter().max(), Some(1));
    assert_eq!((site, result, counter, attempt), (1, 2, 4, 4));
    assert_eq!(
        (cut, output.into_bytes(), fresh.into_iter().sum::<u32>()),
        (5, vec![], 0)
    );
    drop((way, original, classifier, what));
    assert_eq!(context.number(), *limit);
    third(call).map_err(str::to_owned)
}

#[tokio::test(start_paused = true)]
async fn arguments_named_like_locals_of_generated_code() {
    let (attempts, mut limit) = (zero(), 0);
    let delay = "delay".to_owned();
    let result = named(&attempts, 1, 2, delay.clone(), vec![1], 3, 4, &mut limit);
    assert_eq!((result, limit), (Ok(3), 3));
    let (attempts, mut limit) = (zero(), 0);
    let text = String::new;
    let result = named_async(
        &attempts,
        1,
        2,
        delay,
        vec![1],
        3,
        4,
        &mut limit,
        (5, text()),
        (vec![], text()),
        text(),
        text(),
        text(),
    );
    assert_eq!((result.await, limit), (Ok(3), 3));
}

#[retry(max = 3, backoff = "none")]
fn underscored(
    attempts: &AtomicU32,
    __text: String,
    text: String,
    __way_of_text: String,
    __arg0: (u32, u32),
    __self: u32,
    (_left, __ret): (u32, String),
) -> Result<u32, &'static str> {
    assert_eq!((take(__text), take(text), take(__way_of_text)), (1, 2, 3));
    assert_eq!((__arg0.0, __self, take(__ret)), (4, 5, 4));
    third(attempts)
}

#[retry(max = 3, backoff = "none")]
async fn underscored_async(
    attempts: &AtomicU32,
    __text: String,
    text: String,
    __way_of_text: String,
    __arg0: (u32, u32),
    __self: u32,
    (_left, __ret): (u32, String),
) -> Result<u32, &'static str> {
    let (__text, text, __way_of_text) = (__text, text, __way_of_text);
    assert_eq!((take(__text), take(text), take(__way_of_text)), (1, 2, 3));
    assert_eq!((__arg0.0, __self, take(__ret)), (4, 5, 4));
    third(attempts)
}

fn take(text: String) -> usize {
    text.into_bytes().len()
}

#[tokio::test]
async fn arguments_named_like_generated_arguments() {
    let [a, b, c, d] = [1, 2, 3, 4].map(|n| "x".repeat(n));
    let result = underscored(
        &zero(),
        a.clone(),
        b.clone(),
        c.clone(),
        (4, 4),
        5,
        (6, d.clone()),
    );
    assert_eq!(result, Ok(3));
    assert_eq!(
        underscored_async(&zero(), a, b, c, (4, 4), 5, (6, d)).await,
        Ok(3)
    );
}

/// Functions named like locals of generated code are what the body means.
mod functions {
    use super::*;

    fn call() -> u32 {
        1
    }

    fn delay() -> u32 {
        2
    }

    fn result() -> u32 {
        3
    }

    fn is_success() -> u32 {
        4
    }

    #[retry(max = 3, backoff = "none")]
    fn sync(attempts: &AtomicU32) -> Result<u32, &'static str> {
        third(attempts)?;
        Ok(call() + delay() + result() + is_success())
    }

    #[retry(max = 3, backoff = "none", timeout = "1s")]
    async fn asynchronous(attempts: &AtomicU32) -> Result<u32, String> {
        third(attempts)?;
        Ok(call() + delay() + result() + is_success())
    }

    #[tokio::test(start_paused = true)]
    async fn named_like_locals_of_generated_code() {
        assert_eq!(sync(&zero()), Ok(10));
        assert_eq!(asynchronous(&zero()).await, Ok(10));
    }
}

/// A pattern that is a name may be a constant.
#[allow(non_upper_case_globals, non_camel_case_types)]
mod constants {
    use super::*;

    pub(crate) const call: u32 = 1;
    pub(crate) const result: u32 = 2;
    pub(crate) static site: u32 = 3;
    pub(crate) static policy: u32 = 4;
    pub(crate) static limit: u32 = 5;
    pub(crate) struct delay;
    pub(crate) struct classifier;
    pub(crate) struct cut;
    pub(crate) const output: u32 = 6;
    pub(crate) const fresh: u32 = 7;
    pub(crate) static way: u32 = 8;
    pub(crate) struct what;

    #[retry(max = 3, backoff = "none")]
    fn sync(attempts: &AtomicU32, list: Vec<u32>) -> Result<u32, &'static str> {
        let _ = (delay, classifier, cut, what);
        drop(list.into_iter());
        third(attempts)?;
        Ok(call + result + site + policy + limit + output + fresh + way)
    }

    #[retry(max = 3, backoff = "none", timeout = "1s", attempt = context)]
    async fn asynchronous(attempts: &AtomicU32, list: Vec<u32>) -> Result<u32, String> {
        drop(list.into_iter());
        third(attempts)?;
        Ok(call + result + site + context.number())
    }

    #[tokio::test(start_paused = true)]
    async fn named_like_locals_of_generated_code() {
        assert_eq!(sync(&zero(), vec![]), Ok(36));
        assert_eq!(asynchronous(&zero(), vec![]).await, Ok(9));
    }
}

/// A constant of the caller's that has the name of the generated one.
mod constants_in_options {
    use super::*;
    use retry_attr::{Backoff, Policy};

    const SITE: Policy = Policy::new().max(3).backoff(Backoff::None);

    #[retry(policy = SITE)]
    fn from_policy(attempts: &AtomicU32) -> Result<u32, &'static str> {
        third(attempts)
    }

    #[test]
    fn named_like_a_constant_of_generated_code() {
        assert_eq!(from_policy(&zero()), Ok(3));
    }
}

/// Every name of the prelude means something else.
mod shadowed {
    #![allow(
        dead_code,
        non_camel_case_types,
        non_upper_case_globals,
        unused_macros,
        clippy::redundant_locals
    )]
    use ::retry_attr::retry;
    use ::std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    pub(super) struct Result<T>(T);
    pub(super) struct Option;
    pub(super) struct Box;
    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Duration;
    pub(super) struct Policy;
    pub(super) struct Call;
    pub(super) struct Site;
    pub(super) struct Pin;
    pub(super) struct bool;
    pub(super) struct u32;
    pub(super) struct usize;
    pub(super) struct str;
    pub(super) trait Clone {}
    pub(super) trait Copy {}
    pub(super) trait Send {}
    pub(super) trait Future {}
    pub(super) trait Drop {}
    pub(super) trait Fn {}
    pub(super) trait FnOnce {}
    pub(super) trait From {}
    pub(super) trait Into {}
    pub(super) trait Iterator {}
    pub(super) trait Default {}
    pub(super) trait AsRef {}
    pub(super) const Ok: () = ();
    pub(super) const Err: () = ();
    pub(super) const Some: () = ();
    pub(super) const None: () = ();
    pub(super) fn drop() {}
    pub(super) mod std {}
    pub(super) mod core {}
    pub(super) mod alloc {}
    pub(super) mod retry_attr {}
    pub(super) mod tokio {}
    pub(super) mod __private {}
    macro_rules! module_path {
        () => {
            compile_error!("not this one")
        };
    }
    macro_rules! unreachable {
        () => {
            compile_error!("not this one")
        };
    }
    macro_rules! matches {
        () => {
            compile_error!("not this one")
        };
    }

    type Outcome = ::std::result::Result<::core::primitive::u32, &'static ::core::primitive::str>;

    #[retry(max = 3, backoff = "none")]
    pub(super) fn sync(attempts: &AtomicU32, list: ::std::vec::Vec<u8>) -> Outcome {
        ::std::mem::drop(list);
        super::third(attempts)
    }

    #[retry(
        max = 3,
        backoff = "none",
        timeout = "1s",
        deadline = "1m",
        when = |error: &::std::string::String| !error.is_empty(),
        when_ok = |number: &::core::primitive::u32| *number < 3,
        on_retry = |event: &::retry_attr::Event<'_>| ::std::mem::drop(event.to_string()),
        attempt = attempt
    )]
    pub(super) async fn asynchronous(
        attempts: &AtomicU32,
        list: ::std::vec::Vec<u8>,
        mut text: ::std::string::String,
    ) -> ::std::result::Result<::core::primitive::u32, ::std::string::String> {
        text.push('x');
        ::std::mem::drop((list, text));
        ::std::assert_eq!(attempts.load(Relaxed) + 1, attempt.number());
        super::third(attempts).map_err(::std::string::ToString::to_string)
    }

    #[retry(max = 3, backoff = "none")]
    pub(super) fn boxed<'a>(
        attempts: &'a AtomicU32,
        list: ::std::vec::Vec<u8>,
    ) -> ::std::pin::Pin<::std::boxed::Box<dyn ::std::future::Future<Output = Outcome> + 'a>> {
        let list = list;
        ::std::boxed::Box::pin(async move {
            ::std::mem::drop(list);
            super::third(attempts)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_prelude_of_the_callers_own() {
    assert_eq!(shadowed::sync(&zero(), vec![]), Ok(3));
    let result = shadowed::asynchronous(&zero(), vec![], String::new()).await;
    assert_eq!(result, Ok(3));
    assert_eq!(shadowed::boxed(&zero(), vec![]).await, Ok(3));
}

/// Type parameters with the names of types of generated code.
mod parameters {
    use super::*;

    #[retry(max = 3, backoff = "none")]
    fn sync<Result, Ok: Clone>(attempts: &AtomicU32, one: Result, two: Ok) -> Option<(Result, Ok)>
    where
        Result: Clone,
    {
        third(attempts).ok()?;
        Some((one, two))
    }

    #[retry(max = 3, backoff = "none")]
    async fn asynchronous<Option: Clone, Policy: Clone, Duration>(
        attempts: &AtomicU32,
        one: Option,
        two: Policy,
        three: Duration,
    ) -> Result<(Option, Policy), &'static str> {
        let _three = &three;
        third(attempts)?;
        Ok((one, two))
    }

    #[tokio::test]
    async fn named_like_types_of_generated_code() {
        assert_eq!(sync(&zero(), 1, "two"), Some((1, "two")));
        assert_eq!(asynchronous(&zero(), 1, "two", ()).await, Ok((1, "two")));
    }
}

/// Labels of the body and of generated code do not meet.
#[allow(clippy::needless_continue, clippy::never_loop)] // the point of the test
#[test]
fn labels() {
    #[retry(max = 3, backoff = "none")]
    fn sync(attempts: &AtomicU32) -> Result<u32, &'static str> {
        'call: loop {
            'attempt: loop {
                'retry: for _ in 0..2 {
                    continue 'retry;
                }
                break 'attempt;
            }
            break 'call;
        }
        third(attempts)
    }
    assert_eq!(sync(&zero()), Ok(3));
}

/// Imports and items of the body stay in the body.
mod items {
    use super::*;

    mod shadow {
        #![allow(unused, non_upper_case_globals)]
        pub(super) struct Option;
        pub(super) struct Duration;
        pub(super) const None: () = ();
        pub(super) mod core {}
    }

    #[retry(max = 3, backoff = "none", timeout = "1m")]
    async fn function(attempts: &AtomicU32) -> Result<u32, String> {
        #[allow(unused_imports)]
        use self::shadow::*;
        #[allow(dead_code)]
        const SITE: u32 = 1;
        #[allow(dead_code)]
        fn sleep() {}
        third(attempts).map_err(str::to_owned)
    }

    #[tokio::test(start_paused = true)]
    async fn of_the_body() {
        assert_eq!(function(&zero()).await, Ok(3));
    }
}

/// Methods of the caller's traits are not called by generated code, nor does it bring methods in scope.
mod methods {
    use super::*;

    #[allow(dead_code)] // in scope is all it takes
    trait Extension {
        fn take(&self, _: &str) -> u32 {
            1
        }
        fn fresh(&self) -> u32 {
            2
        }
        fn ways(&self) -> u32 {
            3
        }
        fn classifier(&self) -> u32 {
            4
        }
        fn is_zero(&self) -> u32 {
            5
        }
        fn limit(&self) -> u32 {
            6
        }
        fn shower(&self) -> u32 {
            7
        }
        fn back(&self) -> u32 {
            8
        }
        fn as_result(&self) -> u32 {
            9
        }
    }

    impl<T> Extension for T {}

    #[retry(
        max = 3,
        backoff = "none",
        when = |error: &&str| error.classifier() + error.shower() == 11,
        on_retry = |event: &retry_attr::Event<'_>| assert_eq!(event.limit(), 6)
    )]
    fn sync(attempts: &AtomicU32, list: Vec<u32>, mut text: String) -> Result<u32, &'static str> {
        assert_eq!(text.fresh() + list.ways() + 7.limit() + 7.back(), 19);
        text.push('x');
        drop(list);
        let result = third(attempts);
        assert_eq!(result.as_result(), 9);
        result
    }

    #[retry(max = 3, backoff = "none", timeout = "1m", policy = retry_attr::Policy::new())]
    async fn asynchronous(attempts: &AtomicU32, list: Vec<u32>) -> Result<u32, String> {
        drop(list);
        third(attempts).map_err(str::to_owned)
    }

    #[tokio::test(start_paused = true)]
    async fn of_a_trait_of_the_callers() {
        assert_eq!(sync(&zero(), vec![], String::new()), Ok(3));
        assert_eq!(asynchronous(&zero(), vec![]).await, Ok(3));
    }
}

/// The hidden arguments of options see neither the locals of generated code nor each other's.
#[test]
fn options_see_what_stands_round_the_function() {
    const ATTEMPTS: u32 = 3;

    fn delay(error: &&str) -> bool {
        *error == "busy"
    }

    fn call(event: &retry_attr::Event<'_>) {
        assert_eq!(event.function(), "function");
    }

    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn result(number: &u32) -> bool {
        *number < 3
    }

    #[retry(max = ATTEMPTS, backoff = "none", when = delay, on_retry = call, on_give_up = call, when_ok = result)]
    fn function(attempts: &AtomicU32) -> Result<u32, &'static str> {
        third(attempts)
    }

    assert_eq!(function(&zero()), Ok(3));
}

/// Nothing but the function itself comes into its scope.
#[test]
fn no_helpers_leak() {
    struct Service(AtomicU32);

    trait Ask {
        fn ask(&self) -> Result<u32, &'static str>;
    }

    impl Ask for Service {
        #[retry(max = 3, backoff = "none")]
        fn ask(&self) -> Result<u32, &'static str> {
            third(&self.0)
        }
    }

    impl Service {
        #[retry(max = 3, backoff = "none")]
        fn again(&self) -> Result<u32, &'static str> {
            self.ask()
        }
    }

    assert_eq!(Service(zero()).again(), Ok(3));
}
