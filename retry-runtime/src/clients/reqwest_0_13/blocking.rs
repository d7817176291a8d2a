//! `reqwest::blocking`, whose errors are those of `reqwest`.
//!
//! ```
//! use retry_attr::clients::reqwest::blocking::ResponseExt;
//! use retry_attr::{ApiError, policies, retry};
//!
//! #[retry(policy = policies::AI)]
//! fn ask(http: &reqwest::blocking::Client, prompt: &str) -> Result<String, ApiError> {
//!     let request = http.post("https://api.openai.com/v1/responses").body(prompt.to_owned());
//!     Ok(request.send()?.error_for_api()?.text()?)
//! }
//! ```
//!
//! A client gives up on a response after 30 s unless `ClientBuilder::timeout` says otherwise; an answer may take longer.

crate::clients::any_reqwest::blocking::any_blocking!(reqwest);
