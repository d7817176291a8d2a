//! An argument that a closure keeps between the attempts, and lends to each. What a closure captures cannot be moved
//! there and back.

use std::ops::{Deref, DerefMut};

/// `None` while it is lent.
pub struct Loan<T>(Option<T>);

impl<T> Loan<T> {
    /// Holds what the caller passed.
    #[inline]
    pub const fn new(argument: T) -> Self {
        Self(Some(argument))
    }

    /// Lends it.
    ///
    /// # Panics
    ///
    /// If it is lent.
    #[inline]
    pub fn take(&mut self) -> T {
        self.0.take().expect(RETURNED)
    }

    /// Takes it back.
    #[inline]
    pub fn put(&mut self, argument: T) {
        self.0 = Some(argument);
    }
}

const RETURNED: &str = "what is lent comes back before it is lent again";

impl<T> Deref for Loan<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.0.as_ref().expect(RETURNED)
    }
}

impl<T> DerefMut for Loan<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.0.as_mut().expect(RETURNED)
    }
}
