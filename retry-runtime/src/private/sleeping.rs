//! What the function of `sleep = ...` returns. In an async function a future, or else there is one error, and the rest of
//! the generated code is checked as if it were one. In any other function nothing.

use std::future::{Future, Ready};
use std::marker::PhantomData;
use std::ops::Deref;

/// What may be a future.
pub struct Sleeping<S>(PhantomData<fn(&S)>);
/// What is none.
pub struct NotSleeping<S>(PhantomData<fn(&S)>);

/// Asks whether a sleep is a future, in the way of `assess`.
#[inline]
pub fn sleeping<S>(_: &S) -> Sleeping<S> {
    Sleeping(PhantomData)
}

impl<S> Deref for Sleeping<S> {
    type Target = NotSleeping<S>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &NotSleeping(PhantomData)
    }
}

impl<S: Future> Sleeping<S> {
    #[inline]
    pub fn future(&self, sleep: S) -> S {
        sleep
    }
}

impl<S> NotSleeping<S> {
    pub fn future(&self, _: S) -> Ready<()>
    where
        S: SleepFuture,
    {
        unreachable!("no type is `SleepFuture`")
    }
}

/// Never implemented; it carries the message.
#[diagnostic::on_unimplemented(
    message = "`sleep` on an async function takes a function that returns a future, and this one returns `{Self}`",
    label = "does not return a future",
    note = "use an async function, such as `tokio::time::sleep`; one that blocks the thread would block other tasks too"
)]
pub trait SleepFuture {}

/// Takes what a sleep returned that is over.
#[inline]
pub fn slept(_: impl Slept) {}

/// What it must return, with the message about anything else.
#[diagnostic::on_unimplemented(
    message = "`sleep` on a function that is not async takes a function that blocks the thread and returns `()`, and this \
               one returns `{Self}`",
    label = "does not return `()`",
    note = "use one such as `std::thread::sleep`; a future that is not awaited does not sleep"
)]
pub trait Slept {}

#[diagnostic::do_not_recommend]
impl Slept for () {}
