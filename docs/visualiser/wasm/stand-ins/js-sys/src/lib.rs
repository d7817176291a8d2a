//! Stands in for the crate of this name: what is random is seeded.

/// As JavaScript has it.
#[allow(non_snake_case)]
pub mod Math {
    /// Only for what is drawn before there is a seed, which nothing is.
    pub fn random() -> f64 {
        0.5
    }
}
