//! [`reqwest-middleware`](https://docs.rs/reqwest-middleware/0.4) 0.4, around `reqwest` 0.12.
//!
//! `reqwest_middleware::Error` is classified by the error of `reqwest` that it holds. If a middleware failed, the first
//! known error in its chain of sources decides; if there is none, it is transient. Its responses are those of
//! `reqwest`, with [`error_for_api`](super::reqwest_0_12::ResponseExt::error_for_api).
//!
//! # Its own retries
//!
//! It does not retry by itself. The middleware of `reqwest-retry` does, so that attempts multiply: leave it out.

super::any_reqwest::middleware::any_middleware!(reqwest_middleware_0_4, reqwest_0_12);
