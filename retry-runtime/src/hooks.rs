//! Who is told of an event: the hooks of the function, those of the program, and the features that observe.

use crate::event::{Event, Next};

/// A hook, whatever it is.
pub(crate) type Hook<'a> = &'a dyn Fn(&Event<'_>);

/// The hooks of a function.
#[derive(Clone, Copy, Default)]
pub struct Hooks<'a> {
    on_retry: Option<Hook<'a>>,
    on_give_up: Option<Hook<'a>>,
    pub(crate) on_recover: Option<Hook<'a>>,
    /// Whether somebody else is told of a success.
    is_timed: bool,
}

/// A function without hooks. A type without a value, so that no call makes room for any.
#[derive(Clone, Copy)]
pub struct NoHooks;

impl From<NoHooks> for Hooks<'_> {
    #[inline]
    fn from(_: NoHooks) -> Self {
        Self::NONE
    }
}

impl<'a> Hooks<'a> {
    /// None.
    pub const NONE: Self = Self {
        on_retry: None,
        on_give_up: None,
        on_recover: None,
        is_timed: false,
    };

    /// Adds the one to tell before each retry.
    #[must_use]
    pub fn on_retry(mut self, hook: Hook<'a>) -> Self {
        self.on_retry = Some(hook);
        self
    }

    /// Adds the one to tell when the call gives up.
    #[must_use]
    pub fn on_give_up(mut self, hook: Hook<'a>) -> Self {
        self.on_give_up = Some(hook);
        self
    }

    /// Adds the one to tell when the call succeeds after a failure.
    #[must_use]
    pub fn on_recover(mut self, hook: Hook<'a>) -> Self {
        self.on_recover = Some(hook);
        self
    }

    /// The one to tell when the call succeeds after a failure, if there is one.
    pub(crate) fn of_recovery(on_recover: Option<Hook<'a>>) -> Self {
        Self {
            on_recover,
            ..Self::NONE
        }
    }

    /// Has time measured from the first failure on, for the one who is told of a success where it is returned.
    #[must_use]
    pub fn timed(mut self) -> Self {
        self.is_timed = true;
        self
    }

    /// Whether anybody listens.
    #[inline]
    pub(crate) fn are_any(self) -> bool {
        self.on_retry.is_some()
            || self.on_give_up.is_some()
            || self.on_recover.is_some()
            || self.is_timed
            || others_listen()
    }

    /// Whether anybody listens to successes.
    #[inline]
    pub(crate) fn hear_recoveries(self) -> bool {
        self.on_recover.is_some() || others_listen()
    }

    pub(crate) fn tell(self, event: &Event<'_>) {
        let hook = match event.next {
            Next::Retry(..) => self.on_retry,
            Next::GiveUp(..) => self.on_give_up,
            Next::Recovered => self.on_recover,
        };
        if let Some(hook) = hook {
            hook(event);
        }
        #[cfg(feature = "registry")]
        event.site.count(event.next);
        #[cfg(feature = "metrics")]
        crate::metrics::record(event);
        #[cfg(feature = "hook")]
        crate::hook::tell(event);
        #[cfg(feature = "tracing")]
        crate::trace::trace(event);
    }
}

#[inline]
fn others_listen() -> bool {
    #[cfg(feature = "hook")]
    if crate::hook::is_set() {
        return true;
    }
    cfg!(any(
        feature = "metrics",
        feature = "registry",
        feature = "tracing"
    ))
}
