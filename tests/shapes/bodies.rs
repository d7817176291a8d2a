//! What a body may do to leave an attempt, and what it may hold.
// Each form is the point of its test.
#![allow(
    clippy::needless_continue,
    clippy::needless_return,
    clippy::never_loop,
    clippy::question_mark,
    clippy::useless_vec,
    clippy::vec_init_then_push
)]

use std::num::ParseIntError;

use futures_util::future::join_all;
use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

#[retry(max = 4, backoff = "none")]
fn question_mark(calls: &Calls) -> Result<u32, Busy> {
    let number = calls.call()?;
    Ok(number)
}

#[retry]
async fn question_mark_async(calls: &Calls) -> Result<u32, Busy> {
    let number = calls.call_async().await?;
    Ok(number)
}

#[retry(max = 4, backoff = "none")]
fn early_return(calls: &Calls) -> Result<u32, Busy> {
    if let Err(busy) = calls.call() {
        return Err(busy);
    }
    return Ok(calls.made());
}

#[retry]
async fn early_return_async(calls: &Calls) -> Result<u32, Busy> {
    match calls.call_async().await {
        Ok(number) => return Ok(number),
        Err(busy) => return Err(busy),
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_leaves_the_attempt_and_not_the_loop() {
    assert_attempts!(4, |calls| question_mark(calls));
    assert_attempts!(4, |calls| early_return(calls));
    assert_attempts_async!(|calls| question_mark_async(calls));
    assert_attempts_async!(|calls| early_return_async(calls));
}

#[derive(Debug, PartialEq)]
enum Any {
    Busy(u32),
    Parse(ParseIntError),
}

impl From<Busy> for Any {
    fn from(Busy(number): Busy) -> Self {
        Self::Busy(number)
    }
}

impl From<ParseIntError> for Any {
    fn from(error: ParseIntError) -> Self {
        Self::Parse(error)
    }
}

#[retry(max = 4, backoff = "none")]
fn several_kinds(calls: &Calls, text: &str) -> Result<u32, Any> {
    let number = calls.call()?;
    let parsed: u32 = text.parse()?;
    Ok(number + parsed)
}

#[retry]
async fn several_kinds_async(calls: &Calls, text: &str) -> Result<u32, Any> {
    let number = calls.call_async().await?;
    let parsed: u32 = text.parse()?;
    Ok(number + parsed)
}

#[tokio::test(start_paused = true)]
async fn errors_are_converted() {
    assert_eq!(several_kinds(&Calls::third(), "4"), Ok(7));
    assert_eq!(several_kinds(&Calls::never(), "4"), Err(Any::Busy(4)));
    let calls = Calls::third();
    assert!(matches!(several_kinds(&calls, "x"), Err(Any::Parse(_))));
    assert_eq!(calls.made(), 4);
    assert_eq!(several_kinds_async(&Calls::third(), "4").await, Ok(7));
    let calls = Calls::third();
    let error = several_kinds_async(&calls, "x").await;
    assert!(matches!(error, Err(Any::Parse(_))));
    assert_eq!(calls.made(), 3);
}

#[retry(max = 4, backoff = "none")]
fn in_macros(calls: &Calls) -> Result<u32, Busy> {
    let list = vec![calls.call()?];
    assert_eq!(format!("{}", list[0]), "3");
    let tuple = (vec![Some(list[0])], [list[0]; 2]);
    Ok(tuple.0.into_iter().flatten().next().unwrap_or_default())
}

#[retry]
async fn in_macros_async(calls: &Calls) -> Result<u32, Busy> {
    let list = vec![calls.call_async().await?];
    let (number,) = tokio::join!(async { list[0] });
    tokio::select! {
        biased;
        () = std::future::ready(()) => Ok(number),
        else => return Err(Busy(0)),
    }
}

#[retry]
async fn in_try_join(calls: &Calls) -> Result<u32, Busy> {
    let (number, ()) = tokio::try_join!(calls.call_async(), async { Ok(()) })?;
    Ok(number)
}

#[tokio::test(start_paused = true)]
async fn question_marks_in_macros() {
    assert_attempts!(4, |calls| in_macros(calls));
    assert_attempts_async!(|calls| in_macros_async(calls));
    assert_attempts_async!(|calls| in_try_join(calls));
}

#[retry(max = 4, backoff = "none")]
fn nested_bodies(calls: &Calls) -> Result<u32, Busy> {
    fn parse(text: &str) -> Result<u32, ParseIntError> {
        let number = text.parse()?;
        if number > 9 {
            return Ok(9);
        }
        Ok(number)
    }
    let closure = |text: &str| -> Result<u32, ParseIntError> {
        if text.is_empty() {
            return Ok(0);
        }
        let number: u32 = text.parse()?;
        Ok(number)
    };
    let untyped = |n| {
        if n > 1 {
            return Some(n);
        }
        None
    };
    assert!(closure("x").is_err());
    assert_eq!(closure(""), Ok(0));
    assert_eq!(parse("12"), Ok(9));
    assert!(parse("y").is_err());
    assert_eq!(untyped(1), None);
    let numbers = ["1", "x", "2"].iter().filter_map(|text| {
        let number = text.parse::<u32>().ok()?;
        Some(number)
    });
    assert_eq!(numbers.count(), 2);
    calls.call()
}

#[retry]
async fn nested_async_bodies(calls: &Calls) -> Result<u32, Busy> {
    let block = async {
        let number: u32 = "x".parse()?;
        Ok::<_, ParseIntError>(number)
    };
    assert!(block.await.is_err());
    let early = async {
        if calls.made() == 0 {
            return 0;
        }
        1
    };
    assert!(early.await < 2);
    let closure = async |text: &str| -> Result<u32, ParseIntError> {
        let number = text.parse()?;
        return Ok(number);
    };
    assert_eq!(closure("7").await, Ok(7));
    let results = join_all((0..1).map(|_| async {
        let number = calls.call_async().await?;
        Ok(number)
    }))
    .await;
    results
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
        .map(|list| list[0])
}

#[tokio::test(start_paused = true)]
async fn nested_bodies_leave_themselves_only() {
    assert_attempts!(4, |calls| nested_bodies(calls));
    assert_attempts_async!(|calls| nested_async_bodies(calls));
}

#[retry(max = 4, backoff = "none")]
fn loops(calls: &Calls) -> Result<u32, Busy> {
    let mut sum = 0;
    'outer: for i in 0..3 {
        for j in 0..3 {
            if j == 1 {
                continue 'outer;
            }
            if i == 2 {
                break 'outer;
            }
            sum += 1;
        }
    }
    assert_eq!(sum, 2);
    let five = 'value: {
        if sum == 2 {
            break 'value 5;
        }
        6
    };
    assert_eq!(five, 5);
    let number = loop {
        match calls.call() {
            Ok(number) => break number,
            Err(busy) => return Err(busy),
        }
    };
    let mut left = 3;
    while left > 0 {
        left -= 1;
        if left == 1 {
            continue;
        }
    }
    Ok(number)
}

