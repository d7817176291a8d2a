//! The clients over real HTTP on loopback: requests counted by the server, waits by its clock.

#[cfg(feature = "api")]
#[allow(dead_code)] // not every client needs all of them
mod answers;
#[cfg(feature = "async-openai")]
mod async_openai;
#[cfg(feature = "genai")]
mod genai;
#[cfg(feature = "tokio")]
mod http;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "api")]
mod sources;
#[cfg(feature = "tonic")]
mod tonic;
#[cfg(feature = "ureq")]
mod ureq;
