//! What `on_retry`, `on_give_up` and `on_recover` take: anything that can be called with an event, whatever it returns, but for a
//! future, which nobody would await.

use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;

use crate::event::Event;

/// A hook `F`, made of one that may return a future.
pub struct Hook<F, R> {
    inner: PlainHook<F>,
    output: PhantomData<fn() -> R>,
}

/// A hook made of one that does not.
pub struct PlainHook<F>(F);

#[inline]
pub fn hook<R, F: Fn(&Event<'_>) -> R>(hook: &F) -> Hook<impl Fn(&Event<'_>), R> {
    Hook {
        inner: PlainHook(|event: &Event<'_>| drop(hook(event))),
        output: PhantomData,
    }
}

/// A closure whose argument has a type. Without this, the compiler would expect it to be `Fn`, whatever it does with its
/// captures: one that moves them out would then be an error by itself, and another in the loop.
#[inline]
pub fn closure<F>(closure: &F) -> &F {
    closure
}

impl<F, R> Deref for Hook<F, R> {
    type Target = PlainHook<F>;

    #[inline]
    fn deref(&self) -> &PlainHook<F> {
        &self.inner
    }
}

impl<F, R: Future> Hook<F, R> {
    pub fn get(&self) -> &F
    where
        R: HookOutput,
    {
        &self.inner.0
    }
}

impl<F> PlainHook<F> {
    #[inline]
    pub fn get(&self) -> &F {
        &self.0
    }
}

/// Never implemented; it carries the message.
#[diagnostic::on_unimplemented(
    message = "a hook is called but not awaited, so an async hook would do nothing",
    label = "returns a future",
    note = "use a plain function or closure; it can spawn the work, for example with `tokio::spawn`"
)]
pub trait HookOutput {}
