//! What must hold in whatever order it happens.

use std::time::Duration;

use shuttle::sync::Arc;
use shuttle::thread;

use crate::call::Call;
use crate::classify::Classification;
use crate::engine::Decision;
use crate::event::Reason;
use crate::nanos::Nanos;
use crate::policy::Policy;
use crate::site::Site;
use crate::sleep::Clock;
use crate::upstream::{Budget, Pass, Upstream};

const COST: u16 = 14;

/// Two retries for a budget that pays for one. It would be a large number below zero.
pub(crate) fn the_budget_is_never_overdrawn() {
    const TOKENS: u32 = 20;
    let budget = Arc::new(Budget::new(TOKENS));
    let calls = [(); 2].map(|()| {
        let budget = budget.clone();
        thread::spawn(move || {
            if budget.spend(COST) {
                budget.pay_back(COST);
            }
        })
    });
    assert!(budget.spent() <= TOKENS);
    for call in calls {
        call.join().unwrap();
    }
    assert_eq!(budget.spent(), 0);
}

/// What is spent is never above the limit for good, and the limit never above the budget.
pub(crate) fn a_limit_holds_against_those_who_spend() {
    let budget = Arc::new(Budget::new(28));
    let call = {
        let budget = budget.clone();
        thread::spawn(move || u32::from(budget.spend(COST)) + u32::from(budget.spend(COST)))
    };
    let limit = budget.limit_to(14);
    let granted = call.join().unwrap();
    assert!(limit <= 28);
    assert!(budget.spent() <= limit);
    assert_eq!(budget.spent(), granted * u32::from(COST));
}

const PATIENT: Policy = Policy {
    retry_after: Some(Nanos(Duration::MAX)),
};

/// A call as the loops make it, whose attempts fail as they are told to.
fn call(upstream: &Upstream, failures: &[Classification], leaves: bool) {
    let mut pass = Pass::NEW;
    let mut failures = failures.iter();
    loop {
        while !upstream.is_calm() {
            let Some(wait) = pass.wait(upstream, &Call, &PATIENT, Clock, &Site) else {
                break;
            };
            if leaves {
                return pass.leave(upstream);
            }
            Clock.sleep(wait);
        }
        let Some(failure) = failures.next() else {
            if !upstream.is_calm() {
                pass.answer(upstream, Clock);
            }
            return;
        };
        let cost = pass.failed(upstream, *failure, &PATIENT, Clock);
        let decision = if pass.affords(upstream, cost) {
            Decision::Retry
        } else {
            Decision::GiveUp(Reason::Budget)
        };
        pass.decided(upstream, decision);
        if let Decision::GiveUp(_) = decision {
            return;
        }
    }
}

/// Lets calls be made at once. Whatever happened, in the end nobody waits, and all is calm once they succeed.
fn end_calmly(upstream: Upstream, calls: &'static [(&'static [Classification], bool)]) {
    const MOST: u32 = 30;
    Clock::start();
    let upstream = Arc::new(upstream);
    let threads: Vec<_> = calls
        .iter()
        .map(|(failures, leaves)| {
            let upstream = upstream.clone();
            thread::spawn(move || call(&upstream, failures, *leaves))
        })
        .collect();
    assert!(upstream.spent() <= MOST);
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(upstream.waiting(), 0);
    Clock.sleep(Duration::from_secs(61));
    for _ in 0..=MOST {
        call(&upstream, &[], false);
    }
    assert!(upstream.is_calm());
}

const NAMED: Classification = Classification::Throttled(Some(Duration::from_secs(1)));
const UNNAMED: Classification = Classification::Throttled(None);

pub(crate) fn no_waiter_is_lost() {
    for paced in [false, true] {
        let calls: &[(&[_], _)] = &[
            (&[NAMED, UNNAMED], false),
            (&[UNNAMED, Classification::Transient], false),
            (&[], false),
            (&[Classification::Transient], false),
        ];
        end_calmly(Upstream::new(30, paced), calls);
    }
}

pub(crate) fn who_leaves_is_no_hindrance() {
    for paced in [false, true] {
        let calls: &[(&[_], _)] = &[
            (&[NAMED], false),
            (&[], true),
            (&[UNNAMED], true),
            (&[], false),
        ];
        end_calmly(Upstream::new(30, paced), calls);
    }
}
