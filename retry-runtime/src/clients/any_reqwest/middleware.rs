//! What all versions of `reqwest-middleware` have in common.

/// The same for one version: `any_middleware!(its crate, its client's crate)`.
macro_rules! any_middleware {
    ($middleware:ident, $reqwest:ident) => {
        use ::$middleware::Error;

        use crate::api::{ApiError, ErrorKind};
        use crate::classify::{Classification, Classify};

        #[doc(hidden)]
        #[diagnostic::do_not_recommend]
        impl Classify for Error {
            fn classify(&self) -> Classification {
                match self {
                    Self::Reqwest(error) => error.classify(),
                    Self::Middleware(error) => Classification::of(error.as_ref()),
                }
            }

            fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
                Some(self)
            }
        }

        #[doc(hidden)]
        impl From<Error> for ApiError {
            fn from(error: Error) -> Self {
                let error = match error {
                    Error::Reqwest(error) => return error.into(),
                    Error::Middleware(error) => error,
                };
                let error = match error.downcast::<Self>() {
                    Ok(error) => return error,
                    Err(error) => error,
                };
                match error.downcast::<::$reqwest::Error>() {
                    Ok(error) => error.into(),
                    Err(error) => {
                        let classification = Classification::of(error.as_ref());
                        let text = format!("{error:#}");
                        Self::without_reply(ErrorKind::Connection, classification, &text)
                    }
                }
            }
        }
    };
}
pub(in crate::clients) use any_middleware;
