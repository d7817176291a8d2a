#![allow(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    clippy::no_effect_underscore_binding,
    clippy::drop_non_drop,
    clippy::unused_async,
    clippy::used_underscore_items
)]

use std::cell::RefCell;

use retry_attr::{Classification, retry};

use crate::{Attempts, Failure, seconds};

type Log = RefCell<Vec<String>>;

fn note(log: &Log, what: &str) {
    log.borrow_mut().push(what.to_owned());
}

#[test]
fn it_is_called_when_the_call_gives_up() {
    #[retry(max = 2, backoff = "none", fallback = other)]
    fn ask(log: &Log, prompt: String) -> Result<String, Failure> {
        note(log, &prompt);
        Err(Failure::Transient)
    }
    fn other(log: &Log, prompt: String) -> Result<String, Failure> {
        note(log, "other");
        Ok(prompt)
    }
    let log = Log::default();
    assert_eq!(ask(&log, "a".to_owned()), Ok("a".to_owned()));
    assert_eq!(log.into_inner(), ["a", "a", "other"]);
}

#[tokio::test(start_paused = true)]
async fn async_functions_fall_back_without_a_delay() {
    #[retry(fallback = other)]
    async fn ask(attempts: &Attempts, failure: Failure) -> Result<usize, Failure> {
        attempts.start();
        Err(failure)
    }
    async fn other(attempts: &Attempts, _: Failure) -> Result<usize, Failure> {
        tokio::task::yield_now().await;
        Ok(attempts.start())
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts, Failure::Permanent).await, Ok(2));
    assert_eq!(attempts.delays(), seconds([0]));
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts, Failure::Transient).await, Ok(4));
    assert_eq!(attempts.delays(), seconds([1, 2, 0]));
}

#[test]
fn a_success_needs_none() {
    #[retry(fallback = other)]
    fn ask(answer: u8) -> Result<u8, String> {
        Ok(answer)
    }
    fn other(_: u8) -> Result<u8, String> {
        unreachable!()
    }
    assert_eq!(ask(1), Ok(1));
}

#[test]
fn only_the_errors_that_are_wanted() {
    #[retry(backoff = "none", fallback = other, fallback_when = |error| error.contains(word))]
    fn ask(word: &str, error: String) -> Result<u8, String> {
        Err(error)
    }
    fn other(word: &str, error: String) -> Result<u8, String> {
        assert!(error.contains(word));
        Ok(7)
    }
    assert_eq!(ask("quota", "quota used up".to_owned()), Ok(7));
    assert_eq!(
        ask("quota", "wrong key".to_owned()),
        Err("wrong key".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn a_cut_attempt_is_an_error_like_others() {
    #[retry(max = 1, timeout = "1s", fallback = other, fallback_when = |error| matches!(error, Failure::Cut(_)))]
    async fn ask(attempts: &Attempts) -> Result<u8, Failure> {
        attempts.start();
        std::future::pending().await
    }
    async fn other(attempts: &Attempts) -> Result<u8, Failure> {
        attempts.start();
        Ok(1)
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts).await, Ok(1));
    assert_eq!(attempts.delays(), seconds([1]));
}

#[test]
fn what_is_consumed_is_cloned_and_the_rest_is_not() {
    #[derive(Debug)]
    struct NotClone;
    struct Counted<'a>(&'a Log);
    impl Clone for Counted<'_> {
        fn clone(&self) -> Self {
            note(self.0, "clone");
            Self(self.0)
        }
    }
    fn log_of<'a>(counted: &Counted<'a>) -> &'a Log {
        counted.0
    }
    #[retry(max = 2, backoff = "none", fallback = other)]
    fn ask(consumed: Counted<'_>, read: Counted<'_>, unused: NotClone) -> Result<(), String> {
        note(log_of(&read), "read");
        drop(consumed);
        Err("busy".to_owned())
    }
    fn other(consumed: Counted<'_>, _: Counted<'_>, unused: NotClone) -> Result<(), String> {
        note(consumed.0, "other");
        Err(format!("{unused:?}"))
    }
    let log = Log::default();
    let error = ask(Counted(&log), Counted(&log), NotClone);
    assert_eq!(error, Err("NotClone".to_owned()));
    assert_eq!(
        log.into_inner(),
        ["clone", "read", "clone", "read", "other"]
    );
}

