//! The rate, to six decimals.

use super::*;

const PARTS: Parts = Parts {
    cool_down: None,
    pace: true,
    known: None,
};

fn rate(pace: &Pace, now: f64) -> String {
    pace.rate(now)
        .map_or("none".to_owned(), |rate| format!("{rate:.6}"))
}

/// A call that goes in its turn, and is answered.
fn answer(pace: &mut Pace, now: f64) {
    pace.go();
    pace.answer(Some(went(now)), now);
}

/// A call that goes in its turn, and is throttled later.
fn throttle(pace: &mut Pace, then: f64, now: f64) -> bool {
    pace.go();
    pace.throttle(Some(went(then)), now, PARTS)
}

#[test]
fn without_a_throttled_failure_there_is_none() {
    let mut pace = Pace::new();
    answer(&mut pace, 1.0);
    assert_eq!(rate(&pace, 2.0), "none");
    assert!(pace.is_over(2.0));
}

#[test]
fn at_first_as_many_go_in_a_second_as_were_answered() {
    let mut pace = Pace::new();
    pace.throttle(None, 1.0, PARTS);
    pace.wait(8);
    assert_eq!(rate(&pace, 1.0), "1.000000");
    for _ in 0..5 {
        pace.answer(None, 1.0);
    }
    assert_eq!(rate(&pace, 1.0), "5.000000");
    assert_eq!(rate(&pace, 1.5), "7.071068");
    assert_eq!(rate(&pace, 3.0), "20.000000");
    // Not more than wait.
    for _ in 0..5 {
        pace.answer(None, 1.0);
    }
    assert_eq!(rate(&pace, 1.0), "8.000000");
    // Not before a cool-down ends.
    pace.pause(3.0);
    assert_eq!(rate(&pace, 3.0), "8.000000");
}

/// Throttled at 5 s, and in its turn at 7 s, with 20 answers in between.
fn learned() -> Pace {
    let mut pace = Pace::new();
    pace.throttle(None, 5.0, PARTS);
    pace.wait(100);
    for _ in 0..100 {
        pace.answer(None, 5.0);
    }
    for call in 1..=20 {
        answer(&mut pace, 5.0 + f64::from(call) / 10.0 - 0.05);
    }
    assert!(throttle(&mut pace, 7.0, 7.0));
    pace
}

#[test]
fn what_is_answered_between_two_throttled_failures_is_the_rate() {
    let pace = learned();
    let rates = [7.0, 8.0, 9.0, 10.0, 17.0].map(|now| rate(&pace, now));
    assert_eq!(
        rates,
        [
            "8.800000",
            "9.680000",
            "10.648000",
            "11.712800",
            "22.824934"
        ]
    );
}

#[test]
fn the_rate_falls_once_for_all_that_went_at_the_one_before() {
    let mut pace = learned();
    assert!(!throttle(&mut pace, 6.9, 7.1));
    assert!(!pace.throttle(None, 7.1, PARTS));
    assert_eq!(rate(&pace, 8.0), "9.680000");
}

#[test]
fn what_is_too_short_to_measure_is_joined_to_the_measurement_before() {
    let mut pace = learned();
    for call in 1..=2 {
        answer(&mut pace, 7.0 + f64::from(call) / 10.0);
    }
    assert!(throttle(&mut pace, 7.2, 7.2));
    // 22 in 2.2 s, but the rate was less than that.
    assert_eq!(rate(&pace, 7.2), "7.893032");
}

/// Ten a second go, none is answered yet, and one is throttled at once.
#[test]
fn what_is_under_way_was_taken() {
    let mut pace = learned();
    for _ in 0..10 {
        pace.go();
    }
    assert!(throttle(&mut pace, 8.0, 8.0));
    assert_eq!(rate(&pace, 8.0), "8.518400");
    // All are answered, and count once.
    for _ in 0..10 {
        pace.answer(Some(went(7.5)), 8.5);
    }
    for _ in 0..10 {
        pace.go();
    }
    assert!(throttle(&mut pace, 9.0, 9.0));
    assert_eq!(rate(&pace, 9.0), "8.245811");
}

/// Ten went before the one that is throttled a second later, and ten since then.
#[test]
fn who_went_after_a_throttled_call_is_measured_with_the_next() {
    let mut pace = learned();
    for _ in 0..20 {
        pace.go();
    }
    assert!(throttle(&mut pace, 8.0, 9.0));
    assert_eq!(rate(&pace, 9.0), "8.800000");
    // Ten in 1.25 s.
    assert!(throttle(&mut pace, 9.25, 9.25));
    assert_eq!(rate(&pace, 9.25), "7.040000");
}

#[test]
fn a_cool_down_starts_from_what_the_server_takes() {
    let mut pace = learned();
    pace.pause(67.0);
    assert_eq!(rate(&pace, 67.0), "10.000000");
}

#[test]
fn the_rate_is_divided_among_those_who_share_it() {
    let mut pace = learned();
    pace.scale(1.0 / 4.0);
    assert_eq!(rate(&pace, 7.0), "2.200000");
    pace.scale(4.0 / 2.0);
    assert_eq!(rate(&pace, 7.0), "4.400000");
}

#[test]
fn where_nothing_was_answered_nothing_is_known() {
    let mut pace = learned();
    assert!(throttle(&mut pace, 8.0, 8.0));
    assert_eq!(rate(&pace, 8.0), "1.000000");
    assert_eq!(rate(&pace, 11.0), "8.000000");
}

#[test]
fn the_rate_never_falls_below_one_in_two_seconds() {
    let mut pace = Pace::new();
    let known = Some(0.01);
    pace.throttle(None, 0.0, Parts { known, ..PARTS });
    assert_eq!(rate(&pace, 0.0), "0.500000");
}

#[test]
fn the_rate_rises_from_what_was_next_to_nothing() {
    let mut pace = Pace::new();
    let known = Some(1e-9);
    pace.throttle(None, 0.0, Parts { known, ..PARTS });
    assert_eq!(rate(&pace, 40.0), "19.914072");
}

#[test]
fn the_constants_agree() {
    assert!((CLIMB - (1.0 / FALL).ln() / RISE.ln()).abs() < 1e-6);
    assert!((DOUBLES - 2.0_f64.ln() / RISE.ln()).abs() < 1e-6);
}

#[test]
fn a_minute_without_a_throttled_failure_ends_it() {
    let pace = learned();
    assert!(!pace.is_over(66.9));
    assert!(pace.is_over(67.0));
}
