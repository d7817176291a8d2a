//! One page per question, with examples that run.
//!
//! | page | answers |
//! |---|---|
//! | [`what_is_retried`] | which failures are retried, and which calls should be |
//! | [`options`] | which options to set, and how functions share them |
//! | [`ai_apis`] | how replies of AI APIs are understood |
//! | [`your_client`] | what to write for your client of an AI API |
//! | [`streams`] | how to stream an answer, and how much of it is retried |
//! | [`deadlines`] | how to limit the time of an attempt, and of a call |
//! | [`recipes`] | what to change between attempts: the next key, a new token, a shorter prompt, a correction for the model |
//! | [`nested`] | what happens when a retried function calls another |
//! | [`acting_twice`] | how to avoid double billing, and tool calls that are carried out twice |
//! | [`upstreams`] | what many calls to one server share |
//! | [`fleet`] | what several processes share |
//! | [`arguments`] | what happens to arguments, and what a function becomes |
//! | [`observing`] | how to see what happened: logs, metrics, spans |
//! | [`testing`] | how to test without waiting |
//! | [`runtimes`] | how to use a runtime other than tokio, and how to run in a browser |
//! | [`jitter`] | why delays are random, and which jitter to choose |
//! | [`limits`] | what the crate does not do, and what to use instead |
//! | [`design`] | why it is the way it is |
//! | [`comparison`] | how it compares with other crates and SDKs |
//! | [`from_backon`], [`from_tokio_retry`], [`from_backoff`], [`from_reqwest_retry`], [`from_tenacity`] | how to migrate |

macro_rules! pages {
    ($($page:ident $(with $figure:literal, $caption:literal)*),* $(,)?) => {$(
        #[doc = include_str!(concat!("guide/", stringify!($page), ".md"))]
        // An SVG in the text needs no address, so each version of the documentation shows its own.
        $(
            #[doc = concat!("\n<figure><figcaption>", $caption, "</figcaption>")]
            #[doc = include_str!(concat!("../results/", $figure))]
            #[doc = "</figure>\n"]
        )*
        pub mod $page {}
    )*};
}

pages! {
    what_is_retried,
    options,
    ai_apis,
    your_client,
    streams,
    deadlines,
    recipes,
    nested,
    acting_twice,
    upstreams
        with "upstreams-batch.svg", "Requests that are refused: more than a thousand without <code>upstream</code>, about thirty with it."
        with "upstreams-overload.svg", "Calls that succeed during an overload: none for three minutes without <code>upstream</code>, all after a few seconds with it.",
    fleet,
    arguments,
    observing,
    testing,
    runtimes,
    jitter
        with "contention-attempts.svg", "Attempts by number of clients: most without delays, then without jitter; fewest with full and equal jitter."
        with "contention-time.svg", "Time by number of clients: by far the longest without jitter.",
    limits,
    design,
    comparison,
    from_backon,
    from_tokio_retry,
    from_backoff,
    from_reqwest_retry,
    from_tenacity,
}