#[test]
fn it_may_fall_back_itself_and_retry() {
    #[retry(max = 2, backoff = "none", fallback = second)]
    fn first(log: &Log) -> Result<(), String> {
        note(log, "first");
        Err("busy".to_owned())
    }
    #[retry(max = 3, backoff = "none", fallback = third)]
    fn second(log: &Log) -> Result<(), String> {
        note(log, "second");
        Err("busy".to_owned())
    }
    fn third(log: &Log) -> Result<(), String> {
        note(log, "third");
        Ok(())
    }
    let log = Log::default();
    assert_eq!(first(&log), Ok(()));
    let log = log.into_inner();
    assert_eq!(
        log,
        ["first", "first", "second", "second", "second", "third"]
    );
}

struct Client {
    calls: Vec<&'static str>,
}

impl Client {
    #[retry(max = 2, backoff = "none", fallback = Self::other)]
    fn count(&mut self, prompt: &str) -> Result<usize, String> {
        self.calls.push("ask");
        Err(prompt.to_owned())
    }

    fn other(&mut self, prompt: &str) -> Result<usize, String> {
        self.calls.push("other");
        Ok(prompt.len())
    }

    #[retry(max = 2, fallback = Self::consume_otherwise)]
    async fn consume(self, mut prompt: String) -> Result<Self, String> {
        prompt.push('!');
        let _moved = self;
        Err(prompt)
    }

    async fn consume_otherwise(self, prompt: String) -> Result<Self, String> {
        assert_eq!(prompt, "a");
        Ok(self)
    }
}

impl Clone for Client {
    fn clone(&self) -> Self {
        Self {
            calls: vec!["cloned"],
        }
    }
}

#[tokio::test(start_paused = true)]
async fn methods_fall_back_to_methods() {
    let mut client = Client { calls: Vec::new() };
    assert_eq!(client.count("four"), Ok(4));
    assert_eq!(client.calls, ["ask", "ask", "other"]);
    let client = client.consume("a".to_owned()).await.unwrap();
    assert_eq!(client.calls, ["ask", "ask", "other"]);
}

#[async_trait::async_trait]
trait Provider {
    async fn ask(&self, prompt: String) -> Result<String, String>;
}

#[async_trait::async_trait]
impl Provider for Client {
    #[retry(max = 2, backoff = "none", fallback = answer)]
    async fn ask(&self, prompt: String) -> Result<String, String> {
        drop(prompt);
        Err("busy".to_owned())
    }
}

async fn answer(client: &Client, prompt: String) -> Result<String, String> {
    Ok(format!("{prompt} {}", client.calls.len()))
}

#[tokio::test]
async fn trait_methods_fall_back() {
    let client = Client { calls: Vec::new() };
    assert_eq!(client.ask("a".to_owned()).await, Ok("a 0".to_owned()));
}

#[test]
fn futures_are_send_whatever_the_result_is() {
    fn is_send<T: Send>(_: T) {}
    struct NotSend(#[allow(dead_code)] std::rc::Rc<()>);
    #[retry(fallback = other, classify = |_| Classification::Transient)]
    async fn ask(prompt: String) -> Result<(), NotSend> {
        tokio::task::yield_now().await;
        drop(prompt);
        Err(NotSend(std::rc::Rc::default()))
    }
    async fn other(_: String) -> Result<(), NotSend> {
        Ok(())
    }
    is_send(ask(String::new()));
}

#[test]
fn a_named_sleeper_and_hooks_go_with_it() {
    #[retry(
        max = 2,
        sleep = |_| note(log, "sleep"),
        on_give_up = |event: &retry_attr::Event<'_>| note(log, &event.to_string()),
        on_retry = |event: &retry_attr::Event<'_>| assert_eq!(event.fallback(), None),
        fallback = other,
    )]
    fn ask(log: &Log) -> Result<(), String> {
        Err("busy".to_owned())
    }
    fn other(log: &Log) -> Result<(), String> {
        note(log, "other");
        Ok(())
    }
    let log = Log::default();
    assert_eq!(ask(&log), Ok(()));
    let told = "ask: attempt 2 of 2 failed: busy; giving up: attempts exhausted; fallback: other";
    assert_eq!(log.into_inner(), ["sleep", told, "other"]);
}
