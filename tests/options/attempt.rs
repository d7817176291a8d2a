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