#[retry]
async fn loops_async(calls: &Calls) -> Result<u32, Busy> {
    'attempts: loop {
        for i in 0.. {
            tokio::task::yield_now().await;
            if i == 2 {
                break 'attempts;
            }
        }
    }
    let number = 'value: {
        let Ok(number) = calls.call_async().await else {
            break 'value None;
        };
        Some(number)
    };
    number.ok_or(Busy(calls.made()))
}

#[tokio::test(start_paused = true)]
async fn labels_and_loops() {
    assert_attempts!(4, |calls| loops(calls));
    assert_attempts_async!(|calls| loops_async(calls));
}

#[retry(max = 4, backoff = "none")]
fn let_else(calls: &Calls) -> Result<u32, Busy> {
    let Ok(number) = calls.call() else {
        return Err(Busy(calls.made()));
    };
    Ok(number)
}

#[test]
fn let_else_returns() {
    assert_attempts!(4, |calls| let_else(calls));
}

#[retry(max = 4, backoff = "none")]
fn items(calls: &Calls) -> Result<u32, Busy> {
    use std::collections::BTreeMap as Map;
    const ONE: u32 = 1;
    static TWO: u32 = 2;
    struct Local<'a>(&'a Calls);
    impl Local<'_> {
        #[retry(max = 1)]
        fn ask(&self) -> Result<u32, Busy> {
            self.0.call()
        }
    }
    type Alias = Map<u32, u32>;
    let map: Alias = [(ONE, TWO)].into();
    assert_eq!(map[&1], 2);
    Local(calls).ask()
}

#[test]
fn items_in_the_body() {
    assert_attempts!(4, |calls| items(calls));
}

#[retry(max = 4, backoff = "none")]
fn tail_match(calls: &Calls) -> Result<u32, Busy> {
    match calls.call() {
        Ok(number) if number > 99 => unreachable!(),
        other => other,
    }
}

#[retry(max = 4, backoff = "none")]
fn tail_unsafe(calls: &Calls) -> Result<u32, Busy> {
    unsafe { (*std::ptr::from_ref(calls)).call() }
}

#[retry(max = 4, backoff = "none")]
fn tail_loop(calls: &Calls) -> Result<u32, Busy> {
    loop {
        break calls.call();
    }
}

#[retry]
async fn tail_if(calls: &Calls) -> Result<u32, Busy> {
    if calls.made() < 1000 {
        calls.call_async().await
    } else {
        Err(Busy(1000))
    }
}

#[retry]
async fn tail_semicolon(calls: &Calls) -> Result<u32, Busy> {
    return calls.call_async().await;
}

#[tokio::test(start_paused = true)]
async fn tails() {
    assert_attempts!(4, |calls| tail_match(calls));
    assert_attempts!(4, |calls| tail_unsafe(calls));
    assert_attempts!(4, |calls| tail_loop(calls));
    assert_attempts_async!(|calls| tail_if(calls));
    assert_attempts_async!(|calls| tail_semicolon(calls));
}

/// A temporary of the tail that borrows a local lives as in the plain function.
#[retry(max = 4, backoff = "none")]
fn tail_temporary(calls: &Calls) -> Result<u32, Busy> {
    let list = std::cell::RefCell::new(vec![calls]);
    list.borrow_mut()[0].call()
}

#[test]
fn a_temporary_in_the_tail() {
    assert_attempts!(4, |calls| tail_temporary(calls));
}

#[retry(max = 4, backoff = "none")]
fn types_are_inferred_from_the_return(
    calls: &Calls,
) -> Result<Vec<u64>, Box<dyn std::error::Error>> {
    let mut list = Vec::new();
    list.push(calls.call().map_err(|Busy(it)| it.to_string())?.into());
    if list.is_empty() {
        return Err("none".into());
    }
    Ok(list.into_iter().collect())
}

#[retry]
async fn types_are_inferred_in_async(
    calls: &Calls,
) -> Result<Vec<u64>, Box<dyn std::error::Error>> {
    let number = calls
        .call_async()
        .await
        .map_err(|Busy(it)| it.to_string())?;
    if number == 0 {
        Err("none")?;
    }
    Ok([number].into_iter().map(Into::into).collect())
}

#[tokio::test(start_paused = true)]
async fn types_are_inferred() {
    let list = types_are_inferred_from_the_return(&Calls::third());
    assert_eq!(list.unwrap(), [3]);
    let list = types_are_inferred_in_async(&Calls::third()).await;
    assert_eq!(list.unwrap(), [3]);
}
