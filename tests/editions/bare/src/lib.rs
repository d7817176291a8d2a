//! `#[retry]` above every shape and with every option where no name means what it usually does: no prelude, no `std`,
//! and own types, traits, functions, modules and macros by the names of the prelude.
#![no_std]
#![no_implicit_prelude]
#![cfg(test)]
#![allow(dead_code, non_camel_case_types, non_upper_case_globals, unused_macros)]

// Not by its own name.
extern crate std as real;

macro_rules! own {
    ($d:tt $($name:ident)*) => {
        $(macro_rules! $name { ($d($d anything:tt)*) => { ::core::compile_error!("not this one") } })*
    };
}

own! { $
    assert assert_eq assert_ne cfg column compile_error concat debug_assert debug_assert_eq eprintln env file format
    format_args include line matches module_path option_env panic print println stringify todo unimplemented
    unreachable vec write writeln
}

mod names {
    pub struct Result;
    pub struct Option;
    pub struct Box;
    pub struct String;
    pub struct Vec;
    pub struct Pin;
    pub struct Duration;
    pub struct Instant;
    pub struct Policy;
    pub struct Call;
    pub struct Site;
    pub struct Event;
    pub struct bool;
    pub struct char;
    pub struct f64;
    pub struct str;
    pub struct u32;
    pub struct usize;
    pub trait Clone {}
    pub trait Copy {}
    pub trait Send {}
    pub trait Sync {}
    pub trait Sized {}
    pub trait Drop {}
    pub trait Fn {}
    pub trait FnMut {}
    pub trait FnOnce {}
    pub trait Future {}
    pub trait From {}
    pub trait Into {}
    pub trait Iterator {}
    pub trait Default {}
    pub trait AsRef {}
    pub trait Borrow {}
    pub trait Deref {}
    pub trait Error {}
    pub trait Debug {}
    pub trait Display {}
    pub trait Classify {}
    pub trait Outcome {}
    pub const Ok: () = ();
    pub const Err: () = ();
    pub const Some: () = ();
    pub const None: () = ();
    pub fn drop() {}
    pub fn sleep() {}
    pub fn delay() {}
    pub mod std {}
    pub mod core {}
    pub mod alloc {}
    pub mod retry_attr {}
    pub mod tokio {}
    pub mod __private {}
}

#[allow(unused_imports)] // in scope is all it takes
use names::*;

/// What the test itself means by these names.
mod meant {
    pub use crate::real::string::String as Owned;
    pub use crate::real::sync::atomic::AtomicU32 as Attempts;
    pub use crate::real::vec::Vec as List;
    pub use ::core::option::Option as Maybe;
    pub use ::core::primitive::{str as text, u32 as number};
    pub use ::core::result::Result as Outcome;
}

use meant::{number, text, Attempts, List, Maybe, Owned};

type Numbered = meant::Outcome<number, Owned>;

const fn zero() -> Attempts {
    Attempts::new(0)
}

/// Fails twice, then succeeds.
fn third(attempts: &Attempts) -> Numbered {
    let attempt = attempts.fetch_add(1, ::core::sync::atomic::Ordering::Relaxed) + 1;
    if attempt > 2 {
        meant::Outcome::Ok(attempt)
    } else {
        meant::Outcome::Err(::core::convert::From::from("busy"))
    }
}

/// As `third`, for a function that returns an option.
fn third_or_none(attempts: &Attempts) -> Maybe<number> {
    third(attempts).ok()
}

fn now<F: ::core::future::Future>(future: F) -> F::Output {
    ::tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap()
        .block_on(future)
}

#[::retry_attr::retry]
async fn asynchronous(attempts: &Attempts, words: &text, list: List<number>) -> Numbered {
    let _ = words;
    ::core::mem::drop(list);
    third(attempts)
}

#[::retry_attr::retry]
async fn of_an_option(attempts: &Attempts) -> Maybe<number> {
    third_or_none(attempts)
}

#[::retry_attr::retry(max = 3, backoff = "none")]
fn sync(attempts: &Attempts, words: &text, list: List<number>, mut count: number) -> Numbered {
    count += 1;
    let _ = (words, count);
    ::core::mem::drop(list);
    third(attempts)
}

#[::retry_attr::retry(max = 3, backoff = "none")]
fn sync_of_an_option(attempts: &Attempts) -> Maybe<number> {
    third_or_none(attempts)
}

#[::retry_attr::retry(max = 3, backoff = "none")]
fn patterns(
    attempts: &Attempts,
    (left, _): (Owned, number),
    [_, ref right]: [Owned; 2],
) -> Numbered {
    ::core::mem::drop(left);
    let _ = right;
    third(attempts)
}

