//! Every contender as functions that can be measured. Their code is in `contenders/`, a file each, and is included once
//! for each thing that the function may call.

use std::future::{Future, poll_fn};
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use crate::server::{Error, Server};

/// A contender under one name in all tables.
#[derive(Clone, Copy)]
pub struct Contender {
    /// Its file in `contenders/`.
    pub file: &'static str,
    pub title: &'static str,
    /// The crates that a user adds, as named in `Cargo.toml`.
    pub crates: &'static [&'static str],
    pub is_attribute: bool,
}

const fn contender(
    file: &'static str,
    title: &'static str,
    crates: &'static [&'static str],
    is_attribute: bool,
) -> Contender {
    Contender {
        file,
        title,
        crates,
        is_attribute,
    }
}

pub const CONTENDERS: &[Contender] = &[
    contender("bare", "bare function", &[], false),
    contender("hand", "hand-written loop", &[], false),
    contender("retry_attr", "**retry-attr**", &["retry-attr"], true),
    contender(
        "retry_attr_upstream",
        "**retry-attr**, `upstream`",
        &["retry-attr"],
        true,
    ),
    contender("backon", "backon", &["backon"], false),
    contender(
        "backon_macros",
        "backon-macros",
        &["backon", "backon-macros"],
        true,
    ),
    contender("tokio_retry", "tokio-retry", &["tokio-retry"], false),
    contender("tokio_retry2", "tokio-retry2", &["tokio-retry2"], false),
    contender("tryhard", "tryhard", &["tryhard"], false),
    contender("retry", "retry", &["retry"], false),
    contender("backoff", "backoff", &["backoff"], false),
    contender("retry_if", "retry-if", &["retry-if", "tracing"], true),
    contender("retrying", "retrying", &["retrying"], true),
    contender(
        "asyn_retry_policy",
        "asyn-retry-policy",
        &["asyn-retry-policy"],
        true,
    ),
];

/// Calls the function `count` times, each of which fails `failures` times before it succeeds.
pub type Calls = fn(count: u32, failures: u32);

macro_rules! include_contenders {
    ($folder:literal: $($name:ident)*) => {
        $(pub mod $name {
            include!(concat!(env!("CARGO_MANIFEST_DIR"), "/contenders/", $folder, "/", stringify!($name), ".rs"));
        })*
    };
}

/// The sync functions, where an answer is made by `$make`.
macro_rules! sync_calls {
    ($family:ident, $answer:ty, $make:expr) => {
        pub mod $family {
            use super::*;
            pub type Answer = $answer;

            #[inline(never)]
            pub fn answer(server: &Server, id: u64) -> Result<Answer, Error> {
                let make: fn(u64) -> Answer = $make;
                if server.fails() { Err(Error) } else { Ok(make(id)) }
            }

            include_contenders!("sync": bare hand retry_attr retry_attr_upstream backon backon_macros retry backoff retrying);

            pub fn calls(contender: &str) -> Option<Calls> {
                macro_rules! calls {
                    ($name:ident) => {
                        |count, failures| {
                            let ask: fn(&Server) -> Result<Answer, Error> = black_box($name::ask);
                            let server = Server::default();
                            for _ in 0..count {
                                server.fail(failures);
                                let _ = black_box(ask(black_box(&server)));
                            }
                        }
                    };
                }
                Some(match contender {
                    "bare" => calls!(bare),
                    "hand" => calls!(hand),
                    "retry_attr" => calls!(retry_attr),
                    "retry_attr_upstream" => calls!(retry_attr_upstream),
                    "backon" => calls!(backon),
                    "backon_macros" => calls!(backon_macros),
                    "retry" => calls!(retry),
                    "backoff" => calls!(backoff),
                    "retrying" => calls!(retrying),
                    _ => return None,
                })
            }
        }
    };
}

sync_calls!(sync_small, u64, |id| id);
sync_calls!(sync_large, [u64; 8], |id| [id; 8]);
// Twins, so that no code that callers share is fitted to its only one.
sync_calls!(sync_small_twin, u64, |id| id + 1);
sync_calls!(sync_large_twin, [u64; 8], |id| [id + 1; 8]);

/// A request that is answered at the first poll.
pub struct Request<'a> {
    server: &'a Server,
    id: u64,
}

