//! The clients whose errors this crate knows. It classifies them without any code of yours, and `?` turns them into an
//! [`ApiError`].
//!
//! Each version of a client has a feature and a module of the same name: `reqwest-0_13` adds
//! [`clients::reqwest_0_13`](reqwest_0_13). The feature `reqwest` stands for the newest supported version, and adds
//! [`clients::reqwest`](reqwest_0_13) as another name for its module. Several versions can be on at the same time.
//!
//! Each module says how to turn off the client's own retries, so that attempts do not multiply.
//!
//! For other clients, see the page "Your client" of the guide: read the error's fields, or use
//! [`by_text`](crate::classify::by_text).
//!
//! [`ApiError`]: crate::ApiError

use std::error::Error;
#[cfg(feature = "__http")]
use std::time::Duration;

#[cfg(feature = "__http")]
use http::{Extensions, HeaderMap, StatusCode};

#[cfg(feature = "__http")]
use crate::api::{Provider, Reply};
use crate::classify::{Classify, behind};

#[cfg(feature = "__reqwest")]
mod any_reqwest;
#[cfg(any(
    all(feature = "__blocking", not(target_arch = "wasm32")),
    feature = "ureq-3"
))]
mod blocking;
#[cfg(any(feature = "google-cloud-gax-1", feature = "tonic-0_14"))]
mod grpc;

#[cfg(feature = "async-openai-0_43")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "async-openai-0_43")))]
pub mod async_openai_0_43;
#[cfg(feature = "aws-smithy-1")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "aws-smithy-1")))]
pub mod aws_smithy_1;
#[cfg(feature = "genai-0_7")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "genai-0_7")))]
pub mod genai_0_7;
#[cfg(feature = "google-cloud-gax-1")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "google-cloud-gax-1")))]
pub mod google_cloud_gax_1;
#[cfg(feature = "reqwest-0_12")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-0_12")))]
pub mod reqwest_0_12;
#[cfg(feature = "reqwest-0_13")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-0_13")))]
pub mod reqwest_0_13;
#[cfg(feature = "reqwest-middleware-0_4")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-middleware-0_4")))]
pub mod reqwest_middleware_0_4;
#[cfg(feature = "reqwest-middleware-0_5")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-middleware-0_5")))]
pub mod reqwest_middleware_0_5;
#[cfg(feature = "tonic-0_14")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "tonic-0_14")))]
pub mod tonic_0_14;
#[cfg(feature = "ureq-3")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "ureq-3")))]
pub mod ureq_3;

#[cfg(feature = "async-openai")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "async-openai")))]
#[doc(no_inline)]
pub use async_openai_0_43 as async_openai;
#[cfg(feature = "aws-smithy")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "aws-smithy")))]
#[doc(no_inline)]
pub use aws_smithy_1 as aws_smithy;
#[cfg(feature = "genai")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "genai")))]
#[doc(no_inline)]
pub use genai_0_7 as genai;
#[cfg(feature = "google-cloud-gax")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "google-cloud-gax")))]
#[doc(no_inline)]
pub use google_cloud_gax_1 as google_cloud_gax;
#[cfg(feature = "reqwest")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest")))]
#[doc(no_inline)]
pub use reqwest_0_13 as reqwest;
#[cfg(feature = "reqwest-middleware")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-middleware")))]
#[doc(no_inline)]
pub use reqwest_middleware_0_5 as reqwest_middleware;
#[cfg(feature = "tonic")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "tonic")))]
#[doc(no_inline)]
pub use tonic_0_14 as tonic;
#[cfg(feature = "ureq")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "ureq")))]
#[doc(no_inline)]
pub use ureq_3 as ureq;

