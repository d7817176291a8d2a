//! The policies with a name hold what their table says: attempts, the range of each delay, and the wait they accept.

use std::time::Duration;

use retry_attr::api::{ErrorKind, Provider};
use retry_attr::{ApiError, Policy, policies, retry};

use crate::{THROTTLED, row};

/// Attempts, and between which seconds the delay before retry n + 1 is drawn.
type Table = (&'static str, Policy, usize, fn(i32) -> (f64, f64));

const TABLES: [Table; 7] = [
    ("AI", policies::AI, 6, |n| {
        (0.5 * 2f64.powi(n), 2f64.powi(n))
    }),
    ("OPENAI", policies::OPENAI, 3, |n| {
        (0.375 * 2f64.powi(n), 0.5 * 2f64.powi(n))
    }),
    ("ANTHROPIC", policies::ANTHROPIC, 3, |n| {
        (0.375 * 2f64.powi(n), 0.5 * 2f64.powi(n))
    }),
    ("GOOGLE", policies::GOOGLE, 5, |n| {
        (2f64.powi(n), 2.0 * 2f64.powi(n))
    }),
    ("COHERE", policies::COHERE, 3, |n| {
        (0.9 * 2f64.powi(n), 1.1 * 2f64.powi(n))
    }),
    ("MISTRAL", policies::MISTRAL, 71, |n| {
        let own = (1.5 * 1.5f64.powi(n)).min(60.0);
        (own / 3.0, own)
    }),
    ("AWS", policies::AWS, 3, |n| (0.0, 2f64.powi(n))),
];

#[test]
fn are_sound() {
    for (name, policy, ..) in TABLES {
        assert_eq!(policy.validate(), Ok(()), "{name}");
    }
}

#[test]
fn delays_fill_their_ranges() {
    const DRAWS: usize = 3000;
    for (name, policy, attempts, range) in TABLES {
        let mut seen = vec![(Duration::MAX, Duration::ZERO); attempts - 1];
        for _ in 0..DRAWS {
            let delays: Vec<Duration> = policy.delays().collect();
            assert_eq!(delays.len(), attempts - 1, "{name}");
            for (delay, (least, most)) in delays.into_iter().zip(&mut seen) {
                *least = delay.min(*least);
                *most = delay.max(*most);
            }
        }
        for (n, (least, most)) in (0..).zip(seen) {
            let (low, high) = range(n);
            let (least, most) = (least.as_secs_f64(), most.as_secs_f64());
            assert!(
                low - 1e-6 <= least && most <= high + 1e-6,
                "{name} {n}: {least}..{most} for {low}..{high}"
            );
            // So near to both ends come 3000 draws, but for once in e^30.
            let near = (high - low) / 100.0;
            assert!(
                least <= low + near && high - near <= most,
                "{name} {n}: {least}..{most} for {low}..{high}"
            );
        }
    }
}

/// As the table of `retry_attr::policies` says: the longest wait that is accepted, and one that is too long.
#[test]
fn waits_are_accepted_up_to_their_limit() {
    for (name, policy, accepted, refused) in [
        ("AI", policies::AI, "120", Some("120.001")),
        ("OPENAI", policies::OPENAI, "120", Some("120.001")),
        ("ANTHROPIC", policies::ANTHROPIC, "99999999999999", None),
        ("COHERE", policies::COHERE, "60", Some("60.001")),
        ("MISTRAL", policies::MISTRAL, "99999999999999", None),
        ("AWS", policies::AWS, "25", Some("25.001")),
        // Whatever the server says, its own delays.
        ("GOOGLE", policies::GOOGLE, "99999999999999", None),
    ] {
        #[retry(policy = policy, sleep = |delay| delays.borrow_mut().push(delay))]
        fn ask(
            policy: Policy,
            value: &'static str,
            delays: &std::cell::RefCell<Vec<Duration>>,
        ) -> Result<(), ApiError> {
            let row = row(429, "", THROTTLED, ErrorKind::RateLimit).with(&[("retry-after", value)]);
            Err(row.error(&[], |reply| reply.provider(Provider::Compatible)))
        }
        let delays = std::cell::RefCell::default();
        ask(policy, accepted, &delays).unwrap_err();
        let throttled = policy.get_throttled().unwrap_or(policy.get_max());
        assert_eq!(delays.borrow().len(), throttled as usize - 1, "{name}");
        let wait =
            Duration::from_secs(accepted.parse().unwrap()).min(Duration::from_nanos(u64::MAX));
        let is_obeyed = delays.borrow().iter().all(|delay| *delay >= wait);
        assert_eq!(is_obeyed, name != "GOOGLE", "{name}");
        if let Some(refused) = refused {
            let delays = std::cell::RefCell::default();
            ask(policy, refused, &delays).unwrap_err();
            assert!(delays.borrow().is_empty(), "{name}");
        }
    }
}

macro_rules! stands_on_functions {
    ($($name:ident)*) => {
        #[test]
        fn stand_on_sync_functions() {
            $({
                #[retry(policy = policies::$name, sleep = |_| {})]
                fn ask(attempts: &mut usize) -> Result<(), std::io::Error> {
                    *attempts += 1;
                    Err(std::io::ErrorKind::ConnectionReset.into())
                }
                let mut attempts = 0;
                ask(&mut attempts).unwrap_err();
                assert_eq!(attempts, policies::$name.delays().len() + 1);
            })*
        }

        /// Those too whose error is not `From<TimedOut>`.
        #[tokio::test]
        async fn stand_on_async_functions() {
            $({
                #[derive(Debug)]
                struct Own;
                #[retry(policy = policies::$name, sleep = |_| std::future::ready(()))]
                async fn ask(attempts: &mut usize) -> Result<(), Own> {
                    *attempts += 1;
                    Err(Own)
                }
                let mut attempts = 0;
                ask(&mut attempts).await.unwrap_err();
                assert_eq!(attempts, policies::$name.delays().len() + 1);
            })*
        }
    };
}

stands_on_functions! { AI OPENAI ANTHROPIC GOOGLE COHERE MISTRAL AWS }
