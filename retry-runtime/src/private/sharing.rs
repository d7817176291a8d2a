//! What follows an attempt of a call that shares an upstream.

use std::future::Future;
use std::marker::PhantomData;
use std::ops::{ControlFlow, Deref};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;

use super::assess::{Assessment, control_flow, told};
use super::classifier::Classifier;
use super::limit::{Attempted, Cuts};
use super::watcher::{Decider, Ended, Teller, Watcher, WatcherOfCuts};
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

/// Asks an expression for the upstream.
#[inline]
pub fn upstream<S: UpstreamSource>(source: &S) -> &Upstream {
    source.upstream()
}

/// A call that shares an upstream, which `lend` finds. For a `static` that is a closure which keeps nothing, so that no
/// success stores an address.
#[derive(Debug)]
pub struct Sharing<'u, L> {
    lend: L,
    /// None until something is wrong, so that a success stores no more than the mark of that.
    state: Option<State>,
    upstream: PhantomData<&'u Upstream>,
}

#[derive(Debug)]
struct State {
    pass: Pass,
    call: Call,
}

impl State {
    const NEW: Self = Self {
        pass: Pass::NEW,
        call: Call::new(),
    };

    #[cold]
    #[inline(never)]
    fn wait(
        state: &mut Option<Self>,
        upstream: &Upstream,
        policy: &Policy,
        clock: Clock,
        site: &Site,
    ) -> Option<Duration> {
        let Self { pass, call } = state.get_or_insert(Self::NEW);
        pass.wait(upstream, call, policy, clock, site)
    }

    #[cold]
    #[inline(never)]
    fn answer(state: &mut Option<Self>, upstream: &Upstream, clock: Clock) {
        let state = state.get_or_insert(Self::NEW);
        state.pass.answer(upstream, clock);
    }
}

#[inline]
pub fn sharing<'u, L: Fn() -> &'u Upstream>(lend: L, call: Call) -> Sharing<'u, L> {
    Sharing {
        lend,
        state: call.is_under_way().then_some(State {
            pass: Pass::NEW,
            call,
        }),
        upstream: PhantomData,
    }
}

impl<'u, L: Fn() -> &'u Upstream> Sharing<'u, L> {
    /// How long to sleep before asking again whether it is the attempt's turn; `None` if it is.
    #[inline]
    pub fn wait(&mut self, policy: &Policy, clock: Clock, site: &Site) -> Option<Duration> {
        let upstream = (self.lend)();
        if upstream.is_calm() {
            return None;
        }
        State::wait(&mut self.state, upstream, policy, clock, site)
    }

    /// On a thread that may block: waits until it is the attempt's turn.
    #[inline]
    pub fn wait_blocking<'a>(
        &mut self,
        policy: impl FnOnce() -> &'a Policy,
        site: impl FnOnce() -> &'a Site,
    ) {
        if !(self.lend)().is_calm() {
            self.wait_on(policy, site);
        }
    }

    #[cold]
    #[inline(never)]
    fn wait_on<'a>(
        &mut self,
        policy: impl FnOnce() -> &'a Policy,
        site: impl FnOnce() -> &'a Site,
    ) {
        let (policy, site) = (policy(), site());
        while let Some(wait) = self.wait(policy, Clock::System, site) {
            sleep_blocking(wait);
        }
    }

    /// Holds its place, if it has one, while it sleeps.
    #[inline]
    pub fn hold(&self) -> Held<'_, 'u, L> {
        Held(Some(self))
    }

    /// The attempt succeeded.
    #[inline]
    pub fn succeeded(&mut self, clock: Clock) {
        let upstream = (self.lend)();
        if !upstream.is_calm() {
            State::answer(&mut self.state, upstream, clock);
        }
    }

    #[inline]
    fn shared(&mut self, clock: Clock) -> Shared<'_> {
        Shared {
            upstream: (self.lend)(),
            state: self.state.get_or_insert(State::NEW),
            clock,
        }
    }
}

impl<L> Deref for Sharing<'_, L> {
    type Target = Call;

    #[inline]
    fn deref(&self) -> &Call {
        const NEW: &Call = &Call::new();
        self.state.as_ref().map_or(NEW, |state| &state.call)
    }
}

/// The place of a call that sleeps. It is given back unless the sleep comes to its end.
#[derive(Debug)]
pub struct Held<'a, 'u, L: Fn() -> &'u Upstream>(Option<&'a Sharing<'u, L>>);

impl<'a, 'u, L: Fn() -> &'u Upstream> Held<'a, 'u, L> {
    /// Sleeps.
    #[inline]
    pub fn sleep<S: Future>(self, sleep: S) -> Asleep<'a, 'u, L, S> {
        Asleep { place: self, sleep }
    }

    /// The sleep is over.
    #[inline]
    pub fn keep(&mut self) {
        self.0 = None;
    }
}

impl<'u, L: Fn() -> &'u Upstream> Drop for Held<'_, 'u, L> {
    /// Out of line, as it is part of dropping a future, which a caller should inline.
    #[cold]
    #[inline(never)]
    fn drop(&mut self) {
        if let Some(Sharing {
            lend,
            state: Some(state),
            ..
        }) = self.0
        {
            state.pass.leave(lend());
        }
    }
}

pin_project! {
    /// A call that sleeps in its place. One type, or success pays for what is dropped of both.
    #[must_use = "futures do nothing unless polled"]
    pub struct Asleep<'a, 'u, L: Fn() -> &'u Upstream, S> {
        place: Held<'a, 'u, L>,
        #[pin]
        sleep: S,
    }
}

