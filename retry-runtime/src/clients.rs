//! The clients whose errors are known: classified without a line of code, and turned into an [`ApiError`] by `?`.
//!
//! A module a client, each behind the feature of its name. Each says how to turn off the client's own retries, so that
//! attempts do not multiply.
//!
//! [`ApiError`]: crate::ApiError

use std::error::Error;

use crate::classify::{Classification, Classify};

#[cfg(feature = "async-openai")]
pub mod async_openai;
#[cfg(feature = "genai")]
pub mod genai;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "tonic")]
pub mod tonic;
#[cfg(feature = "ureq")]
pub mod ureq;

/// Classifies an error of a client, or of the API that it called.
pub(crate) fn known(error: &(dyn Error + 'static)) -> Option<Classification> {
    macro_rules! first_of {
        ($($(#[$cfg:meta])* $type:ty),* $(,)?) => {$(
            $(#[$cfg])*
            if let Some(error) = error.downcast_ref::<$type>() {
                return Some(Classify::classify(error));
            }
        )*};
    }
    first_of!(
        crate::ApiError,
        #[cfg(feature = "async-openai")]
        ::async_openai::error::OpenAIError,
        #[cfg(feature = "genai")]
        ::genai::Error,
        #[cfg(feature = "genai")]
        ::genai::webc::Error,
        #[cfg(feature = "reqwest")]
        ::reqwest::Error,
        #[cfg(feature = "tonic")]
        ::tonic::Status,
        #[cfg(feature = "ureq")]
        ::ureq::Error,
        serde_json::Error,
    );
    None
}

/// The nearest error of one type in a chain of sources.
#[cfg(any(feature = "reqwest", feature = "tonic"))]
fn find_source<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    sources(error).find_map(|source| source.downcast_ref())
}

#[cfg(any(feature = "reqwest", feature = "tonic", feature = "ureq"))]
fn sources<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| Error::source(*error))
}

/// A server whose certificate is not trusted stays so. The libraries of TLS agree on nothing but the word.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
fn certificate_is_refused(error: &(dyn Error + 'static)) -> bool {
    sources(error).any(|source| source.to_string().contains("certificate"))
}

/// What went wrong, which is often in the sources only.
#[cfg(feature = "reqwest")]
fn with_sources(error: &(dyn Error + 'static)) -> String {
    let mut texts: Vec<String> = sources(error).map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}

#[cfg(all(test, feature = "reqwest"))]
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
