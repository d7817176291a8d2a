//! The delays of a policy: exact tables, how they are distributed, and whole calls against a model of the rules.

#[cfg(all(feature = "test-util", feature = "tokio"))]
#[path = "delays/calls.rs"]
mod calls;
#[path = "delays/distribution.rs"]
mod distribution;
#[path = "delays/tables.rs"]
mod tables;
