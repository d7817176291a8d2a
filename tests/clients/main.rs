//! The clients over real HTTP on loopback: requests counted by the server, waits by its clock.

#[cfg(feature = "async-openai")]
mod async_openai;
#[cfg(feature = "aws-smithy")]
mod aws_smithy;
#[cfg(feature = "genai")]
mod genai;
#[cfg(feature = "google-cloud-gax")]
mod google_cloud_gax;
#[cfg(feature = "tokio")]
mod http;
#[cfg(feature = "http2")]
mod http2;
#[cfg(feature = "reqwest-0_12")]
mod reqwest_0_12;
#[cfg(feature = "reqwest")]
mod reqwest_0_13;
#[cfg(feature = "api")]
mod sources;
#[cfg(feature = "tonic")]
mod tonic;
#[cfg(feature = "ureq")]
mod ureq;

/// A client that looks for neither proxies nor certificates.
#[cfg(feature = "tokio")]
fn http() -> ::reqwest::Client {
    let builder = ::reqwest::Client::builder().no_proxy();
    #[cfg(feature = "tls")]
    let builder = {
        let _ = rustls::crypto::ring::default_provider().install_default();
        builder.tls_certs_only([])
    };
    builder.build().unwrap()
}

/// What the server of each client answers.
#[cfg(feature = "api")]
#[allow(dead_code)] // not every client needs all of them
mod answers {
    use std::time::Duration;

    use retry_attr::api::ErrorKind;
    use test_support::Answer;

    pub(crate) const WAIT: Duration = Duration::from_millis(300);

    /// Refused, with a wait that only a header names.
    pub(crate) fn limited() -> Answer {
        let body = r#"{"error":{"message":"slow down","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#;
        Answer::new(429, body).header("retry-after-ms", WAIT.as_millis().to_string())
    }

    /// Refused for good, with the same status.
    pub(crate) fn out_of_credit() -> Answer {
        let body = r#"{"error":{"message":"no credit","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#;
        Answer::new(429, body).header("retry-after-ms", WAIT.as_millis().to_string())
    }

    /// Answers that tell whether the request was processed, or do not; and of three requests that must not be processed
    /// twice, how many are made.
    pub(crate) fn unsure() -> [(Answer, ErrorKind, usize); 8] {
        [
            (Answer::new(429, ""), ErrorKind::RateLimit, 3),
            (Answer::new(500, ""), ErrorKind::Server, 1),
            (page(502), ErrorKind::Server, 1),
            (Answer::new(503, ""), ErrorKind::Overloaded, 1),
            (page(504), ErrorKind::Timeout, 1),
            (Answer::new(200, "").stalling(), ErrorKind::Timeout, 1),
            (Answer::hanging_up(), ErrorKind::Connection, 1),
            (
                Answer::new(200, "{").breaking_off(),
                ErrorKind::Connection,
                1,
            ),
        ]
    }

    /// What a proxy says.
    pub(crate) fn page(status: u16) -> Answer {
        let page = "<html><head><title>Bad gateway</title></head><body>nginx</body></html>";
        Answer::new(status, page).header("content-type", "text/html")
    }
}
