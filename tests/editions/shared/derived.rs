//! The derive.

use retry_attr::{Classification, Classify};
use std::time::Duration;

#[derive(Classify)]
enum ApiError<'a, E> {
    #[classify(transient)]
    Busy(&'a str),
    #[classify(throttled, after = wait)]
    Limited { wait: Option<Duration> },
    #[classify(forward)]
    Inner(E),
}

#[test]
fn an_error_says() {
    let wait = Some(Duration::from_secs(1));
    let inner = std::io::Error::from(std::io::ErrorKind::NotFound);
    assert_eq!(
        ApiError::Inner(inner).classify(),
        Classification::permanent()
    );
    let limited: ApiError<'_, String> = ApiError::Limited { wait };
    assert_eq!(limited.classify(), Classification::throttled(wait));
    let busy: ApiError<'_, String> = ApiError::Busy("busy");
    assert!(matches!(busy, ApiError::Busy("busy")));
    assert_eq!(busy.classify(), Classification::Transient);
}
