use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy};

const POLICY: Policy = Policy::new()
    .max(11)
    .base(Duration::from_millis(100))
    .cap(Duration::from_secs(10));

const JITTERS: [Jitter; 5] = [
    Jitter::None,
    Jitter::Full,
    Jitter::Equal,
    Jitter::Decorrelated,
    Jitter::Proportion(0.25),
];

#[track_caller]
fn assert_delays(policy: Policy, expected: [u64; 10]) {
    let delays: Vec<_> = policy.delays().collect();
    assert_eq!(delays, expected.map(Duration::from_millis));
    let points = delays.iter().map(|delay| *delay..=*delay);
    assert!(policy.delay_ranges().eq(points));
}

#[track_caller]
fn assert_ranges(policy: Policy, expected: [(u64, u64); 10]) {
    let ranges: Vec<_> = policy.delay_ranges().collect();
    let ms = Duration::from_millis;
    assert_eq!(ranges, expected.map(|(low, high)| ms(low)..=ms(high)));
}

#[test]
fn exponential() {
    assert_delays(
        POLICY,
        [
            100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000,
        ],
    );
    assert_delays(
        POLICY.factor(3.0),
        [
            100, 300, 900, 2_700, 8_100, 10_000, 10_000, 10_000, 10_000, 10_000,
        ],
    );
    assert_delays(
        POLICY.base(Duration::from_millis(512)).factor(1.5),
        [
            512, 768, 1_152, 1_728, 2_592, 3_888, 5_832, 8_748, 10_000, 10_000,
        ],
    );
    assert_delays(POLICY.factor(1.0), [100; 10]);
}

#[test]
fn linear() {
    assert_delays(
        POLICY.backoff(Backoff::Linear),
        [100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000],
    );
    assert_delays(
        POLICY
            .backoff(Backoff::Linear)
            .cap(Duration::from_millis(650)),
        [100, 200, 300, 400, 500, 600, 650, 650, 650, 650],
    );
}

#[test]
fn fibonacci() {
    assert_delays(
        POLICY.backoff(Backoff::Fibonacci),
        [100, 100, 200, 300, 500, 800, 1_300, 2_100, 3_400, 5_500],
    );
}

#[test]
fn fixed_and_none() {
    assert_delays(POLICY.backoff(Backoff::Fixed), [100; 10]);
    for jitter in JITTERS {
        assert_delays(POLICY.backoff(Backoff::None).jitter(jitter), [0; 10]);
    }
}

#[test]
fn full() {
    assert_ranges(
        POLICY.jitter(Jitter::Full),
        [
            (0, 100),
            (0, 200),
            (0, 400),
            (0, 800),
            (0, 1_600),
            (0, 3_200),
            (0, 6_400),
            (0, 10_000),
            (0, 10_000),
            (0, 10_000),
        ],
    );
}

#[test]
fn equal() {
    assert_ranges(
        POLICY.jitter(Jitter::Equal),
        [
            (50, 100),
            (100, 200),
            (200, 400),
            (400, 800),
            (800, 1_600),
            (1_600, 3_200),
            (3_200, 6_400),
            (5_000, 10_000),
            (5_000, 10_000),
            (5_000, 10_000),
        ],
    );
}

#[test]
fn proportion() {
    assert_ranges(
        POLICY
            .backoff(Backoff::Linear)
            .jitter(Jitter::Proportion(0.25)),
        [
            (75, 100),
            (150, 200),
            (225, 300),
            (300, 400),
            (375, 500),
            (450, 600),
            (525, 700),
            (600, 800),
            (675, 900),
            (750, 1_000),
        ],
    );
}

#[test]
fn decorrelated_takes_the_place_of_the_backoff() {
    for backoff in [
        Backoff::Exponential,
        Backoff::Linear,
        Backoff::Fixed,
        Backoff::Fibonacci,
    ] {
        assert_ranges(
            POLICY
                .backoff(backoff)
                .factor(7.0)
                .jitter(Jitter::Decorrelated),
            [
                (100, 300),
                (100, 900),
                (100, 2_700),
                (100, 8_100),
                (100, 10_000),
                (100, 10_000),
                (100, 10_000),
                (100, 10_000),
                (100, 10_000),
                (100, 10_000),
            ],
        );
    }
}

#[test]
fn a_base_above_the_cap_is_capped() {
    let policy = POLICY.cap(Duration::from_millis(40));
    for backoff in [Backoff::Exponential, Backoff::Linear, Backoff::Fixed] {
        assert_delays(policy.backoff(backoff), [40; 10]);
    }
    assert_ranges(policy.jitter(Jitter::Full), [(0, 40); 10]);
    assert_ranges(policy.jitter(Jitter::Decorrelated), [(40, 40); 10]);
}

#[test]
fn there_is_one_delay_less_than_attempts() {
    for (max, delays) in [(0, 0), (1, 0), (2, 1), (3, 2), (u32::MAX, 4_294_967_294)] {
        let policy = POLICY.max(max);
        assert_eq!(policy.delays().len(), delays);
        assert_eq!(policy.delay_ranges().len(), delays);
    }
    let mut ranges = POLICY.max(3).delay_ranges();
    assert_eq!(ranges.by_ref().count(), 2);
    assert_eq!((ranges.len(), ranges.next()), (0, None));
}

#[test]
fn what_is_drawn_lies_within_the_range() {
    for jitter in JITTERS {
        let policy = POLICY.jitter(jitter);
        for _ in 0..1_000 {
            for (delay, range) in policy.delays().zip(policy.delay_ranges()) {
                assert!(range.contains(&delay), "{jitter:?}: {delay:?} in {range:?}");
            }
        }
    }
}
