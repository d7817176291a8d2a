//! What the blocking clients of all versions have in common.

/// The same for one version: `any_blocking!(its crate)`.
macro_rules! any_blocking {
    ($reqwest:ident) => {
        use std::io::{self, Read};
        use std::pin::Pin;
        use std::task::{Context, Poll};

        use ::$reqwest::blocking::Response;
        use ::$reqwest::{Body, Error, ResponseBuilderExt};
        use bytes::Bytes;
        use http_body::{Body as HttpBody, Frame, SizeHint};
        use serde::de::DeserializeOwned;

        use crate::api::{ApiError, BlockingEvents, Provider, Start};
        use crate::clients::any_reqwest::Whole;
        use crate::clients::{blocking, head, sealed::Sealed};

        #[doc(inline)]
        pub use crate::clients::blocking::ResponseExt;

        impl Sealed for Response {}

        impl blocking::Known for Response {
            fn checked(mut self) -> Result<Self, ApiError> {
                let (status, url) = (self.status(), self.url().clone());
                if status.is_success() && !Start::may_hold_error(self.headers()) {
                    return Ok(self);
                }
                let headers = std::mem::take(self.headers_mut());
                let extensions = std::mem::take(self.extensions_mut());
                let reply = head(status, &headers, &extensions, url.as_str());
                if !status.is_success() {
                    return Err(blocking::error(reply, self));
                }
                // The client forgets it when it begins to read.
                let length = self.content_length();
                let start = blocking::start(reply, &mut self, broken)?;
                let rest = Rest {
                    length: length.map(|length| length.saturating_sub(start.len() as u64)),
                    response: self,
                };
                let version = rest.response.version();
                let whole = Body::wrap(Whole {
                    start: Some(start.into()),
                    rest,
                });
                let mut response = http::Response::builder()
                    .status(status)
                    .version(version)
                    .url(url)
                    .body(whole)
                    .map_err(|error| broken(io::Error::other(error)))?;
                *response.headers_mut() = headers;
                response.extensions_mut().extend(extensions);
                Ok(response.into())
            }

            fn json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
                let mut response = self.checked()?;
                let (status, url) = (response.status(), response.url().clone());
                let headers = std::mem::take(response.headers_mut());
                let extensions = std::mem::take(response.extensions_mut());
                let body = response.bytes()?;
                head(status, &headers, &extensions, url.as_str())
                    .with_body(&body)
                    .json()
            }

            fn events(mut self) -> BlockingEvents {
                let (status, url) = (self.status(), self.url().clone());
                let headers = std::mem::take(self.headers_mut());
                let extensions = std::mem::take(self.extensions_mut());
                let head = head(status, &headers, &extensions, url.as_str());
                blocking::events(head, status.is_success(), self, broken)
            }

            fn answered_by(mut self, provider: Provider) -> Self {
                self.extensions_mut().insert(provider);
                self
            }
        }

        /// The error of the client that reading a body gives as one of I/O.
        fn broken(error: io::Error) -> ApiError {
            error
                .downcast::<Error>()
                .map_or_else(ApiError::from, ApiError::from)
        }

        /// A body that blocks where it is polled, as its client does.
        struct Rest {
            response: Response,
            length: Option<u64>,
        }

        impl HttpBody for Rest {
            type Data = Bytes;
            type Error = io::Error;

            fn poll_frame(
                mut self: Pin<&mut Self>,
                _: &mut Context<'_>,
            ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
                let mut chunk = vec![0; 8 * 1024];
                Poll::Ready(match self.response.read(&mut chunk) {
                    Ok(0) => None,
                    Ok(read) => {
                        chunk.truncate(read);
                        self.length = self.length.map(|it| it.saturating_sub(read as u64));
                        Some(Ok(Frame::data(chunk.into())))
                    }
                    Err(error) => Some(Err(error)),
                })
            }

            fn size_hint(&self) -> SizeHint {
                self.length.map_or_else(SizeHint::new, SizeHint::with_exact)
            }
        }
    };
}
pub(in crate::clients) use any_blocking;
