//! [`reqwest`](https://docs.rs/reqwest/0.13) 0.13.
//!
//! `reqwest::Error` is classified by what went wrong. A failed or broken connection, a timeout and an answer that
//! breaks off are transient. An untrusted certificate, a request that cannot be built and an answer of an unexpected
//! shape are permanent. A status of [`error_for_status`] decides as in any reply.
//!
//! [`error_for_status`] drops the headers and the body, and with them the server's delay and the reason. Call
//! [`error_for_api`](ResponseExt::error_for_api) instead:
//!
//! ```
//! use retry_attr::clients::reqwest::ResponseExt;
//! use retry_attr::{ApiError, policies, retry};
//!
//! #[retry(policy = policies::AI)]
//! async fn ask(http: &reqwest::Client, prompt: &str) -> Result<String, ApiError> {
//!     let request = http.post("https://api.openai.com/v1/responses").body(prompt.to_owned());
//!     Ok(request.send().await?.error_for_api().await?.text().await?)
//! }
//! ```
//!
//! [`api_json`](ResponseExt::api_json) also reads the answer, and treats a missing one as an error.
//! [`api_events`](ResponseExt::api_events) reads a streamed answer to its end.
//!
//! # Its own retries
//!
//! By default, reqwest repeats only requests that an HTTP/2 server refused without processing them, which is harmless.
//! `ClientBuilder::retry` adds other retries: leave it out, or set it to `reqwest::retry::never()`.
//!
//! [`error_for_status`]: https://docs.rs/reqwest/0.13/reqwest/struct.Response.html#method.error_for_status

#[cfg(all(feature = "reqwest-blocking-0_13", not(target_arch = "wasm32")))]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-blocking-0_13")))]
pub mod blocking;

super::any_reqwest::any_reqwest!(reqwest);
