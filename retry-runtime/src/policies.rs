//! Named policies: [`AI`], the recommended one for AI APIs, and the defaults of the official SDKs.
//!
//! ```
//! use retry_attr::{policies, retry};
//!
//! #[retry(policy = policies::AI, deadline = "3m")]
//! async fn ask(prompt: &str) -> Result<String, std::io::Error> {
//!     Ok(prompt.to_owned())
//! }
//! ```
//!
//! Use the others to move code from an SDK without changing how it retries. They were taken from the SDKs named below
//! in November 2026. Options next to a policy override it: `#[retry(policy = policies::OPENAI, max = 5)]`.
//!
//! | policy | attempts | delay before retry n + 1 | longest delay accepted from the server | as in |
//! |---|---|---|---|---|
//! | [`AI`] | 6, and 10 throttled | 0.5 to 1 times 1 s × 2<sup>n</sup>, up to 60 s | 2 min | |
//! | [`OPENAI`] | 3 | 0.5 s × 2<sup>n</sup>, up to 8 s, less up to 25 % | 2 min | openai-python 3.54 |
//! | [`ANTHROPIC`] | 3 | the same | any | anthropic-python 2.12 |
//! | [`GOOGLE`] | 5 | 1 s × 2<sup>n</sup> and up to as much again, up to 60 s | none | google-genai 3.4, `HttpRetryOptions()` |
//! | [`COHERE`] | 3 | 1 s × 2<sup>n</sup>, up to 60 s, ± 10 % | 1 min | cohere-python 7.3 |
//! | [`MISTRAL`] | 71 | 0.5 s × 1.5<sup>n</sup> and up to twice as much again, from n = 10 on 20 s to 60 s | any | mistralai 3.7, `RetryConfig` |
//! | [`AWS`] | 3 | 0 s to 1 s × 2<sup>n</sup>, up to 20 s | 25 s | botocore 1.44, mode `standard` |
//!
//! The SDKs of Google and Mistral do not retry unless you configure them to.
//!
//! # A busy batch
//!
//! Three attempts outlast a fault, but not a rate limit that many calls share. In a simulation, 64 workers make 1,000
//! calls to a server that accepts 50 per second, in bursts of at most 50, and answers after 0.1 s. This many calls
//! fail, by how the server names the delay:
//!
//! | policy | 1 s | exact, in a header | exact, in the message | not at all |
//! |---|--:|--:|--:|--:|
//! | [`OPENAI`], [`ANTHROPIC`] | 180 | 485 | 485 | 265 |
//! | [`COHERE`] | 155 | 325 | 320 | 120 |
//! | [`AWS`] | 70 | 215 | 215 | 230 |
//! | [`GOOGLE`], [`MISTRAL`], [`AI`] | 0 | 0 | 0 | 0 |
//!
//! These are means of 20 runs, printed by `cargo run --release --example upstreams --features simulation`. The exact
//! delays are short, and all calls that were given one come back together. The SDKs lose these calls too. Use [`AI`] for
//! a batch, or add `throttled = 20`, which gives rate limits their own attempts.

use std::time::Duration;

use crate::jitter::Jitter;
use crate::policy::{Policy, RetryAfter};

const fn at_most(seconds: u64) -> RetryAfter {
    RetryAfter::AtMost(Duration::from_secs(seconds))
}

/// The recommended policy for calls to AI APIs.
///
/// It makes six attempts, with delays from 1 s on that last 15.5 s to 31 s in total. That outlasts a server that
/// restarts. Up to ten throttled attempts are counted separately, with their own delays, so a call can wait out a rate
/// limit without retrying other failures more often. In a batch of 1,000 calls by 64 workers to a server that accepts
/// 50 per second, no call fails, whether the server names delays in seconds, in milliseconds, in its message or not at
/// all. [`Upstream`](crate::Upstream) makes such a batch faster.
///
/// The jitter is equal rather than full, because a retry that follows immediately also counts against rate limits.
/// Delays of up to 2 min are accepted from the server, which covers limits per minute. If the server names a longer
/// one, the call gives up and returns the error.
///
/// It has no `timeout` and no `deadline`, so that it fits any function, including sync functions and those whose error
/// is not `From<TimedOut>`. A server that never answers would then block the call forever: add `deadline = "3m"`.
pub const AI: Policy = Policy::new()
    .max(6)
    .throttled(10)
    .base(Duration::from_secs(1))
    .cap(Duration::from_secs(60))
    .jitter(Jitter::Equal)
    .retry_after(at_most(120));

/// The defaults of the official OpenAI SDK for Python.
///
/// Like the SDK, it loses 180 to 485 of the 1,000 calls of a [busy batch](self#a-busy-batch).
pub const OPENAI: Policy = Policy::new()
    .max(3)
    .base(Duration::from_millis(500))
    .cap(Duration::from_secs(8))
    .jitter(Jitter::Proportion(0.25))
    .retry_after(at_most(120));

/// The defaults of the official Anthropic SDK for Python, which accepts a delay of any length from the server.
///
/// Like the SDK, it loses 180 to 485 of the 1,000 calls of a [busy batch](self#a-busy-batch).
pub const ANTHROPIC: Policy = OPENAI.retry_after(RetryAfter::AtMost(Duration::MAX));

/// The defaults of `HttpRetryOptions()` in the official SDK for Gemini, as closely as possible.
///
/// The SDK adds up to 1 s to each delay, which doubles the first one and hardly changes a long one. This policy adds up
/// to the delay itself, so that it is never sooner than the SDK and stays spread out at the cap. It ignores delays that
/// the server names.
pub const GOOGLE: Policy = Policy::new()
    .max(5)
    .base(Duration::from_secs(2))
    .cap(Duration::from_secs(60))
    .jitter(Jitter::Proportion(0.5))
    .retry_after(RetryAfter::Ignore);

/// The defaults of the official Cohere SDK for Python. If the server names a delay of more than 1 min, the SDK waits
/// for 1 min; with this policy the call gives up.
///
/// Like the SDK, it loses 120 to 325 of the 1,000 calls of a [busy batch](self#a-busy-batch).
pub const COHERE: Policy = Policy::new()
    .max(3)
    .base(Duration::from_millis(1100))
    .cap(Duration::from_secs(66))
    .jitter(Jitter::Proportion(2.0 / 11.0)) // from 1.1 down to 0.9
    .retry_after(at_most(60));

/// The defaults of `RetryConfig` in the official Mistral SDK for Python, as closely as possible.
///
/// The SDK retries for an hour, which was 71 attempts in a test, and adds up to 1 s to each delay; this policy adds up
/// to twice the delay. At the cap, the SDK's delays are 60 s each; here they are spread out below that. There is no
/// deadline, so that the policy fits any function.
pub const MISTRAL: Policy = Policy::new()
    .max(71)
    .base(Duration::from_millis(1500))
    .factor(1.5)
    .cap(Duration::from_secs(60))
    .jitter(Jitter::Proportion(2.0 / 3.0))
    .retry_after(RetryAfter::AtMost(Duration::MAX));

/// The mode `standard` of the AWS SDKs, with the base that they use for throttling. Other failures start from 50 ms in
/// the SDKs.
///
/// The SDKs wait as long as `x-amz-retry-after` says, but at most 5 s longer than the delay, so up to 25 s.
///
/// It loses 70 to 230 of the 1,000 calls of a [busy batch](self#a-busy-batch).
pub const AWS: Policy = Policy::new()
    .max(3)
    .base(Duration::from_secs(1))
    .cap(Duration::from_secs(20))
    .jitter(Jitter::Full)
    .retry_after(at_most(25));