#[::retry_attr::retry]
async fn patterns_async(
    attempts: &Attempts,
    (left, _): (Owned, number),
    [_, ref right]: [Owned; 2],
) -> Numbered {
    ::core::mem::drop(left);
    let _ = right;
    third(attempts)
}

#[::retry_attr::retry]
async fn generic<'a, T, const N: usize_>(attempts: &'a Attempts, items: [T; N]) -> Numbered
where
    T: ::core::marker::Copy,
{
    let _ = items;
    third(attempts)
}

use ::core::primitive::usize as usize_;

#[::retry_attr::retry]
fn boxed<'a>(
    attempts: &'a Attempts,
    list: List<number>,
) -> ::core::pin::Pin<real::boxed::Box<dyn ::core::future::Future<Output = Numbered> + 'a>> {
    real::boxed::Box::pin(async move {
        ::core::mem::drop(list);
        third(attempts)
    })
}

#[::retry_attr::retry]
fn boxed_after_statements<'a>(
    attempts: &'a Attempts,
    list: List<number>,
) -> ::core::pin::Pin<real::boxed::Box<dyn ::core::future::Future<Output = Numbered> + 'a>> {
    let list = list;
    real::boxed::Box::pin(async move {
        ::core::mem::drop(list);
        third(attempts)
    })
}

#[::retry_attr::retry]
fn opaque<'a>(
    attempts: &'a Attempts,
    list: List<number>,
) -> impl ::core::future::Future<Output = Numbered> + 'a {
    async move {
        ::core::mem::drop(list);
        third(attempts)
    }
}

#[test]
fn functions() {
    let list = List::new;
    let owned = Owned::new;
    ::core::assert_eq!(sync(&zero(), "", list(), 1), meant::Outcome::Ok(3));
    ::core::assert_eq!(sync_of_an_option(&zero()), Maybe::Some(3));
    ::core::assert_eq!(
        now(asynchronous(&zero(), "", list())),
        meant::Outcome::Ok(3)
    );
    ::core::assert_eq!(now(of_an_option(&zero())), Maybe::Some(3));
    let result = patterns(&zero(), (owned(), 1), [owned(), owned()]);
    ::core::assert_eq!(result, meant::Outcome::Ok(3));
    let result = now(patterns_async(&zero(), (owned(), 1), [owned(), owned()]));
    ::core::assert_eq!(result, meant::Outcome::Ok(3));
    ::core::assert_eq!(now(generic(&zero(), [1, 2])), meant::Outcome::Ok(3));
    ::core::assert_eq!(now(boxed(&zero(), list())), meant::Outcome::Ok(3));
    ::core::assert_eq!(
        now(boxed_after_statements(&zero(), list())),
        meant::Outcome::Ok(3)
    );
    ::core::assert_eq!(now(opaque(&zero(), list())), meant::Outcome::Ok(3));
}

struct Service {
    attempts: Attempts,
}

trait Ask {
    fn ask(&self, list: List<number>) -> Numbered;

    #[::retry_attr::retry(max = 3, backoff = "none")]
    fn ask_default(&self, list: List<number>) -> Numbered {
        self.ask(list)
    }
}

impl Ask for Service {
    #[::retry_attr::retry(max = 3, backoff = "none")]
    fn ask(&self, list: List<number>) -> Numbered {
        ::core::mem::drop(list);
        third(&self.attempts)
    }
}

impl Service {
    const fn new() -> Self {
        Self { attempts: zero() }
    }

    #[::retry_attr::retry]
    async fn shared(&self) -> Numbered {
        third(&self.attempts)
    }

    #[::retry_attr::retry]
    async fn unique(&mut self) -> Numbered {
        third(&self.attempts)
    }

    #[::retry_attr::retry]
    async fn pinned(self: ::core::pin::Pin<&mut Self>) -> Numbered {
        third(&self.attempts)
    }

    #[::retry_attr::retry(max = 3, backoff = "none")]
    fn pinned_sync(self: ::core::pin::Pin<&mut Self>) -> Numbered {
        third(&::core::pin::Pin::into_ref(self).get_ref().attempts)
    }

    #[::retry_attr::retry]
    async fn owned(self) -> Numbered {
        third(&self.attempts)
    }

    #[::retry_attr::retry]
    async fn counted(self: real::sync::Arc<Self>) -> Numbered {
        third(&self.attempts)
    }
}

