//! Errors of clients are known wherever they lie in a chain of sources.

use std::error::Error;

use retry_attr::api::Reply;
use retry_attr::{ApiError, Classification, Classify, TimedOut};

fn permanent() -> ApiError {
    let headers = http::HeaderMap::new();
    Reply::new(http::StatusCode::BAD_REQUEST, &headers, b"").into_error()
}

#[derive(Debug, thiserror::Error)]
#[error("asking")]
struct Wrapped<E: Error + 'static>(#[source] E);

#[test]
fn an_api_error_is_known() {
    let wrapped = Wrapped(Wrapped(permanent()));
    assert_eq!(Classification::of(&wrapped), Classification::permanent());
    let boxed: Box<dyn Error + Send + Sync> = Box::new(Wrapped(permanent()));
    assert_eq!(boxed.classify(), Classification::permanent());
    let in_io = std::io::Error::other(permanent());
    assert_eq!(in_io.classify(), Classification::permanent());
}

/// Large errors are boxed, and shared ones counted.
#[test]
fn an_error_behind_a_pointer_is_known() {
    use std::sync::Arc;
    let boxed = Wrapped(Box::new(permanent()));
    assert_eq!(Classification::of(&boxed), Classification::permanent());
    let shape = serde_json::from_str::<u8>("[]").unwrap_err();
    let shared = Wrapped(Arc::new(shape));
    assert_eq!(Classification::of(&shared), Classification::permanent());
}

#[test]
fn an_api_error_is_known_within_a_transparent_one() {
    #[derive(Debug, thiserror::Error)]
    enum Hidden {
        #[error(transparent)]
        Api(#[from] ApiError),
        #[error(transparent)]
        Any(#[from] anyhow::Error),
        #[error(transparent)]
        Own(#[from] Box<Hidden>),
    }
    #[retry_attr::retry(max = 2, backoff = "none")]
    fn ask(error: fn() -> Hidden, attempts: &mut u32) -> Result<(), Hidden> {
        *attempts += 1;
        Err(error())
    }
    let errors: [fn() -> Hidden; 5] = [
        || permanent().into(),
        || anyhow::Error::from(permanent()).into(),
        || anyhow::Error::from(permanent()).context("asking").into(),
        || Box::new(Hidden::from(permanent())).into(),
        || ApiError::from(std::io::Error::from(std::io::ErrorKind::PermissionDenied)).into(),
    ];
    for error in errors {
        let mut attempts = 0;
        ask(error, &mut attempts).unwrap_err();
        assert_eq!(attempts, 1, "{}", error());
    }
}

#[test]
fn a_chain_does_not_say_everything_twice() {
    let error = anyhow::Error::from(permanent());
    assert_eq!(
        format!("{error:#}"),
        "API: invalid request (400): invalid request"
    );
    let kind = permanent();
    assert!(kind.source().unwrap().source().is_none());
}

#[test]
fn json_is_known() {
    let shape = serde_json::from_str::<u8>("[]").unwrap_err();
    assert_eq!(
        Classification::of(&Wrapped(shape)),
        Classification::permanent()
    );
    let cut = serde_json::from_str::<Vec<u8>>("[1").unwrap_err();
    assert_eq!(Classification::of(&Wrapped(cut)), Classification::Transient);
}

#[cfg(feature = "tokio")]
#[tokio::test(start_paused = true)]
async fn a_cut_attempt_is_a_timeout() {
    #[retry_attr::retry(max = 2, timeout = "1s")]
    async fn ask() -> Result<(), ApiError> {
        std::future::pending().await
    }
    let error = ask().await.unwrap_err();
    assert_eq!(error.kind(), retry_attr::api::ErrorKind::Timeout);
    let cause = std::error::Error::source(&error).and_then(|kind| kind.source());
    let cut = cause.unwrap().downcast_ref::<TimedOut>();
    assert_eq!(cut.unwrap().attempt(), 2);
}

#[cfg(feature = "anyhow")]
#[test]
fn anyhow_is_known() {
    let error = anyhow::Error::from(permanent()).context("asking");
    assert_eq!(error.classify(), Classification::permanent());
}

#[cfg(feature = "ureq")]
#[test]
fn ureq_is_known() {
    let error = Wrapped(ureq::Error::StatusCode(404));
    assert_eq!(Classification::of(&error), Classification::permanent());
}

#[cfg(feature = "tonic")]
#[test]
fn tonic_is_known() {
    let error = Wrapped(tonic::Status::permission_denied("no"));
    assert_eq!(Classification::of(&error), Classification::permanent());
}

#[cfg(feature = "reqwest")]
#[test]
fn reqwest_is_known() {
    let response = http::Response::builder().status(404).body("").unwrap();
    let response = reqwest::Response::from(response);
    let error = Wrapped(response.error_for_status().unwrap_err());
    assert_eq!(Classification::of(&error), Classification::permanent());
}

/// With both versions in one program.
#[cfg(feature = "reqwest-0_12")]
#[test]
fn reqwest_of_another_version_is_known() {
    let response = http::Response::builder().status(404).body("").unwrap();
    let response = reqwest_0_12::Response::from(response);
    let error = Wrapped(response.error_for_status().unwrap_err());
    assert_eq!(Classification::of(&error), Classification::permanent());
}

#[cfg(feature = "async-openai")]
#[test]
fn async_openai_is_known() {
    use async_openai::error::OpenAIError;
    let error = Wrapped(OpenAIError::InvalidArgument("no".to_owned()));
    assert_eq!(Classification::of(&error), Classification::permanent());
    // What the service of this crate puts into it.
    let error = Wrapped(OpenAIError::Boxed(Box::new(permanent())));
    assert_eq!(Classification::of(&error), Classification::permanent());
}

#[cfg(feature = "genai")]
#[test]
fn genai_is_known() {
    let status = || genai::webc::Error::ResponseFailedStatus {
        status: http::StatusCode::NOT_FOUND,
        body: String::new(),
        headers: Box::default(),
    };
    assert_eq!(
        Classification::of(&Wrapped(status())),
        Classification::permanent()
    );
    let error = Wrapped(genai::Error::WebAdapterCall {
        adapter_kind: genai::adapter::AdapterKind::OpenAI,
        webc_error: status(),
    });
    assert_eq!(Classification::of(&error), Classification::permanent());
}
