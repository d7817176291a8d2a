//! By-value arguments that the body may consume: each attempt gets a fresh copy where the type is `Clone`, and
//! where it is not, the argument itself is moved to the attempt and back.
//!
//! Input:
//!
//! ```text
//! let result = (|| BODY)(); // may consume `prompt`
//! ```
//!
//! Output, shortened:
//!
//! ```text
//! let way = (&&Argument(&prompt)).__retry_ways(); // `Cloned` or `Moved`, by the type of `prompt`
//! let back;
//! let result = {
//!     let prompt = match way.take(&prompt) {
//!         Choice::Cloned(fresh) => fresh.get(),
//!         Choice::Moved(way) => { way.go(); prompt }
//!     };
//!     let result = (|| BODY)();
//!     match way.back() {
//!         Choice::Cloned(way) => way.go(),
//!         Choice::Moved(way) => { way.go(); back = prompt; }
//!     }
//!     result
//! };
//! match way.back() {
//!     Choice::Cloned(way) => way.go(),
//!     Choice::Moved(way) => { way.go(); prompt = back; }
//! }
//! ```
//!
//! The way not taken starts with a call that returns [`Never`], so the compiler sees that what follows is unreachable
//! and neither move checks it nor compiles it. With a `String` the second arms are dead: `prompt` is cloned, and the
//! body may consume the clone. With a type that is not `Clone` the first arms are dead: the body may borrow the argument,
//! and consuming it is a plain "use of moved value" at `back = prompt`.

/// Cannot be made: the mark of the way not taken.
pub enum Never {}

impl Never {
    pub fn go(self) -> Self {
        self
    }

    pub fn get<T>(self) -> T {
        match self {}
    }
}

/// A fresh copy of an argument.
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

pub enum Choice<C, M> {
    Cloned(C),
    Moved(M),
}

/// An argument whose type decides.
pub struct Argument<'a, T>(pub &'a T);

pub trait ByClone<T> {
    fn __retry_ways(&self) -> Cloned;
    fn __retry_fresh(&self) -> T;
}

impl<T: Clone> ByClone<T> for &Argument<'_, T> {
    #[inline]
    fn __retry_ways(&self) -> Cloned {
        Cloned
    }

    #[inline]
    fn __retry_fresh(&self) -> T {
        self.0.clone()
    }
}

pub trait ByMove {
    fn __retry_ways(&self) -> Moved;
}

impl<T> ByMove for Argument<'_, T> {
    #[inline]
    fn __retry_ways(&self) -> Moved {
        Moved
    }
}

/// The way of a `Clone` argument.
#[derive(Clone, Copy)]
pub struct Cloned;

impl Cloned {
    #[inline]
    pub fn take<T: Clone>(self, original: &T) -> Choice<Fresh<T>, Never> {
        Choice::Cloned(Fresh(original.clone()))
    }

    #[inline]
    pub fn back(self) -> Choice<Taken, Never> {
        Choice::Cloned(Taken)
    }
}

/// The way of an argument that is not `Clone`.
#[derive(Clone, Copy)]
pub struct Moved;

impl Moved {
    #[inline]
    pub fn take<T>(self, _: &T) -> Choice<Never, Taken> {
        Choice::Moved(Taken)
    }

    #[inline]
    pub fn back(self) -> Choice<Never, Taken> {
        Choice::Moved(Taken)
    }
}

/// Reports an argument that every attempt needs a copy of and that has none.
pub trait NotClone<T> {
    fn __retry_fresh(&self) -> T
    where
        Self: Reusable<T>;
}

impl<T> NotClone<T> for Argument<'_, T> {
    fn __retry_fresh(&self) -> T
    where
        Self: Reusable<T>,
    {
        self.none()
    }
}

/// Never implemented; it carries the message.
#[diagnostic::on_unimplemented(
    message = "this argument is consumed or changed by the body, and `{T}` is not `Clone`",
    label = "each attempt starts from the caller's value, so it needs a copy of this argument",
    note = "implement `Clone` for `{T}`, or take a reference, or say `borrow(name)` in the attribute if the body only \
            borrows the argument"
)]
pub trait Reusable<T> {
    fn none(&self) -> T;
}
