use std::time::Duration;

use retry_attr::retry;

use crate::Failure;

#[tokio::test(start_paused = true)]
async fn the_body_knows_its_attempt() {
    #[retry(max = 3, deadline = "1m", attempt = this)]
    async fn ask(seen: &mut Vec<(u32, u32, u32, bool, bool)>) -> Result<Duration, Failure> {
        seen.push((
            this.number(),
            this.retries(),
            this.max(),
            this.is_first(),
            this.is_last(),
        ));
        assert_eq!(
            this.remaining(),
            Duration::from_secs(60).checked_sub(this.elapsed())
        );
        if this.is_last() {
            Ok(this.elapsed())
        } else {
            Err(Failure::Transient)
        }
    }
    let mut seen = Vec::new();
    assert_eq!(ask(&mut seen).await, Ok(Duration::from_secs(3)));
    assert_eq!(
        seen,
        [
            (1, 0, 3, true, false),
            (2, 1, 3, false, false),
            (3, 2, 3, false, true)
        ]
    );
}

#[test]
fn without_a_deadline_nothing_remains_to_be_known() {
    #[retry(backoff = "none", attempt = attempt)]
    fn ask() -> Result<Option<Duration>, Failure> {
        if attempt.is_first() {
            Err(Failure::Transient)
        } else {
            Ok(attempt.remaining())
        }
    }
    assert_eq!(ask(), Ok(None));
}

#[test]
fn a_call_has_one_idempotency_key() {
    #[retry(backoff = "none", attempt = attempt)]
    fn ask(keys: &mut Vec<String>) -> Result<(), Failure> {
        keys.push(attempt.idempotency_key().to_string());
        Err(Failure::Transient)
    }
    let calls: Vec<Vec<String>> = std::iter::repeat_with(|| {
        let mut keys = Vec::new();
        assert!(ask(&mut keys).is_err());
        keys
    })
    .take(100)
    .collect();
    let different: std::collections::HashSet<&String> = calls.iter().flatten().collect();
    assert_eq!(different.len(), calls.len());
    for keys in &calls {
        assert_eq!(keys.len(), 3);
        let parts: Vec<&str> = keys[0].split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{}", keys[0]);
        assert!(parts[2].starts_with('4'), "{}", keys[0]);
        assert!(parts[3].starts_with(['8', '9', 'a', 'b']), "{}", keys[0]);
    }
}

/// All calls start at the same instant of a paused clock.
#[cfg(feature = "tokio")]
#[tokio::test(start_paused = true)]
async fn calls_at_one_instant_have_different_idempotency_keys() {
    #[retry(attempt = attempt)]
    async fn ask() -> Result<retry_attr::IdempotencyKey, Failure> {
        Ok(attempt.idempotency_key())
    }
    assert_ne!(ask().await, ask().await);
}
