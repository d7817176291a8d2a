//! [`reqwest`](https://docs.rs/reqwest/0.12) 0.12.
//!
//! `reqwest::Error` is classified by what went wrong: a failed or broken connection, a time-out, a status of
//! [`error_for_status`] and an answer that breaks off are transient as the case may be; a certificate that is not
//! trusted, a request that cannot be built and an answer of another shape than was expected are permanent.
//!
//! [`error_for_status`] drops the headers and the body, and with them the wait and the reason. [`ResponseExt`] has the
//! method to call instead:
//!
//! ```
//! use retry_attr::clients::reqwest_0_12::ResponseExt;
//! use retry_attr::{ApiError, policies, retry};
//! # use reqwest_0_12 as reqwest;
//!
//! #[retry(policy = policies::AI)]
//! async fn ask(http: &reqwest::Client, prompt: &str) -> Result<String, ApiError> {
//!     let request = http.post("https://api.openai.com/v1/responses").body(prompt.to_owned());
//!     Ok(request.send().await?.error_for_api().await?.text().await?)
//! }
//! ```
//!
//! [`ResponseExt::api_json`] reads the answer as well, and takes one that answers nothing for an error.
//! [`ResponseExt::api_events`] reads one that comes as a stream, to its end.
//!
//! # Its own retries
//!
//! By itself reqwest repeats only requests that an HTTP/2 server refused before it looked at them, which does no harm.
//! `ClientBuilder::retry` adds others: leave it out, or set it to `reqwest::retry::never()`.
//!
//! [`error_for_status`]: https://docs.rs/reqwest/0.12/reqwest/struct.Response.html#method.error_for_status

#[cfg(all(feature = "reqwest-blocking-0_12", not(target_arch = "wasm32")))]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-blocking-0_12")))]
pub mod blocking;

super::any_reqwest::any_reqwest!(reqwest_0_12);
