use http::Extensions;
use retry_attr::api::ErrorKind;
use retry_attr::{ApiError, Classification, Classify, retry};
use test_support::{Answer, Server, nowhere};

use super::client::ResponseExt;
use super::reqwest::{Request, Response};
use super::reqwest_middleware;
use super::reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};
use crate::answers::{WAIT, limited, out_of_credit};

fn http() -> ClientWithMiddleware {
    ClientBuilder::new(super::http()).build()
}

#[retry(max = 3, base = "1ms")]
async fn ask(
    http: &ClientWithMiddleware,
    url: &str,
    attempts: &mut u32,
) -> Result<String, ApiError> {
    *attempts += 1;
    let response = http.post(url).send().await?;
    Ok(response.error_for_api().await?.text().await?)
}

#[tokio::test]
async fn its_responses_are_those_of_the_client() {
    let server = Server::start([limited(), Answer::new(200, "42"), out_of_credit()]);
    let mut attempts = 0;
    assert_eq!(
        ask(&http(), &server.url, &mut attempts).await.unwrap(),
        "42"
    );
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
    let error = ask(&http(), &server.url, &mut attempts).await.unwrap_err();
    assert_eq!((attempts, error.kind()), (3, ErrorKind::Quota));
}

#[tokio::test]
async fn its_errors_are_those_of_the_client() {
    let mut attempts = 0;
    let error = ask(&http(), &nowhere(), &mut attempts).await.unwrap_err();
    assert_eq!((attempts, error.kind()), (3, ErrorKind::Connection));
    let error = ask(&http(), "no url", &mut attempts).await.unwrap_err();
    assert_eq!((attempts, error.kind()), (4, ErrorKind::InvalidRequest));
}

/// Turns every response that is an error into one.
struct Checking;

#[async_trait::async_trait]
impl Middleware for Checking {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let response = next.run(request, extensions).await?;
        let checked = response.error_for_api().await;
        checked.map_err(reqwest_middleware::Error::middleware)
    }
}

#[tokio::test]
async fn what_a_middleware_says_is_known() {
    let http = ClientBuilder::new(super::http()).with(Checking).build();
    let server = Server::start([out_of_credit()]);
    let mut attempts = 0;
    let error = ask(&http, &server.url, &mut attempts).await.unwrap_err();
    assert_eq!((attempts, error.kind()), (1, ErrorKind::Quota));

    let error = http.post(&server.url).send().await.unwrap_err();
    assert_eq!(error.classify(), Classification::permanent());
    let boxed: Box<dyn std::error::Error> = error.into();
    assert_eq!(boxed.classify(), Classification::permanent());

    let odd = reqwest_middleware::Error::Middleware(anyhow::anyhow!("odd").context("asking"));
    assert_eq!(odd.classify(), Classification::Transient);
    assert_eq!(ApiError::from(odd).message(), Some("asking: odd"));
}
