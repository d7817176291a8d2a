use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::io;

use retry_attr::{Classification, Classify, Event, Policy, TimedOut, retry};

use crate::{keep, kept, kind};

#[derive(Debug, thiserror::Error, Classify)]
enum Derived {
    #[error("busy")]
    #[classify(transient)]
    Busy,
    #[error("limited")]
    #[classify(throttled)]
    Limited,
    #[error("wrong")]
    #[classify(permanent)]
    Wrong,
    #[error("connection")]
    #[classify(forward)]
    Io(#[from] io::Error),
    #[error("cut")]
    #[classify(forward)]
    Cut(#[from] TimedOut),
}

fn refused() -> io::Error {
    io::ErrorKind::ConnectionRefused.into()
}

/// `yes` if the error or a source of it is an `E`.
fn find<E: Error + 'static>(event: &Event<'_>) {
    keep(&event.error_as::<E>().map_or("no", |_| "yes"));
}

#[test]
fn an_error_is_found_by_its_type() {
    #[retry(max = 1, on_give_up = |event| { find::<Derived>(event); find::<io::Error>(event); find::<fmt::Error>(event) })]
    fn derived() -> Result<(), Derived> {
        Err(refused().into())
    }
    #[retry(max = 1, on_give_up = find::<io::Error>)]
    fn known() -> io::Result<()> {
        Err(refused())
    }
    #[retry(max = 1, on_give_up = |event| { find::<Derived>(event); find::<io::Error>(event) })]
    fn boxed() -> Result<(), Box<dyn Error>> {
        Err(Derived::Io(refused()).into())
    }
    #[retry(max = 1, on_give_up = |event| { find::<Derived>(event); find::<io::Error>(event) })]
    fn anyhow() -> anyhow::Result<()> {
        Err(anyhow::Error::new(Derived::Io(refused())).context("asking"))
    }
    #[retry(max = 1, on_give_up = find::<io::Error>)]
    fn eyre() -> eyre::Result<()> {
        Err(eyre::Report::new(refused()))
    }
    #[retry(max = 1, on_give_up = find::<TimedOut>)]
    fn none() -> Option<()> {
        None
    }
    let _ = (derived(), known(), boxed(), anyhow(), eyre(), none());
    assert_eq!(
        kept(),
        [
            "yes", "yes", "no",  // derived
            "yes", // known
            "yes", "yes", // boxed
            "yes", "yes", // anyhow
            "yes", // eyre
            "no",  // none
        ]
    );
}

/// A type that is no `Classify` is not found itself, as it may hold a reference; its sources are.
#[test]
fn an_error_may_hold_a_reference() {
    #[derive(Debug, thiserror::Error)]
    #[error("{text}")]
    struct Borrowed<'a> {
        text: &'a str,
        #[source]
        source: io::Error,
    }
    #[retry(max = 1, on_give_up = find::<io::Error>)]
    fn borrowed(text: &str) -> Result<(), Borrowed<'_>> {
        Err(Borrowed {
            text,
            source: refused(),
        })
    }
    #[retry(max = 1, on_give_up = find::<io::Error>)]
    fn reference(text: &str) -> Result<(), &str> {
        Err(text)
    }
    #[retry(max = 1, on_give_up = find::<io::Error>)]
    fn generic<E: Clone + Debug + Display>(error: E) -> Result<(), E> {
        Err(error)
    }
    #[retry(max = 1, on_give_up = find::<io::Error>)]
    fn by_hand<E: Classify + Clone>(error: E) -> Result<(), E> {
        Err(error)
    }
    let text = String::from("local");
    let _ = (
        borrowed(&text),
        reference(&text),
        generic(&text),
        by_hand(&*text),
    );
    assert_eq!(kept(), ["yes", "no", "no", "no"]);
}

#[tokio::test(start_paused = true)]
async fn kinds_are_few_words() {
    #[retry(max = 1, on_give_up = kind)]
    fn ask(error: fn() -> Derived) -> Result<(), Derived> {
        Err(error())
    }
    #[retry(max = 1, timeout = "1s", on_give_up = kind)]
    async fn cut() -> Result<(), Derived> {
        std::future::pending().await
    }
    #[retry(max = 1, when_ok = |()| true, on_give_up = kind)]
    fn rejected() -> Option<()> {
        Some(())
    }
    let _ = ask(|| Derived::Busy);
    let _ = ask(|| Derived::Limited);
    let _ = ask(|| Derived::Wrong);
    let _ = ask(|| io::Error::from(io::ErrorKind::NotFound).into());
    let _ = cut().await;
    let _ = rejected();
    assert_eq!(
        kept(),
        [
            "transient",
            "throttled",
            "permanent",
            "permanent",
            "timeout",
            "transient"
        ]
    );
}

#[test]
fn the_classification_is_the_one_that_counts() {
    #[retry(max = 1, on_give_up = |event: &Event<'_>| keep(&event.classification().is_some_and(Classification::is_permanent)))]
    fn own() -> Result<(), Derived> {
        Err(Derived::Busy)
    }
    #[retry(when = |_| false, on_give_up = |event: &Event<'_>| keep(&event.classification().is_some_and(Classification::is_permanent)))]
    fn judged() -> Result<(), Derived> {
        Err(Derived::Busy)
    }
    let _ = (own(), judged());
    assert_eq!(kept(), ["false", "true"]);
}

/// `Policy::run` tells nobody but a hook of the program; this is what it would show.
#[test]
fn run_still_takes_any_error() {
    let policy = Policy::new().max(1);
    assert_eq!(policy.run_blocking(|| Err::<(), _>("busy")), Err("busy"));
}

#[cfg(feature = "api")]
mod api {
    use retry_attr::ApiError;
    use retry_attr::api::Reply;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error(transparent)]
    struct Transparent(#[from] ApiError);

    #[derive(Debug, thiserror::Error)]
    #[error("asking")]
    struct Wrapped(#[source] ApiError);

    fn overloaded() -> ApiError {
        let status = http::StatusCode::from_u16(529).unwrap();
        let body =
            br#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#;
        Reply::new(status, &http::HeaderMap::new(), body)
            .check()
            .unwrap_err()
    }

    #[test]
    fn an_api_error_says_its_kind_in_any_wrapper() {
        #[retry(max = 1, on_give_up = kind)]
        fn plain() -> Result<(), ApiError> {
            Err(overloaded())
        }
        #[retry(max = 1, on_give_up = kind)]
        fn wrapped() -> Result<(), Wrapped> {
            Err(Wrapped(overloaded()))
        }
        #[retry(max = 1, on_give_up = kind)]
        fn transparent() -> Result<(), Transparent> {
            Err(overloaded().into())
        }
        #[retry(max = 1, on_give_up = kind)]
        fn anyhow() -> anyhow::Result<()> {
            Err(overloaded().into())
        }
        let _ = (plain(), wrapped(), transparent(), anyhow());
        assert_eq!(kept(), ["overloaded"; 4]);
    }
}