impl Future for Request<'_> {
    type Output = Result<u64, Error>;

    #[inline(never)]
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(if self.server.fails() {
            Err(Error)
        } else {
            Ok(self.id)
        })
    }
}

#[inline(never)]
fn poll<F: Future>(future: Pin<&mut F>, context: &mut Context<'_>) -> Poll<F::Output> {
    future.poll(context)
}

/// Runs on a clock that stands still and jumps to the next timer.
fn on_paused_clock(work: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime")
        .block_on(work);
}

macro_rules! async_calls {
    ($($contender:ident)*) => {
        pub fn calls(contender: &str) -> Option<Calls> {
            match contender {
                $(stringify!($contender) => Some(|count, failures| {
                    let server = Server::default();
                    on_paused_clock(async {
                        for _ in 0..count {
                            server.fail(failures);
                            let mut call = pin!($contender::ask(black_box(&server)));
                            let _ = black_box(poll_fn(|context| poll(call.as_mut(), context)).await);
                        }
                    });
                }),)*
                _ => None,
            }
        }
    };
}

/// Hands all async contenders to another macro.
macro_rules! all_async {
    ($then:ident: $($before:tt)*) => {
        $then!($($before)*
            bare hand retry_attr retry_attr_upstream backon backon_macros tokio_retry tokio_retry2 tryhard backoff retry_if
            retrying asyn_retry_policy
        );
    };
}

/// The async functions with tokio's sleep, which ask for `$more`.
macro_rules! async_family {
    ($family:ident, $more:literal) => {
        pub mod $family {
            use super::*;
            pub type Answer = u64;

            pub fn answer(server: &Server, id: u64) -> Request<'_> {
                let id = id + $more;
                Request { server, id }
            }

            all_async!(include_contenders: "async":);
            all_async!(async_calls:);
        }
    };
}

async_family!(async_small, 0);
async_family!(async_small_twin, 1);

/// The async functions with a sleep that is over at once, where a contender can be given one.
macro_rules! ready_family {
    ($family:ident, $like:ident) => {
        pub mod $family {
            use super::*;
            pub use super::$like::{Answer, answer};
            include_contenders!("ready": hand retry_attr retry_attr_upstream backon backon_macros);
            async_calls!(hand retry_attr retry_attr_upstream backon backon_macros);
        }
    };
}

ready_family!(async_ready, async_small);
ready_family!(async_ready_twin, async_small_twin);

/// What the future of a contender takes, in bytes.
pub type Size = fn(contender: &str) -> Option<usize>;

pub const BARE: usize = 0;
pub const HAND: usize = 1;
pub const OURS: usize = 2;
/// The same with the option `upstream`.
pub const UPSTREAM: usize = 3;

/// A request that keeps `N` bytes while it waits.
async fn keep<const N: usize>(server: &Server, id: u64) -> Result<u64, Error> {
    let state = [u8::try_from(id).unwrap_or(0); N];
    tokio::task::yield_now().await;
    let sum: u64 = black_box(&state).iter().copied().map(u64::from).sum();
    if server.fails() { Err(Error) } else { Ok(sum) }
}

/// The async functions that keep `$size` bytes.
macro_rules! state {
    ($family:ident, $size:literal) => {
        pub mod $family {
            use super::*;
            pub type Answer = u64;

            pub fn answer(server: &Server, id: u64) -> impl Future<Output = Result<u64, Error>> {
                keep::<$size>(server, id)
            }

            all_async!(include_contenders: "async":);
            all_async!(sizes: ask:);
        }
    };
}

macro_rules! sizes {
    (ask: $($contender:ident)*) => {
        pub fn size(contender: &str) -> Option<usize> {
            let server = Server::default();
            match contender {
                $(stringify!($contender) => Some(size_of_val(&$contender::ask(&server))),)*
                _ => None,
            }
        }
    };
    (argument: $($contender:ident)*) => {
        pub fn size(contender: &str) -> Option<usize> {
            let server = Server::default();
            match contender {
                $(stringify!($contender) => Some(size_of_val(&$contender(&server, [0; 1024]))),)*
                _ => None,
            }
        }
    };
}

state!(state_64, 64);
state!(state_1024, 1024);
state!(state_8192, 8192);

pub mod argument {
    include!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/contenders/argument.rs"
    ));
    all_async!(sizes: argument:);
}
