//! The clients over real HTTP on loopback: requests counted by the server, waits by its clock.
#![cfg(feature = "api")]

#[cfg(feature = "async-openai")]
#[path = "clients/async_openai.rs"]
mod async_openai;
#[cfg(feature = "genai")]
#[path = "clients/genai.rs"]
mod genai;
#[cfg(feature = "reqwest")]
#[path = "clients/reqwest.rs"]
mod reqwest;
#[path = "clients/server.rs"]
#[allow(dead_code)] // not every client needs all of it
mod server;
#[path = "clients/sources.rs"]
mod sources;
#[cfg(feature = "tonic")]
#[path = "clients/tonic.rs"]
mod tonic;
#[cfg(feature = "ureq")]
#[path = "clients/ureq.rs"]
mod ureq;
