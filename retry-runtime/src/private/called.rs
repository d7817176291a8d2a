//! A value of an option that is called without arguments: it must make a function. If it is the function that is meant, and
//! takes arguments, there is one error, and the rest of the generated code is checked as if all were well.

use std::marker::PhantomData;
use std::ops::Deref;

/// What may be called without arguments.
pub struct Called<'a, F>(&'a F);
/// What may not.
pub struct NotCalled<F>(PhantomData<fn(&F)>);

/// Asks whether it can be called, in the way of `assess`.
#[inline]
pub fn called<F>(function: &F) -> Called<'_, F> {
    Called(function)
}

impl<F> Deref for Called<'_, F> {
    type Target = NotCalled<F>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &NotCalled(PhantomData)
    }
}

impl<R, F: Fn() -> R> Called<'_, F> {
    #[inline]
    pub fn get(&self) -> R {
        (self.0)()
    }
}

impl<F> NotCalled<F> {
    pub fn get<R>(&self) -> R
    where
        F: WithoutArguments,
    {
        unreachable!("no type is `WithoutArguments`")
    }
}

/// Never implemented; it carries the message.
#[diagnostic::on_unimplemented(
    message = "the option takes the function itself, and this calls it without its arguments",
    label = "remove the parentheses"
)]
pub trait WithoutArguments {}
