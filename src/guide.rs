//! Pages for what the [front page](crate) has no room for: one question each, with examples that run.
//!
//! | page | answers |
//! |---|---|
//! | [`what_is_retried`] | which failures are retried, and which calls should be |
//! | [`recipes`] | what to do between attempts: another key, a new token, a shorter prompt, asking again |
//! | [`nested`] | what happens where a retried function calls another |
//! | [`acting_twice`] | how to avoid double billing, and tool calls that are carried out twice |
//! | [`your_client`] | what to write for your client of an AI API |
//! | [`deadlines`] | how to bound an attempt, and a call |
//! | [`streams`] | how to read an answer that comes piece by piece, and what of it is retried |
//! | [`observing`] | how to see what happened: logs, metrics, spans |
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
    recipes,
    nested,
    acting_twice,
    your_client,
    deadlines,
    streams,
    observing,
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
