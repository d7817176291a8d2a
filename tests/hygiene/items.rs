//! Imports and items of the body stay in the body.

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

mod shadow {
    #![allow(unused, non_upper_case_globals)]
    pub(super) struct Option;
    pub(super) struct Duration;
    pub(super) const None: () = ();
    pub(super) mod core {}
}

#[retry(max = 3, backoff = "none", timeout = "1m")]
async fn function(attempts: &AtomicU32) -> Result<u32, String> {
    #[allow(unused_imports)]
    use self::shadow::*;
    #[allow(dead_code)]
    const SITE: u32 = 1;
    #[allow(dead_code)]
    fn sleep() {}
    third(attempts).map_err(str::to_owned)
}

#[tokio::test(start_paused = true)]
async fn of_the_body() {
    assert_eq!(function(&zero()).await, Ok(3));
}
