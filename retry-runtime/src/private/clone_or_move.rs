//! By-value arguments that the body may consume or change. Each attempt starts from what the caller passed: from a copy
//! where the type is `Clone`, from a reborrow where it is a unique reference, and else the argument itself is moved to
//! the attempt and back.
//!
//! ```text
//! let way = argument(&original).way(); // `Copied`, `Reborrowed` or `Moved`, by the type of the argument
//! let prompt = match way.take(&mut original) {
//!     Choice::Fresh(fresh) => fresh.get(),
//!     Choice::Original(way) => { way.go(); original }
//! };
//! let result = (|| BODY)(); // may consume `prompt`
//! match way.back() {
//!     Choice::Fresh(way) => way.go(),
//!     Choice::Original(way) => { way.go(); original = prompt; }
//! }
//! ```
//!
//! The way not taken starts with a call that never returns, so the compiler sees that what follows is unreachable and
//! neither move checks it nor compiles it. It returns `!`: after a call that returns [`Never`], Rust 1.85 warns of
//! unreachable code outside of the statement. With a `String` the second arms are dead: the body may consume its copy.
//! With a type that is not `Clone` the first arms are dead: the body may borrow the argument, and consuming it is a plain
//! "use of moved value" at `original = prompt`.

use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;

/// Cannot be made: the mark of the way not taken.
#[derive(Clone, Copy)]
pub enum Never {}

impl Never {
    pub fn go(self) -> ! {
        match self {}
    }

    pub fn get<T>(self) -> T {
        match self {}
    }
}

/// What an attempt gets instead of the argument itself.
pub struct Fresh<T>(T);

impl<T> Fresh<T> {
    #[inline]
    pub fn get(self) -> T {
        self.0
    }
}

/// The mark of the way taken.
pub struct Taken;

impl Taken {
    #[inline]
    pub fn go(self) {}
}

pub enum Choice<F, O> {
    Fresh(F),
    Original(O),
}

/// An argument that may be `Clone`.
pub struct Argument<T>(PhantomData<fn(&T)>);
/// An argument that is not `Clone`, but may be a unique reference.
pub struct UniqueArgument<T>(PhantomData<fn(&T)>);
/// An argument that is neither.
pub struct OtherArgument<T>(PhantomData<fn(&T)>);

/// Asks what the type of an argument offers, in the way of `assess`.
#[inline]
pub fn argument<T>(_: &T) -> Argument<T> {
    Argument(PhantomData)
}

impl<T> Deref for Argument<T> {
    type Target = UniqueArgument<T>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &UniqueArgument(PhantomData)
    }
}

impl<T> Deref for UniqueArgument<T> {
    type Target = OtherArgument<T>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &OtherArgument(PhantomData)
    }
}

impl<T: Clone> Argument<T> {
    #[inline]
    pub fn way(&self) -> Copied {
        Copied
    }

    /// What an attempt gets that surely consumes or changes the argument.
    #[inline]
    pub fn fresh(&self, original: &mut T) -> T {
        original.clone()
    }

    /// The same of a client's request.
    #[inline]
    pub fn fresh_request(&self, original: &mut T) -> T {
        original.clone()
    }
}

impl<T: Reborrow> UniqueArgument<T> {
    #[inline]
    pub fn way(&self) -> Reborrowed {
        Reborrowed
    }

    #[inline]
    pub fn fresh<'a>(&self, original: &'a mut T) -> T::Reborrowed<'a> {
        original.reborrow()
    }

    #[inline]
    pub fn fresh_request<'a>(&self, original: &'a mut T) -> T::Reborrowed<'a> {
        original.reborrow()
    }
}

impl<T> OtherArgument<T> {
    #[inline]
    pub fn way(&self) -> Moved {
        Moved
    }

    pub fn fresh(&self, _: &mut T) -> T
    where
        Attempts: CloneForEachAttempt<T>,
    {
        unreachable!("nothing is `CloneForEachAttempt`")
    }

    pub fn fresh_request(&self, _: &mut T) -> T
    where
        Attempts: RequestForEachAttempt<T>,
    {
        unreachable!("nothing is `RequestForEachAttempt`")
    }
}

/// The way of a `Clone` argument.
#[derive(Clone, Copy)]
pub struct Copied;

impl Copied {
    #[inline]
    pub fn take<T: Clone>(self, original: &mut T) -> Choice<Fresh<T>, Never> {
        Choice::Fresh(Fresh(original.clone()))
    }

    #[inline]
    pub fn back(self) -> Choice<Taken, Never> {
        Choice::Fresh(Taken)
    }
}

/// The way of a unique reference.
#[derive(Clone, Copy)]
pub struct Reborrowed;

impl Reborrowed {
    #[inline]
    pub fn take<T: Reborrow>(self, original: &mut T) -> Choice<Fresh<T::Reborrowed<'_>>, Never> {
        Choice::Fresh(Fresh(original.reborrow()))
    }

    #[inline]
    pub fn back(self) -> Choice<Taken, Never> {
        Choice::Fresh(Taken)
    }
}

/// The way of any other argument.
#[derive(Clone, Copy)]
pub struct Moved;

impl Moved {
    #[inline]
    pub fn take<T>(self, _: &mut T) -> Choice<Never, Taken> {
        Choice::Original(Taken)
    }

    #[inline]
    pub fn back(self) -> Choice<Never, Taken> {
        Choice::Original(Taken)
    }
}

/// What can be lent for the time of an attempt: a unique reference, by whatever name, perhaps pinned or optional.
pub trait Reborrow {
    type Reborrowed<'a>
    where
        Self: 'a;

    fn reborrow(&mut self) -> Self::Reborrowed<'_>;
}

impl<T: ?Sized> Reborrow for &mut T {
    type Reborrowed<'a>
        = &'a mut T
    where
        Self: 'a;

    #[inline]
    fn reborrow(&mut self) -> &mut T {
        self
    }
}

impl<T: ?Sized> Reborrow for Pin<&mut T> {
    type Reborrowed<'a>
        = Pin<&'a mut T>
    where
        Self: 'a;

    #[inline]
    fn reborrow(&mut self) -> Pin<&mut T> {
        self.as_mut()
    }
}

impl<T: Reborrow> Reborrow for Option<T> {
    type Reborrowed<'a>
        = Option<T::Reborrowed<'a>>
    where
        Self: 'a;

    #[inline]
    fn reborrow(&mut self) -> Option<T::Reborrowed<'_>> {
        // Rust 1.85 does not see how long the value lives in `map`.
        Some(self.as_mut()?.reborrow())
    }
}

/// What the next two traits are asked of. The compiler would suggest them as bounds of a type parameter.
pub struct Attempts;

/// Never implemented; it carries the message.
#[diagnostic::on_unimplemented(
    message = "the body consumes or changes this argument, and `{T}` is not `Clone`",
    label = "each attempt needs its own copy of this argument",
    note = "implement `Clone` for `{T}`, or create the value in the body; a failed attempt leaves a reader or a stream at its \
            end, so open or rewind it in the body",
    note = "if the body does not consume the argument, name it in the attribute, as in `borrow(name)`: each attempt then sees the \
            changes made by the one before"
)]
pub trait CloneForEachAttempt<T> {}

/// Never implemented; it carries the message.
#[diagnostic::on_unimplemented(
    message = "the body sends this request, and `{T}` is not `Clone`",
    label = "each attempt sends its own request",
    note = "take the client and build the request in the body, or take a reference to the request and send what its \
            `try_clone` returns"
)]
pub trait RequestForEachAttempt<T> {}
