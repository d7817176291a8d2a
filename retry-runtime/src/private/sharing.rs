//! What follows an attempt of a call that shares an upstream.

use std::ops::{ControlFlow, Deref};
use std::time::Duration;

use super::assess::{Assessment, told};
use super::classifier::Classifier;
use super::limit::{Attempted, Cuts};
use super::watcher::{Decider, Teller, Watcher, WatcherOfCuts};
use crate::call::{Call, Observed, Timed};
use crate::classify::Classification;
use crate::event::ErasedError;
use crate::give_up::GaveUp;
use crate::hooks::Hooks;
use crate::outcome::Outcome;
use crate::policy::Policy;
use crate::site::Site;
use crate::sleep::{Clock, sleep_blocking};
use crate::upstream::{Pass, Upstream};

/// What `upstream = expression` takes: an upstream, or what lends one.
#[diagnostic::on_unimplemented(
    message = "`upstream` takes a `retry_attr::Upstream`, but this is a `{Self}`",
    label = "not an upstream"
)]
pub trait UpstreamSource {
    fn upstream(&self) -> &Upstream;
}

impl UpstreamSource for Upstream {
    #[inline]
    fn upstream(&self) -> &Upstream {
        self
    }
}

/// An `Arc`, a `LazyLock`, an entry of a map, and so on.
#[diagnostic::do_not_recommend]
impl<T: Deref<Target: UpstreamSource>> UpstreamSource for T {
    #[inline]
    fn upstream(&self) -> &Upstream {
        (**self).upstream()
    }
}

/// A call that shares an upstream.
#[derive(Debug)]
pub struct Sharing<'u> {
    pass: Pass<'u>,
    call: Call,
}

#[inline]
pub fn sharing<S: UpstreamSource>(source: &S, call: Call) -> Sharing<'_> {
    Sharing {
        pass: Pass::new(source.upstream()),
        call,
    }
}

impl Sharing<'_> {
    /// How long to sleep before asking again whether it is the attempt's turn; `None` if it is.
    #[inline]
    pub fn wait(&mut self, policy: &Policy, clock: Clock, site: &Site) -> Option<Duration> {
        self.pass.wait(&self.call, policy, clock, site)
    }

    /// On a thread that may block: waits until it is the attempt's turn. Out of line, as success rarely waits.
    #[inline]
    pub fn wait_blocking(&mut self, policy: &Policy, site: &Site) {
        #[cold]
        #[inline(never)]
        fn sleep(sharing: &mut Sharing<'_>, first: Duration, policy: &Policy, site: &Site) {
            let mut next = Some(first);
            while let Some(wait) = next {
                sleep_blocking(wait);
                next = sharing.wait(policy, Clock::System, site);
            }
        }
        if let Some(wait) = self.wait(policy, Clock::System, site) {
            sleep(self, wait, policy, site);
        }
    }

    /// The attempt succeeded.
    #[inline]
    pub fn succeeded(&mut self, clock: Clock) {
        self.pass.answer(clock);
    }

    /// Ends the call after that: it has no place to give back. By itself, or a success copies what it forgets.
    #[inline]
    pub fn end(self) {
        std::mem::forget(self);
    }
}

impl Deref for Sharing<'_> {
    type Target = Call;

    #[inline]
    fn deref(&self) -> &Call {
        &self.call
    }
}

/// What decides, of a call that shares an upstream.
pub struct Shared<'a, 'u> {
    sharing: &'a mut Sharing<'u>,
    clock: Clock,
}

/// Where nobody is told, whatever is known of the function.
const NOBODY: Observed<'static> = Observed {
    error: None,
    site: &Site::new("", ""),
    hooks: Hooks::NONE,
};

impl Decider for Shared<'_, '_> {
    type Next = Duration;

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Result<Duration, GaveUp> {
        let Sharing { pass, call } = self.sharing;
        call.next_delay_sharing(pass, policy, failure, self.clock, NOBODY)
    }
}

impl Teller for Shared<'_, '_> {
    #[inline]
    fn decide_and_tell(
        self,
        policy: &Policy,
        failure: Classification,
        error: Option<ErasedError<'_>>,
        site: &Site,
        hooks: Hooks<'_>,
    ) -> Result<Duration, GaveUp> {
        let Sharing { pass, call } = self.sharing;
        let observed = Observed { error, site, hooks };
        call.next_delay_sharing(pass, policy, failure, self.clock, observed)
    }

    #[inline]
    fn tell_recovery(self, policy: &Policy, site: &Site, hooks: Hooks<'_>) {
        let (call, clock) = (&mut self.sharing.call, self.clock);
        Timed { call, clock }.tell_recovery(policy, site, hooks);
    }
}

impl<R, E, C, W> Assessment<R, E, C, W> {
    /// [`next`](Self::next), of a call that shares an upstream.
    #[inline]
    pub fn next_sharing<'c, 'u>(
        self,
        result: R,
        sharing: &'c mut Sharing<'u>,
        policy: &Policy,
        clock: Clock,
    ) -> ControlFlow<R, Duration>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        W: Watcher<R, Shared<'c, 'u>> + Watcher<R, Timed<'c>>,
    {
        let next = if result.as_result().is_err() {
            self.decide(result, Shared { sharing, clock }, policy)
        } else {
            let Sharing { pass, call } = sharing;
            // The server did its part, whatever is thought of the answer.
            pass.answer(clock);
            self.decide(result, Timed { call, clock }, policy)
        };
        match next {
            Ok(delay) => ControlFlow::Continue(delay),
            Err(result) => ControlFlow::Break(result),
        }
    }

    /// [`step`](Self::step), of a call that shares an upstream. Out of line, or a success keeps registers for it.
    #[cold]
    #[inline(never)]
    pub fn step_sharing<'u>(
        self,
        result: R,
        sharing: &mut Sharing<'u>,
        policy: &Policy,
    ) -> Option<R>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        W: for<'c> Watcher<R, Shared<'c, 'u>> + for<'c> Watcher<R, Timed<'c>>,
    {
        match self.next_sharing(result, sharing, policy, Clock::System) {
            ControlFlow::Continue(delay) => {
                sleep_blocking(delay);
                None
            }
            ControlFlow::Break(result) => Some(result),
        }
    }

    /// [`next_limited`](Self::next_limited), of a call that shares an upstream.
    #[inline]
    pub fn next_limited_sharing<'c, 'u, L>(
        self,
        attempted: Attempted<R, L::Cut>,
        limit: L,
        sharing: &'c mut Sharing<'u>,
        policy: &Policy,
        clock: Clock,
    ) -> ControlFlow<R, Duration>
    where
        R: Outcome<Error = E>,
        L: Cuts<R>,
        C: Classifier<E>,
        W: Watcher<R, Shared<'c, 'u>> + Watcher<R, Timed<'c>> + WatcherOfCuts<R>,
    {
        match attempted {
            Attempted::Ended(result) => self.next_sharing(result, sharing, policy, clock),
            Attempted::Cut(cut) => {
                let timed_out = sharing.call.timed_out(policy, clock);
                let result = || limit.result_of_cut(cut, timed_out);
                let shared = Shared { sharing, clock };
                let (classifier, watcher) = self.into_parts();
                match watcher.after_cut(timed_out, shared, policy, result) {
                    Ok(delay) => ControlFlow::Continue(delay),
                    Err(gave_up) => ControlFlow::Break(told(result(), classifier, gave_up)),
                }
            }
        }
    }
}