/// An error of a client, or of the API that it called.
pub(crate) fn known<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a dyn Classify> {
    macro_rules! first_of {
        ($($(#[$cfg:meta])* $type:ty),* $(,)?) => {$(
            $(#[$cfg])*
            if let Some(error) = behind::<$type>(error) {
                return Some(error);
            }
        )*};
    }
    first_of!(
        crate::ApiError,
        crate::api::Parts,
        #[cfg(feature = "async-openai-0_43")]
        ::async_openai::error::OpenAIError,
        #[cfg(feature = "aws-smithy-1")]
        ::aws_smithy_runtime_api::client::result::ConnectorError,
        #[cfg(feature = "aws-smithy-1")]
        ::aws_smithy_types::error::ErrorMetadata,
        #[cfg(feature = "genai-0_7")]
        ::genai::Error,
        #[cfg(feature = "genai-0_7")]
        ::genai::webc::Error,
        #[cfg(feature = "google-cloud-gax-1")]
        ::google_cloud_gax::error::Error,
        #[cfg(feature = "reqwest-0_12")]
        ::reqwest_0_12::Error,
        #[cfg(feature = "reqwest-0_13")]
        ::reqwest::Error,
        #[cfg(feature = "reqwest-middleware-0_4")]
        ::reqwest_middleware_0_4::Error,
        #[cfg(feature = "reqwest-middleware-0_5")]
        ::reqwest_middleware::Error,
        #[cfg(feature = "tonic-0_14")]
        ::tonic::Status,
        #[cfg(feature = "ureq-3")]
        ::ureq::Error,
        serde_json::Error,
    );
    None
}

/// What is known of a response before its body: the provider is the one stated for it, or that of the URL.
#[cfg(feature = "__http")]
fn head<'a>(
    status: StatusCode,
    headers: &'a HeaderMap,
    extensions: &Extensions,
    url: &str,
) -> Reply<'a> {
    let reply = Reply::new(status, headers, b"").url(url);
    match extensions.get::<Provider>() {
        Some(provider) => reply.provider(*provider),
        None => reply,
    }
}

/// So long after its head the body of an error is waited for.
#[cfg(feature = "__http")]
const PATIENCE: Duration = Duration::from_secs(2);

/// Methods can be added to a trait that nobody else implements.
#[cfg(any(feature = "__http", feature = "aws-smithy-1"))]
mod sealed {
    pub trait Sealed {}
}

/// The nearest error of one type in a chain of sources.
#[cfg(any(
    feature = "__reqwest",
    feature = "google-cloud-gax-1",
    feature = "tonic-0_14"
))]
fn find_source<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    sources(error).find_map(|source| source.downcast_ref())
}

#[cfg(any(feature = "__http", feature = "__facts"))]
fn sources<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| Error::source(*error))
}

/// A server whose certificate is not trusted stays so. The libraries of TLS agree on nothing but the word.
#[cfg(any(
    feature = "__http",
    feature = "aws-smithy-1",
    feature = "google-cloud-gax-1"
))]
fn certificate_is_refused(error: &(dyn Error + 'static)) -> bool {
    sources(error).any(|source| source.to_string().contains("certificate"))
}

/// The server has surely not processed the request. Clients do not show the types of the errors that say so, but their
/// texts are known.
#[cfg(any(
    feature = "__reqwest",
    feature = "aws-smithy-1",
    feature = "google-cloud-gax-1",
    feature = "tonic-0_14"
))]
fn is_unprocessed(error: &(dyn Error + 'static)) -> bool {
    const STARTS: [&str; 3] = [
        // hyper-util: there was never a connection.
        "client error (Connect)",
        // h2: the server refused the request before any processing (RFC 9113, section 8.7).
        "stream error received: refused stream before processing",
        // h2: the server sent a GOAWAY, whatever its reason. Only those requests fail with this text that come after the
        // last one which the server may process (RFC 9113, sections 6.8 and 8.7); the others go on.
        "connection error received: ",
    ];
    sources(error).any(|source| {
        let text = source.to_string();
        STARTS.iter().any(|start| text.starts_with(start))
    })
}

/// What went wrong, which is often in the sources only.
#[cfg(any(
    feature = "__reqwest",
    feature = "aws-smithy-1",
    feature = "google-cloud-gax-1"
))]
fn with_sources(error: &(dyn Error + 'static)) -> String {
    let mut texts: Vec<String> = sources(error).map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}

#[cfg(all(test, feature = "__reqwest"))]
mod tests {
    use std::io::Error;

    use super::with_sources;

    #[test]
    fn a_text_says_what_its_sources_say() {
        #[derive(Debug)]
        struct Sending(Error);
        impl std::fmt::Display for Sending {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("error sending request")
            }
        }
        impl std::error::Error for Sending {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                Some(&self.0)
            }
        }
        let error = Sending(Error::other("connection closed"));
        assert_eq!(
            with_sources(&error),
            "error sending request: connection closed"
        );
    }
}
