//! The delays of a policy: exact tables, how they are distributed, and whole calls against a model of the rules.

#[cfg(all(feature = "test-util", feature = "tokio"))]
mod calls;
#[cfg(feature = "test-util")]
mod contention;
mod distribution;
mod tables;