impl<'u, L: Fn() -> &'u Upstream, S: Future> Future for Asleep<'_, 'u, L, S> {
    type Output = S::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<S::Output> {
        let this = self.project();
        let over = this.sleep.poll(context);
        if over.is_ready() {
            this.place.keep();
        }
        over
    }
}

/// What decides, of a call that shares an upstream.
pub struct Shared<'a> {
    upstream: &'a Upstream,
    state: &'a mut State,
    clock: Clock,
}

/// Where nobody is told, whatever is known of the function.
const NOBODY: Observed<'static> = Observed {
    error: None,
    site: &Site::new("", ""),
    hooks: Hooks::NONE,
};

impl Shared<'_> {
    #[inline]
    fn next_delay(
        self,
        policy: &Policy,
        failure: Classification,
        observed: Observed<'_>,
    ) -> Result<Duration, GaveUp> {
        let State { pass, call } = self.state;
        call.next_delay_sharing(self.upstream, pass, policy, failure, self.clock, observed)
    }
}

impl Decider for Shared<'_> {
    type Next = Duration;

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Result<Duration, GaveUp> {
        self.next_delay(policy, failure, NOBODY)
    }
}

impl Teller for Shared<'_> {
    #[inline]
    fn decide_and_tell(
        self,
        policy: &Policy,
        failure: Classification,
        error: Option<ErasedError<'_>>,
        site: &Site,
        hooks: Hooks<'_>,
    ) -> Result<Duration, GaveUp> {
        self.next_delay(policy, failure, Observed { error, site, hooks })
    }

    #[inline]
    fn tell_recovery(self, policy: &Policy, site: &Site, hooks: Hooks<'_>) {
        let (call, clock) = (&mut self.state.call, self.clock);
        Timed { call, clock }.tell_recovery(policy, site, hooks);
    }
}

impl<R, E, C, W> Assessment<R, E, C, W> {
    /// [`next`](Self::next), of a call that shares an upstream.
    #[inline]
    pub fn next_sharing<'c, 'u>(
        self,
        result: R,
        sharing: &'c mut Sharing<'u, impl Fn() -> &'u Upstream>,
        policy: &Policy,
        clock: Clock,
    ) -> ControlFlow<R, Duration>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        W: Watcher<R, Shared<'c>> + Watcher<R, Timed<'c>>,
    {
        let mut delay = Duration::ZERO;
        let ended = self.next_shared(result, sharing.shared(clock), policy, &mut delay);
        control_flow(ended, delay)
    }

    #[inline]
    fn next_shared<'c>(
        self,
        result: R,
        shared: Shared<'c>,
        policy: &Policy,
        delay: &mut Duration,
    ) -> Ended<R>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        W: Watcher<R, Shared<'c>> + Watcher<R, Timed<'c>>,
    {
        if result.as_result().is_err() {
            return self.decide(result, shared, policy, delay);
        }
        let (State { pass, call }, clock) = (shared.state, shared.clock);
        // The server did its part, whatever is thought of the answer.
        if !shared.upstream.is_calm() {
            pass.answer(shared.upstream, clock);
        }
        self.decide(result, Timed { call, clock }, policy, delay)
    }

    /// [`step`](Self::step), of a call that shares an upstream.
    #[inline]
    pub fn step_sharing<'u, 'p>(
        self,
        result: R,
        sharing: &mut Sharing<'u, impl Fn() -> &'u Upstream>,
        policy: impl FnOnce() -> &'p Policy,
    ) -> Ended<R>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        W: for<'c> Watcher<R, Shared<'c>> + for<'c> Watcher<R, Timed<'c>>,
    {
        match self.step_out_of_line(result, sharing, policy) {
            Some(result) => Ended::With(result),
            None => Ended::Not,
        }
    }

    /// With the policy in a closure, or a success keeps registers for what a retry needs.
    #[cold]
    #[inline(never)]
    fn step_out_of_line<'u, 'p>(
        self,
        result: R,
        sharing: &mut Sharing<'u, impl Fn() -> &'u Upstream>,
        policy: impl FnOnce() -> &'p Policy,
    ) -> Option<R>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        W: for<'c> Watcher<R, Shared<'c>> + for<'c> Watcher<R, Timed<'c>>,
    {
        let shared = sharing.shared(Clock::System);
        let mut delay = Duration::ZERO;
        let ended = self.next_shared(result, shared, policy(), &mut delay);
        sleep_blocking(delay);
        match ended {
            Ended::With(result) => Some(result),
            Ended::Not => None,
        }
    }

    /// [`next_limited`](Self::next_limited), of a call that shares an upstream.
    #[inline]
    pub fn next_limited_sharing<'c, 'u, X>(
        self,
        attempted: Attempted<R, X::Cut>,
        limit: X,
        sharing: &'c mut Sharing<'u, impl Fn() -> &'u Upstream>,
        policy: &Policy,
        clock: Clock,
    ) -> ControlFlow<R, Duration>
    where
        R: Outcome<Error = E>,
        X: Cuts<R>,
        C: Classifier<E>,
        W: Watcher<R, Shared<'c>> + Watcher<R, Timed<'c>> + WatcherOfCuts<R>,
    {
        match attempted {
            Attempted::Ended(result) => self.next_sharing(result, sharing, policy, clock),
            Attempted::Cut(cut) => {
                let timed_out = sharing.timed_out(policy, clock);
                let result = || limit.result_of_cut(cut, timed_out);
                let (classifier, watcher) = self.into_parts();
                match watcher.after_cut(timed_out, sharing.shared(clock), policy, result) {
                    Ok(delay) => ControlFlow::Continue(delay),
                    Err(gave_up) => ControlFlow::Break(told(result(), classifier, gave_up)),
                }
            }
        }
    }
}