#[test]
fn methods() {
    let new = Service::new;
    ::core::assert_eq!(new().ask(List::new()), meant::Outcome::Ok(3));
    ::core::assert_eq!(new().ask_default(List::new()), meant::Outcome::Ok(3));
    ::core::assert_eq!(now(new().shared()), meant::Outcome::Ok(3));
    ::core::assert_eq!(now(new().unique()), meant::Outcome::Ok(3));
    ::core::assert_eq!(
        now(::core::pin::Pin::new(&mut new()).pinned()),
        meant::Outcome::Ok(3)
    );
    ::core::assert_eq!(
        ::core::pin::Pin::new(&mut new()).pinned_sync(),
        meant::Outcome::Ok(3)
    );
    ::core::assert_eq!(now(new().owned()), meant::Outcome::Ok(3));
    ::core::assert_eq!(
        now(real::sync::Arc::new(new()).counted()),
        meant::Outcome::Ok(3)
    );
}

const MAX: number = 3;
const POLICY: ::retry_attr::Policy = ::retry_attr::Policy::new().max(MAX);

#[::retry_attr::retry(
    max = MAX,
    base = "1ms",
    factor = 3,
    cap = "2s",
    jitter,
    timeout = "1s",
    deadline = "1m",
    retry_after = "1s",
    when = |error: &Owned| !error.is_empty(),
    when_ok = |count: &number| *count > 99,
    on_retry = |event: &::retry_attr::Event<'_>| ::core::assert!(event.attempt() < 3),
    on_give_up = |event: &::retry_attr::Event<'_>| ::core::assert_eq!(event.attempt(), 3),
    on_recover = |event: &::retry_attr::Event<'_>| ::core::assert_eq!(event.attempt(), 3),
    attempt = attempt
)]
async fn every_option(attempts: &Attempts, (list, _): (List<number>, number)) -> Numbered {
    let _ = (&list, attempt);
    third(attempts)
}

#[::retry_attr::retry(
    max = MAX,
    backoff = ::retry_attr::Backoff::Fixed,
    base = ::core::time::Duration::from_millis(1),
    jitter = 0.5,
    deadline = "1m",
    when = |error: &Owned| !error.is_empty(),
    when_ok = |count: &number| *count > 99,
    on_retry = |event: &::retry_attr::Event<'_>| ::core::assert!(event.attempt() < 3),
    on_give_up = |event: &::retry_attr::Event<'_>| ::core::assert_eq!(event.attempt(), 3),
    attempt = attempt,
    sleep = |_| (),
    borrow(list)
)]
fn every_option_sync(attempts: &Attempts, list: List<number>) -> Numbered {
    let _ = (&list, attempt);
    third(attempts)
}

const MAY_REPEAT: ::core::primitive::bool = false;

#[::retry_attr::retry(
    max = 1,
    throttled = 2,
    backoff = "none",
    idempotent = MAY_REPEAT,
    classify = |_| ::retry_attr::Classification::throttled(meant::Maybe::None),
    last_error = last,
    fallback = other,
    fallback_when = |error| !error.is_empty()
)]
async fn falling_back(attempts: &Attempts, list: List<number>) -> Numbered {
    let _ = last.is_some();
    ::core::mem::drop(list);
    third(attempts)
}

async fn other(attempts: &Attempts, _: List<number>) -> Numbered {
    third(attempts)
}

#[::retry_attr::retry(
    max = 1,
    throttled = { MAX - 1 },
    backoff = "none",
    classify = |_| ::retry_attr::Classification::throttled(meant::Maybe::None),
    last_error = last,
    fallback = self::other_sync
)]
fn falling_back_sync(attempts: &Attempts, list: List<number>) -> Numbered {
    let _ = last.is_some();
    ::core::mem::drop(list);
    third(attempts)
}

fn other_sync(attempts: &Attempts, _: List<number>) -> Numbered {
    third(attempts)
}

static UPSTREAM: ::retry_attr::Upstream = ::retry_attr::Upstream::new("bare");

#[::retry_attr::retry(
    deadline = "1m",
    cut = false,
    upstream = UPSTREAM,
    on_recover = |event| ::core::assert_eq!(event.attempt(), 3),
    last_error = last,
    fallback = other
)]
async fn sharing(attempts: &Attempts, list: List<number>) -> Numbered {
    let _ = last.is_some();
    ::core::mem::drop(list);
    third(attempts)
}

#[::retry_attr::retry(
    backoff = "none",
    upstream = &UPSTREAM,
    on_recover = |event| ::core::assert_eq!(event.attempt(), 3),
    last_error = last,
    fallback = other_sync
)]
fn sharing_sync(attempts: &Attempts, list: List<number>) -> Numbered {
    let _ = last.is_some();
    ::core::mem::drop(list);
    third(attempts)
}

#[::retry_attr::retry(policy = POLICY, max = 3)]
async fn constant_policy(attempts: &Attempts) -> Numbered {
    third(attempts)
}

