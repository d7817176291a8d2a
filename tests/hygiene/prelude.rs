//! Generated code does not depend on what the caller's names mean.

use test_support::{third, zero};

/// Every name of the prelude means something else.
mod shadowed {
    #![allow(
        dead_code,
        non_camel_case_types,
        non_upper_case_globals,
        unused_macros,
        clippy::redundant_locals,
        clippy::unused_async
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

    #[retry(
        max = 1,
        throttled = 2,
        backoff = "none",
        idempotent = false,
        classify = |_| ::retry_attr::Classification::throttled(::core::option::Option::None),
        last_error = before,
        fallback = other,
        fallback_when = |error| !error.is_empty()
    )]
    pub(super) async fn falling_back(attempts: &AtomicU32, list: ::std::vec::Vec<u8>) -> Outcome {
        ::std::mem::drop(list);
        ::std::assert_eq!(before.is_some(), attempts.load(Relaxed) > 0);
        super::third(attempts)
    }

    async fn other(attempts: &AtomicU32, _: ::std::vec::Vec<u8>) -> Outcome {
        super::third(attempts)
    }

    static SERVER: ::retry_attr::Upstream = ::retry_attr::Upstream::new("server");

    #[retry(
        max = 3,
        backoff = "none",
        upstream = SERVER,
        on_recover = |event: &::retry_attr::Event<'_>| ::std::assert!(event.is_recovery())
    )]
    pub(super) fn sharing(attempts: &AtomicU32, list: ::std::vec::Vec<u8>) -> Outcome {
        ::std::mem::drop(list);
        super::third(attempts)
    }

    #[retry(max = 3, backoff = "none", sleep = ::std::thread::sleep, upstream = SERVER)]
    pub(super) fn sharing_asleep(attempts: &AtomicU32, list: ::std::vec::Vec<u8>) -> Outcome {
        ::std::mem::drop(list);
        super::third(attempts)
    }

    #[retry(
        max = 3,
        backoff = "none",
        deadline = "1m",
        cut = false,
        fallback = other,
        upstream = SERVER,
        on_recover = |event: &::retry_attr::Event<'_>| ::std::assert!(event.is_recovery())
    )]
    pub(super) async fn uncut(attempts: &AtomicU32, list: ::std::vec::Vec<u8>) -> Outcome {
        ::std::mem::drop(list);
        super::third(attempts)
    }

    #[cfg(feature = "stream")]
    type Item = ::std::result::Result<::core::primitive::u32, &'static ::core::primitive::str>;

    #[cfg(feature = "stream")]
    #[retry(max = 3, backoff = "none", stream = |number: &::core::primitive::u32| *number > 2)]
    pub(super) fn items(
        attempts: &AtomicU32,
    ) -> ::std::result::Result<
        impl ::core::iter::Iterator<Item = Item>,
        &'static ::core::primitive::str,
    > {
        let number = super::third(attempts)?;
        ::std::result::Result::Ok(::core::iter::once(::std::result::Result::Ok(number)))
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
    assert_eq!(shadowed::falling_back(&zero(), vec![]).await, Ok(3));
    assert_eq!(shadowed::boxed(&zero(), vec![]).await, Ok(3));
    assert_eq!(shadowed::sharing(&zero(), vec![]), Ok(3));
    assert_eq!(shadowed::sharing_asleep(&zero(), vec![]), Ok(3));
    assert_eq!(shadowed::uncut(&zero(), vec![]).await, Ok(3));
    #[cfg(feature = "stream")]
    assert!(shadowed::items(&zero()).unwrap().eq([Ok(3)]));
}
