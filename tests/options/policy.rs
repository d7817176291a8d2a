use std::ops::Deref;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, RetryAfter, retry};

use crate::{Attempts, Failure, seconds};

const SHARED: Policy = Policy::new()
    .max(4)
    .backoff(Backoff::Linear)
    .base(Duration::from_secs(3));

#[retry(policy = SHARED)]
async fn shared(attempts: &Attempts) -> Result<(), Failure> {
    attempts.start();
    Err(Failure::Transient)
}

#[retry(policy = SHARED, max = 2, base = "1s")]
async fn overridden(attempts: &Attempts) -> Result<(), Failure> {
    attempts.start();
    Err(Failure::Transient)
}

#[tokio::test(start_paused = true)]
async fn a_constant_serves_many_functions() {
    let attempts = Attempts::new();
    let _ = shared(&attempts).await;
    assert_eq!(attempts.delays(), seconds([3, 6, 9]));

    let attempts = Attempts::new();
    let _ = overridden(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1]));
}

#[test]
fn the_order_of_options_does_not_matter() {
    #[retry(max = 2, policy = SHARED, backoff = "none")]
    fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts);
    assert_eq!(attempts.count(), 2);
}

struct Client {
    policy: Policy,
    evaluated: std::cell::Cell<u32>,
}

impl Client {
    const OWN: Policy = SHARED.max(5);

    fn policy(&self) -> &Policy {
        self.evaluated.set(self.evaluated.get() + 1);
        &self.policy
    }

    #[retry(policy = self.policy)]
    async fn by_field(&mut self, attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }

    #[retry(policy = self.policy(), max = 3)]
    async fn by_call(&self, attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }

    #[retry(policy = Self::OWN)]
    async fn by_associated_constant(&self, attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }

