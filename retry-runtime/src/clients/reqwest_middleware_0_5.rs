//! [`reqwest-middleware`](https://docs.rs/reqwest-middleware/0.5) 0.5, around `reqwest` 0.13.
//!
//! `reqwest_middleware::Error` is classified as the error of `reqwest` that it holds. Where a middleware failed, the
//! first error that is known in its chain of sources decides, and else it is transient. Its responses are those of
//! `reqwest`, with [`error_for_api`](super::reqwest_0_13::ResponseExt::error_for_api).
//!
//! # Its own retries
//!
//! It has none; the middleware of `reqwest-retry` repeats requests, so that attempts multiply. Leave that out.

super::any_reqwest::middleware::any_middleware!(reqwest_middleware, reqwest);
