//! Policies with a name: the defaults of the official SDKs, and the one to take if nothing speaks against it.
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
//! The others serve to move code from an SDK without changing what its servers see. They were read off the SDKs
//! named below in November 2026. Options beside a policy override it: `#[retry(policy = policies::OPENAI, max = 5)]`.
//!
//! | policy | attempts | delay before retry n + 1 | wait accepted from the server | as in |
//! |---|---|---|---|---|
//! | [`AI`] | 6, and 10 throttled | 1 s × 2<sup>n</sup>, up to 60 s, of which the upper half is random | 2 min | |
//! | [`OPENAI`] | 3 | 0.5 s × 2<sup>n</sup>, up to 8 s, less 0 to 25 % | 2 min | openai-python 3.54 |
//! | [`ANTHROPIC`] | 3 | the same | any | anthropic-python 2.12 |
//! | [`GOOGLE`] | 5 | 1 s × 2<sup>n</sup> and up to as much again, up to 60 s | none | google-genai 3.4, `HttpRetryOptions()` |
//! | [`COHERE`] | 3 | 1 s × 2<sup>n</sup>, up to 60 s, ± 10 % | 1 min | cohere-python 7.3 |
//! | [`MISTRAL`] | 71 | 0.5 s × 1.5<sup>n</sup> and up to twice as much again, from n = 10 on 20 s to 60 s | any | mistralai 3.7, `RetryConfig` |
//! | [`AWS`] | 3 | 0 s to 1 s × 2<sup>n</sup>, up to 20 s | 25 s | botocore 1.44, mode `standard` |
//!
//! The SDKs of Google and Mistral do not retry unless they are told to.
//!
//! # A busy batch
//!
//! Three attempts outlive a fault, and not a rate limit that many calls share. In a simulation 64 workers make 1,000
//! calls of a server that lets 50 a second through, at most 50 at once, and answers after 0.1 s. So many calls fail:
//!
//! | policy | if waits of 1 s are named | exact waits | none |
//! |---|---|---|---|
//! | [`OPENAI`], [`ANTHROPIC`] | 255 | 530 | 355 |
//! | [`COHERE`] | 245 | 380 | 205 |
//! | [`AWS`] | 165 | 315 | 325 |
//! | [`GOOGLE`], [`MISTRAL`] | at most a few | at most a few | at most a few |
//!
//! The exact waits are short, and all who were told come back together. The SDKs lose these calls too: take [`AI`] for a
//! batch, or add `throttled = 20`, which gives rate limits attempts of their own.

use std::time::Duration;

use crate::jitter::Jitter;
use crate::policy::{Policy, RetryAfter};

const fn at_most(seconds: u64) -> RetryAfter {
    RetryAfter::AtMost(Duration::from_secs(seconds))
}

/// The policy to take for calls of AI APIs.
///
/// Six attempts from 1 s on: the five delays last 15.5 s to 31 s together, which outlives a server that restarts. Throttled
/// attempts are counted apart, up to ten, with delays of their own: a rate limit is outlasted without more patience for
/// faults. In a batch of 1,000 calls by 64 workers to a server that takes 50 a second, no call fails, whether the server
/// names waits in seconds, in milliseconds or not at all. [`Upstream`](crate::Upstream) makes such a batch faster.
///
/// The jitter is equal rather than full, as a retry that comes at once counts against rate limits too. A wait of up to
/// 2 min is obeyed, which covers limits per minute; on a longer one the call gives up and returns the error that names it.
///
/// There is no `timeout` and no `deadline`, so that the policy fits any function: a sync one, and one whose error is not
/// `From<TimedOut>`. A server that never answers then holds the call for ever: add `deadline = "3m"`.
pub const AI: Policy = Policy::new()
    .max(6)
    .throttled(10)
    .base(Duration::from_secs(1))
    .cap(Duration::from_secs(60))
    .jitter(Jitter::Equal)
    .retry_after(at_most(120));

/// The defaults of the official OpenAI SDK for Python.
///
/// It fails 255 to 530 of the 1,000 calls of a [busy batch](self#a-busy-batch), as the SDK does.
pub const OPENAI: Policy = Policy::new()
    .max(3)
    .base(Duration::from_millis(500))
    .cap(Duration::from_secs(8))
    .jitter(Jitter::Proportion(0.25))
    .retry_after(at_most(120));

/// The defaults of the official Anthropic SDK for Python, which obeys a wait of any length.
///
/// It fails 255 to 530 of the 1,000 calls of a [busy batch](self#a-busy-batch), as the SDK does.
pub const ANTHROPIC: Policy = OPENAI.retry_after(RetryAfter::AtMost(Duration::MAX));

/// The defaults of `HttpRetryOptions()` in the official SDK for Gemini, as near as can be.
///
/// The SDK adds up to 1 s to each delay, which is a whole delay to the first and next to nothing to a long one. Here it
/// is up to the delay itself: never sooner than the SDK, and spread out at the cap as well. It reads no wait of the
/// server.
pub const GOOGLE: Policy = Policy::new()
    .max(5)
    .base(Duration::from_secs(2))
    .cap(Duration::from_secs(60))
    .jitter(Jitter::Proportion(0.5))
    .retry_after(RetryAfter::Ignore);

/// The defaults of the official Cohere SDK for Python, which clamps a longer wait of the server to 1 min; here a call
/// gives up.
///
/// It fails 205 to 380 of the 1,000 calls of a [busy batch](self#a-busy-batch), as the SDK does.
pub const COHERE: Policy = Policy::new()
    .max(3)
    .base(Duration::from_millis(1100))
    .cap(Duration::from_secs(66))
    .jitter(Jitter::Proportion(2.0 / 11.0)) // from 1.1 down to 0.9
    .retry_after(at_most(60));

/// The defaults of `RetryConfig` in the official Mistral SDK for Python, as near as can be.
///
/// The SDK retries until an hour has passed, which took 71 attempts when it was tried, and adds up to 1 s to each
/// delay, which is here up to twice the delay. At the cap the SDK's delays are 60 s each, and these are spread out
/// below it. No deadline is set, so that the policy stands on any function.
pub const MISTRAL: Policy = Policy::new()
    .max(71)
    .base(Duration::from_millis(1500))
    .factor(1.5)
    .cap(Duration::from_secs(60))
    .jitter(Jitter::Proportion(2.0 / 3.0))
    .retry_after(RetryAfter::AtMost(Duration::MAX));

/// The mode `standard` of the AWS SDKs, with the base that it has for throttling; other failures start from 50 ms
/// there.
///
/// It waits as long as `x-amz-retry-after` says, but no longer than 5 s beyond the delay, so up to 25 s.
///
/// It fails 165 to 325 of the 1,000 calls of a [busy batch](self#a-busy-batch).
pub const AWS: Policy = Policy::new()
    .max(3)
    .base(Duration::from_secs(1))
    .cap(Duration::from_secs(20))
    .jitter(Jitter::Full)
    .retry_after(at_most(25));
