//! Pages for what the [front page](crate) has no room for: one question each, with examples that run.
//!
//! | page | answers |
//! |---|---|
//! | [`what_is_retried`] | which failures are retried, and which calls should be |
//! | [`deadlines`] | how to bound an attempt, and a call |
//! | [`upstreams`] | what many calls to one server share |
//! | [`fleet`] | what many processes share |
//! | [`testing`] | how to test without waiting |
//! | [`runtimes`] | how to use another runtime than tokio |
//! | [`comparison`] | how it compares with other crates and SDKs |
//! | [`from_backon`], [`from_tokio_retry`], [`from_backoff`], [`from_tenacity`] | how to move from what you have |

macro_rules! pages {
    ($($page:ident),* $(,)?) => {$(
        #[doc = include_str!(concat!("guide/", stringify!($page), ".md"))]
        pub mod $page {}
    )*};
}

pages! {
    what_is_retried,
    deadlines,
    upstreams,
    fleet,
    testing,
    runtimes,
    comparison,
    from_backon,
    from_tokio_retry,
    from_backoff,
    from_tenacity,
}
