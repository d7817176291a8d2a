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

/// Statics are hidden by no local, so generated code has names that nobody gives to one.
mod statics {
    #![allow(non_upper_case_globals, dead_code)]

    use retry_attr::retry;

    static __result: u32 = 1;
    static __delay: u32 = 1;
    static __call: u32 = 1;
    static __arg0: u32 = 1;
    static __way: u32 = 1;

    #[retry(backoff = "none")]
    async fn ask((text, _): (String, u32)) -> Result<String, String> {
        Ok(text)
    }

    #[tokio::test]
    async fn statics_of_the_user_do_not_clash() {
        assert_eq!(ask(("a".to_string(), 1)).await, Ok("a".to_string()));
        assert_eq!(__result, 1);
    }
}
