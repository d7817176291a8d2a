#![allow(clippy::unused_self)]

use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Classification, IntoError, Missing, Outcome, TimedOut, retry};

use crate::{Attempts, Failure, seconds};

#[derive(Debug, PartialEq)]
struct Numbered(usize);

#[test]
fn it_is_the_error_of_the_attempt_before() {
    #[retry(max = 4, backoff = "none", last_error = last)]
    fn ask(attempts: &Attempts, seen: &RefCell<Vec<Option<usize>>>) -> Result<(), Numbered> {
        seen.borrow_mut().push(last.map(|error| error.0));
        Err(Numbered(attempts.start()))
    }
    let seen = RefCell::default();
    assert_eq!(ask(&Attempts::new(), &seen), Err(Numbered(4)));
    assert_eq!(seen.into_inner(), [None, Some(1), Some(2), Some(3)]);
}

#[tokio::test(start_paused = true)]
async fn async_functions_see_it_across_the_delay() {
    #[retry(max = 3, last_error = last)]
    async fn ask(attempts: &Attempts) -> Result<String, Numbered> {
        let number = attempts.start();
        tokio::task::yield_now().await;
        match last {
            Some(Numbered(2)) => Ok("after the second".to_owned()),
            _ => Err(Numbered(number)),
        }
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts).await, Ok("after the second".to_owned()));
    assert_eq!(attempts.delays(), seconds([1, 2]));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_was_cut_has_an_error_too() {
    #[retry(max = 2, timeout = "1s", last_error = last)]
    async fn ask(attempts: &Attempts) -> Result<TimedOut, Failure> {
        if attempts.start() == 1 {
            std::future::pending::<()>().await;
        }
        match last {
            Some(Failure::Cut(cut)) => Ok(*cut),
            _ => Err(Failure::Transient),
        }
    }
    let cut = ask(&Attempts::new()).await.unwrap();
    assert_eq!((cut.attempt(), cut.limit()), (1, Duration::from_secs(1)));
}

#[test]
fn a_success_that_is_not_good_enough_has_none() {
    #[retry(max = 3, backoff = "none", when_ok = |number| *number == 2, last_error = last)]
    fn ask(attempts: &Attempts) -> Result<usize, Numbered> {
        let number = attempts.start();
        assert_eq!(
            last,
            if number == 2 {
                Some(&Numbered(1))
            } else {
                None
            }
        );
        if number == 1 {
            Err(Numbered(1))
        } else {
            Ok(number)
        }
    }
    assert_eq!(ask(&Attempts::new()), Ok(3));
}

#[test]
fn other_options_go_with_it() {
    #[retry(
        max = 3,
        backoff = "none",
        attempt = attempt,
        last_error = last,
        on_retry = |_| told.borrow_mut().push("retry"),
        classify = |error| match error {
            Numbered(1) => Classification::immediate(),
            _ => Classification::Transient,
        },
    )]
    fn ask(attempts: &Attempts, told: &RefCell<Vec<&str>>) -> Result<(), Numbered> {
        assert_eq!(last.is_none(), attempt.is_first());
        Err(Numbered(attempts.start()))
    }
    let told = RefCell::default();
    assert_eq!(ask(&Attempts::new(), &told), Err(Numbered(3)));
    assert_eq!(told.into_inner(), ["retry"; 2]);
}

#[test]
fn any_return_type_that_gives_its_error_away() {
    enum Reply {
        Answer,
        Busy(String),
    }
    impl Outcome for Reply {
        type Value = ();
        type Error = String;

        fn as_result(&self) -> Result<&(), &String> {
            match self {
                Self::Answer => Ok(&()),
                Self::Busy(why) => Err(why),
            }
        }
    }
    impl IntoError for Reply {
        fn into_error(self) -> Option<String> {
            match self {
                Self::Answer => None,
                Self::Busy(why) => Some(why),
            }
        }
    }
    #[retry(backoff = "none", last_error = last)]
    fn ask() -> Reply {
        match last {
            Some(why) if why == "busy" => Reply::Answer,
            _ => Reply::Busy("busy".to_owned()),
        }
    }
    #[retry(backoff = "none", last_error = last)]
    fn find() -> Option<u8> {
        last.map(|&Missing| 1)
    }
    assert!(matches!(ask(), Reply::Answer));
    assert_eq!(find(), Some(1));
}

#[test]
fn methods_and_impl_traits_have_it() {
    struct Client;
    impl Client {
        #[retry(backoff = "none", last_error = last)]
        fn ask(&mut self, prompt: String) -> Result<impl Iterator<Item = char> + use<>, Numbered> {
            if last.is_some() {
                Ok(prompt.into_bytes().into_iter().map(char::from))
            } else {
                Err(Numbered(1))
            }
        }
    }
    let answer: String = Client.ask("yes".to_owned()).unwrap().collect();
    assert_eq!(answer, "yes");
}

#[test]
fn futures_are_send_and_hold_the_error_once() {
    fn is_send<T: Send>(_: &T) {}
    type Large = [u64; 32];
    #[retry(max = 2)]
    async fn without(client: &str) -> Result<(), Large> {
        tokio::task::yield_now().await;
        Err([client.len() as u64; 32])
    }
    #[retry(max = 2, last_error = last)]
    async fn with(client: &str) -> Result<(), Large> {
        let before = last.map_or(0, |error| error[0]);
        tokio::task::yield_now().await;
        Err([client.len() as u64 + before; 32])
    }
    let (without, with) = (without(""), with(""));
    is_send(&with);
    let more = size_of_val(&with) - size_of_val(&without);
    // The error, whether there is one, and where the body finds it.
    assert!(
        more <= size_of::<Option<Large>>() + 2 * size_of::<usize>(),
        "{more}"
    );
}
