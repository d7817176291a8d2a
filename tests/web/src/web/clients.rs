//! `reqwest`, by `fetch`, from a server on another port.

use std::time::{Duration, SystemTime};

use retry_attr::api::{Event, Events, Reply};
use retry_attr::clients::reqwest_0_13::ResponseExt;
use retry_attr::{ApiError, Classify, Policy, policies, retry};
use wasm_bindgen_test::wasm_bindgen_test;
use web_time::web::SystemTimeExt;

/// A path of the server that no other test asks for, in this run or another.
fn path(name: &str) -> String {
    let base = env!("WEB_TESTS_SERVER", "started by `tests/web/run`");
    format!("{base}/{name}/{}", js_sys::Math::random())
}

macro_rules! versions {
    ($($reqwest:ident)*) => {$(
        mod $reqwest {
            use ::$reqwest as reqwest;
            use retry_attr::api::ErrorKind;
            use retry_attr::clients::$reqwest::ResponseExt;
            use retry_attr::{ApiError, retry};
            use serde_json::Value;
            use wasm_bindgen_test::wasm_bindgen_test;

            use super::path;

            #[retry(max = 3, base = "1ms")]
            async fn ask(url: &str, attempts: &mut u32) -> Result<Value, ApiError> {
                *attempts += 1;
                reqwest::get(url).await?.api_json().await
            }

            #[wasm_bindgen_test]
            async fn a_throttled_call_is_retried() {
                let mut attempts = 0;
                let answer = ask(&path("busy"), &mut attempts).await.unwrap();
                assert_eq!(answer["choices"][0]["message"]["content"], "42");
                assert_eq!(attempts, 2);
            }

            #[wasm_bindgen_test]
            async fn a_wrong_key_is_permanent() {
                let mut attempts = 0;
                let error = ask(&path("key"), &mut attempts).await.unwrap_err();
                assert_eq!(error.code(), Some("invalid_api_key"));
                assert_eq!(attempts, 1);
            }

            #[wasm_bindgen_test]
            async fn a_broken_connection_is_retried() {
                let mut attempts = 0;
                let error = ask(&path("broken"), &mut attempts).await.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Connection);
                assert_eq!(attempts, 3);
            }
        }
    )*};
}

versions!(reqwest_0_12 reqwest_0_13);

#[wasm_bindgen_test]
async fn a_stream_is_retried_until_its_first_output() {
    const POLICY: Policy = policies::AI.base(Duration::from_millis(1));

    #[retry(policy = POLICY, stream = Event::is_output)]
    async fn ask(url: &str, attempts: &mut u32) -> Result<Events, ApiError> {
        *attempts += 1;
        let response = ::reqwest_0_13::get(url).await?.error_for_api().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Reply::new(status, &headers, b"").events(response.bytes_stream()))
    }
    let mut attempts = 0;
    let answer = ask(&path("overloaded"), &mut attempts).await.unwrap();
    let answer = answer.silence(Duration::from_secs(10));
    assert_eq!(answer.text().await.unwrap(), "42");
    assert_eq!(attempts, 2);
}

/// The date to wait for is compared with the clock of the browser, as the server does not show its own.
#[wasm_bindgen_test]
fn dates_are_compared_with_the_clock() {
    let now = web_time::SystemTime::now().to_std();
    let waits = |at: SystemTime| {
        let mut headers = http::HeaderMap::new();
        headers.insert("retry-after", httpdate::fmt_http_date(at).parse().unwrap());
        let error: ApiError =
            Reply::new(http::StatusCode::SERVICE_UNAVAILABLE, &headers, b"").into_error();
        error.classify().retry_after()
    };
    let wait = waits(now + Duration::from_secs(30)).unwrap();
    assert!(
        wait > Duration::from_secs(20) && wait <= Duration::from_secs(30),
        "{wait:?}"
    );
    assert_eq!(waits(now - Duration::from_secs(30)), None);
}