    #[retry(policy = self.policy, backoff = "none")]
    fn sync(&self, attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
}

#[tokio::test(start_paused = true)]
async fn an_expression_is_evaluated_once_a_call() {
    let mut client = Client {
        policy: SHARED.base(Duration::from_secs(1)),
        evaluated: std::cell::Cell::default(),
    };
    let attempts = Attempts::new();
    let _ = client.by_field(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1, 2, 3]));

    let attempts = Attempts::new();
    let _ = client.by_call(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1, 2]));
    assert_eq!(client.evaluated.get(), 1);

    let attempts = Attempts::new();
    let _ = client.by_associated_constant(&attempts).await;
    assert_eq!(attempts.count(), 5);

    let attempts = Attempts::new();
    let _ = client.sync(&attempts);
    assert_eq!(attempts.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn an_argument_may_hold_the_policy() {
    #[retry(policy = policy)]
    async fn ask(policy: &Policy, attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let _ = ask(&SHARED.max(2), &attempts).await;
    assert_eq!(attempts.delays(), seconds([3]));
}

const BOUNDED: Policy = SHARED
    .timeout(Duration::from_secs(1))
    .deadline(Duration::from_secs(10));

#[tokio::test(start_paused = true)]
async fn its_timeout_and_deadline_cut_attempts() {
    #[retry(policy = BOUNDED)]
    async fn constant(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        std::future::pending().await
    }
    #[retry(policy = *policy)]
    async fn runtime(policy: &Policy, attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        std::future::pending().await
    }
    // 1 + 3 + 1 = 5; a delay of 6 s would end past 10 s.
    let attempts = Attempts::new();
    assert!(matches!(constant(&attempts).await, Err(Failure::Cut(_))));
    assert_eq!(attempts.delays(), seconds([4]));

    let attempts = Attempts::new();
    assert!(matches!(
        runtime(&BOUNDED, &attempts).await,
        Err(Failure::Cut(_))
    ));
    assert_eq!(attempts.delays(), seconds([4]));
}

#[tokio::test(start_paused = true)]
async fn without_a_limit_no_error_for_it_is_needed() {
    struct Of<const N: u32>;
    impl<const N: u32> Of<N> {
        #[retry(policy = SHARED, max = { N })]
        async fn beside_a_parameter(attempts: &Attempts) -> Result<(), u8> {
            attempts.start();
            Err(1)
        }
    }
    #[retry(policy = SHARED)]
    async fn constant(attempts: &Attempts) -> Result<(), u8> {
        attempts.start();
        Err(1)
    }
    #[retry(policy = *policy, cut = false)]
    async fn runtime(policy: &Policy, attempts: &Attempts) -> Result<(), u8> {
        attempts.start();
        Err(1)
    }
    let attempts = Attempts::new();
    assert_eq!(constant(&attempts).await, Err(1));
    assert_eq!(runtime(&SHARED, &attempts).await, Err(1));
    assert_eq!(attempts.count(), 8);
    assert_eq!(Of::<2>::beside_a_parameter(&attempts).await, Err(1));
    assert_eq!(attempts.count(), 10);
}

/// What leads to a policy: it is read once a call, from where it is.
#[tokio::test(start_paused = true)]
async fn a_policy_may_be_shared_in_any_way() {
    struct Shared<P> {
        policy: P,
        swapped: RwLock<Arc<Policy>>,
    }
    impl<P: Deref<Target = Policy>> Shared<P> {
        #[retry(policy = &*self.policy)]
        async fn generic(&self, attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }

        #[retry(policy = self.swapped.read().unwrap())]
        async fn locked(&self, attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            // From the next call on.
            *self.swapped.write().unwrap() = Arc::new(SHARED.max(3));
            Err(Failure::Transient)
        }
    }
    impl Shared<Arc<Policy>> {
        #[retry(policy = self.policy)]
        async fn field(&self, attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }

        #[retry(policy = &self.policy, backoff = "none")]
        fn reference(&self, attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }

        #[retry(policy = if patient { SHARED } else { *self.policy })]
        async fn chosen(&self, patient: bool, attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }
    }
    let policy = Arc::new(SHARED.max(2));
    let swapped = RwLock::new(policy.clone());
    let shared = Shared { policy, swapped };
    let attempts = Attempts::new();
    let _ = shared.generic(&attempts).await;
    let _ = shared.field(&attempts).await;
    let _ = shared.reference(&attempts);
    let _ = shared.chosen(false, &attempts).await;
    assert_eq!(attempts.count(), 8);
    let _ = shared.chosen(true, &attempts).await;
    assert_eq!(attempts.count(), 12);

    let attempts = Attempts::new();
    let _ = shared.locked(&attempts).await;
    assert_eq!(attempts.count(), 2);
    let _ = shared.locked(&attempts).await;
    assert_eq!(attempts.count(), 5);
}

#[tokio::test(start_paused = true)]
async fn it_runs_without_the_attribute() {
    let attempts = Attempts::new();
    let result = SHARED
        .run(|| async {
            match attempts.start() {
                3 => Ok(3),
                _ => Err(Failure::Transient),
            }
        })
        .await;
    assert_eq!(result, Ok(3));
    assert_eq!(attempts.delays(), seconds([3, 6]));

    let attempts = Attempts::new();
    let result: Result<(), _> = BOUNDED
        .run(|| async {
            attempts.start();
            std::future::pending().await
        })
        .await;
    assert!(matches!(result, Err(Failure::Cut(_))));
    assert_eq!(attempts.delays(), seconds([4]));

    let attempts = Attempts::new();
    let result: Result<(), _> = SHARED
        .run_with(
            |_: &u8| retry_attr::Classification::permanent(),
            || async {
                attempts.start();
                Err(1)
            },
        )
        .await;
    assert_eq!((result, attempts.count()), (Err(1), 1));
}

#[test]
fn it_runs_without_the_attribute_on_a_thread_that_may_block() {
    let policy = SHARED.backoff(Backoff::None);
    let mut count = 0;
    let result: Result<(), _> = policy.run_blocking(|| {
        count += 1;
        Err(Failure::Transient)
    });
    assert_eq!((result, count), (Err(Failure::Transient), 4));

    let mut count = 0;
    let result: Result<(), _> = policy.run_blocking(|| {
        count += 1;
        Err(Failure::Permanent)
    });
    assert_eq!((result, count), (Err(Failure::Permanent), 1));
}

#[test]
fn broken_rules_are_reported() {
    let ms = Duration::from_millis;
    let sound = Policy::new();
    let rules = [
        (sound.max(0), "`max` counts"),
        (sound.base(Duration::ZERO), "`base` must be longer"),
        (sound.factor(0.9), "`factor` must"),
        (sound.factor(f64::NAN), "`factor` must"),
        (sound.factor(f64::INFINITY), "`factor` must"),
        (sound.cap(ms(999)), "`cap` is the longest"),
        (
            sound.jitter(Jitter::Proportion(1.1)),
            "a `jitter` proportion",
        ),
        (
            sound.jitter(Jitter::Proportion(f64::NAN)),
            "a `jitter` proportion",
        ),
        (sound.timeout(Duration::ZERO), "`timeout` must"),
        (sound.deadline(Duration::ZERO), "`deadline` must"),
        (sound.deadline(ms(1_000)), "the first delay never"),
        (
            sound.jitter(Jitter::Equal).deadline(ms(500)),
            "the first delay never",
        ),
    ];
    for (policy, rule) in rules {
        let error = policy.validate().unwrap_err().to_string();
        assert!(error.starts_with(rule), "{error}");
    }
    for policy in [
        sound,
        sound.cap(ms(1_000)),
        sound.deadline(ms(1_001)),
        sound.max(1).deadline(ms(1)),
        sound.jitter(Jitter::Full).deadline(ms(1)),
        sound.jitter(Jitter::Equal).deadline(ms(501)),
        sound.jitter(Jitter::Proportion(0.5)).deadline(ms(501)),
        sound
            .backoff(Backoff::None)
            .base(Duration::ZERO)
            .cap(Duration::ZERO),
        sound.backoff(Backoff::Fixed).factor(0.0),
        sound.retry_after(RetryAfter::AtMost(Duration::ZERO)),
    ] {
        assert_eq!(policy.validate(), Ok(()), "{policy:?}");
    }
}

#[test]
fn a_broken_policy_acts_as_the_nearest_sound_one() {
    let mut count = 0;
    let result: Result<(), _> = Policy::new().max(0).run_blocking(|| {
        count += 1;
        Err(Failure::Transient)
    });
    assert_eq!((result, count), (Err(Failure::Transient), 1));
    let delays: Vec<_> = Policy::new().factor(f64::NAN).delays().collect();
    assert_eq!(delays, seconds([1, 1]));
}

/// Options see the arguments whatever the body does with them.
#[tokio::test(start_paused = true)]
async fn options_may_use_arguments_that_the_body_consumes() {
    #[derive(Clone)]
    struct Settings {
        policy: Policy,
        word: String,
    }
    struct Unique(Policy);
    impl Unique {
        fn look(&self, attempts: &Attempts) {
            attempts.start();
            assert_eq!(self.0.delays().len(), 1);
        }

        #[retry(policy = self.0)]
        async fn ask(self: std::sync::Arc<Self>, attempts: &Attempts) -> Result<(), Failure> {
            self.look(attempts);
            Err(Failure::Transient)
        }

        #[retry(policy = self.0, backoff = "none")]
        fn ask_blocking(self, attempts: &Attempts) -> Result<(), Failure> {
            self.look(attempts);
            Err(Failure::Transient)
        }

        #[retry(policy = self.0)]
        async fn ask_pinned(
            self: std::pin::Pin<&mut Self>,
            attempts: &Attempts,
        ) -> Result<(), Failure> {
            self.get_mut().look(attempts);
            Err(Failure::Transient)
        }
    }
    #[retry(policy = settings.policy, when = |error: &String| error.contains(&settings.word))]
    async fn consumed(settings: Settings, attempts: &Attempts) -> Result<(), String> {
        attempts.start();
        let settings = settings;
        Err(settings.word)
    }
    let policy = SHARED.max(2);
    let attempts = Attempts::new();
    let _ = std::sync::Arc::new(Unique(policy)).ask(&attempts).await;
    let _ = Unique(policy).ask_blocking(&attempts);
    let _ = std::pin::pin!(Unique(policy)).ask_pinned(&attempts).await;
    let word = "busy".to_owned();
    let _ = consumed(Settings { policy, word }, &attempts).await;
    assert_eq!(attempts.count(), 8);
}

#[test]
fn an_option_beside_a_policy_is_not_measured_against_the_defaults() {
    const QUICK: Policy = Policy::new().base(Duration::from_nanos(2));
    #[retry(policy = QUICK, cap = "3ns")] // far below the default base
    fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    assert!(ask(&attempts).is_err());
    assert_eq!(attempts.count(), 3);
}