#[::retry_attr::retry(policy = POLICY.max(attempts.load(::core::sync::atomic::Ordering::Relaxed) + 3))]
async fn policy_at_run_time(attempts: &Attempts) -> Numbered {
    third(attempts)
}

#[::retry_attr::retry(policy = POLICY.max(attempts.load(::core::sync::atomic::Ordering::Relaxed) + 3), base = "1ns")]
fn policy_at_run_time_sync(attempts: &Attempts) -> Numbered {
    third(attempts)
}

#[test]
fn options() {
    let list = List::new;
    ::core::assert_eq!(
        now(every_option(&zero(), (list(), 1))),
        meant::Outcome::Ok(3)
    );
    ::core::assert_eq!(every_option_sync(&zero(), list()), meant::Outcome::Ok(3));
    ::core::assert_eq!(now(falling_back(&zero(), list())), meant::Outcome::Ok(3));
    ::core::assert_eq!(falling_back_sync(&zero(), list()), meant::Outcome::Ok(3));
    ::core::assert_eq!(now(sharing(&zero(), list())), meant::Outcome::Ok(3));
    ::core::assert_eq!(sharing_sync(&zero(), list()), meant::Outcome::Ok(3));
    ::core::assert_eq!(now(constant_policy(&zero())), meant::Outcome::Ok(3));
    ::core::assert_eq!(now(policy_at_run_time(&zero())), meant::Outcome::Ok(3));
    ::core::assert_eq!(policy_at_run_time_sync(&zero()), meant::Outcome::Ok(3));
}

#[::retry_attr::retry(base = "1ns", timeout = "1s", stream = |count: &number| *count > 0)]
async fn stream(
    attempts: &Attempts,
    list: List<number>,
) -> meant::Outcome<impl ::futures_util::Stream<Item = Numbered>, Owned> {
    ::core::mem::drop(list);
    meant::Outcome::Ok(::futures_util::stream::iter([third(attempts)]))
}

#[::retry_attr::retry(base = "1ns", timeout = "1s", stream = |count: &number| *count > 0, attempt = attempt)]
fn stream_itself(
    attempts: &Attempts,
    list: List<number>,
) -> impl ::futures_util::Stream<Item = Numbered> + '_ {
    let _ = attempt;
    ::core::mem::drop(list);
    ::futures_util::stream::iter([third(attempts)])
}

#[::retry_attr::retry(base = "1ns", deadline = "1m", stream)]
fn iterator(
    attempts: &Attempts,
    list: List<number>,
) -> meant::Outcome<impl ::core::iter::Iterator<Item = Numbered>, Owned> {
    ::core::mem::drop(list);
    meant::Outcome::Ok(::core::iter::once(third(attempts)))
}

#[::retry_attr::retry(base = "1ns", deadline = "1m", stream)]
fn iterator_itself(
    attempts: &Attempts,
    list: List<number>,
) -> impl ::core::iter::Iterator<Item = Numbered> + '_ {
    ::core::mem::drop(list);
    ::core::iter::once(third(attempts))
}

#[test]
fn streams() {
    use ::core::iter::Iterator as _;
    use ::futures_util::StreamExt as _;
    let list = List::new;
    let items = now(now(stream(&zero(), list()))
        .unwrap()
        .collect::<List<Numbered>>());
    ::core::assert_eq!(items, [meant::Outcome::Ok(3)]);
    let attempts = zero();
    let items = now(stream_itself(&attempts, list()).collect::<List<Numbered>>());
    ::core::assert_eq!(items, [meant::Outcome::Ok(3)]);
    let items = iterator(&zero(), list())
        .unwrap()
        .collect::<List<Numbered>>();
    ::core::assert_eq!(items, [meant::Outcome::Ok(3)]);
    let attempts = zero();
    let items = iterator_itself(&attempts, list()).collect::<List<Numbered>>();
    ::core::assert_eq!(items, [meant::Outcome::Ok(3)]);
}

#[derive(::retry_attr::Classify)]
enum ApiError<'a, E> {
    #[classify(transient)]
    Busy(&'a text),
    #[classify(throttled, after = wait)]
    Limited { wait: Maybe<::core::time::Duration> },
    #[classify(permanent)]
    Refused,
    #[classify(forward)]
    Inner(E),
}

#[test]
fn the_derive() {
    use ::retry_attr::Classify as _;
    let errors = [
        ApiError::Busy("busy"),
        ApiError::Limited { wait: Maybe::None },
        ApiError::Inner(Owned::new()),
        ApiError::Refused,
    ];
    let retryable = errors.map(|error| error.classify().is_retryable());
    ::core::assert_eq!(retryable, [true, true, true, false]);
}
