//! Return types.

use std::error::Error;
use std::fmt;
use std::io;
use std::rc::Rc;

use retry_attr::{Outcome, retry};

use crate::calls::{Busy, Calls};

#[retry(max = 4, backoff = "none")]
fn io_result(calls: &Calls) -> io::Result<u32> {
    calls
        .call()
        .map_err(|_| io::ErrorKind::ConnectionReset.into())
}

#[retry]
async fn io_result_async(calls: &Calls) -> std::io::Result<u32> {
    calls
        .call_async()
        .await
        .map_err(|_| io::ErrorKind::ConnectionReset.into())
}

#[retry(max = 4, backoff = "none")]
fn anyhow_result(calls: &Calls) -> anyhow::Result<u32> {
    calls
        .call()
        .map_err(|Busy(number)| anyhow::anyhow!("busy {number}"))
}

#[retry]
async fn anyhow_result_async(calls: &Calls) -> anyhow::Result<u32> {
    match calls.call_async().await {
        Ok(number) => Ok(number),
        Err(Busy(number)) => anyhow::bail!("busy {number}"),
    }
}

type Own<T, E = Busy> = Result<T, E>;

#[retry(max = 4, backoff = "none")]
fn own_alias(calls: &Calls) -> Own<u32> {
    calls.call()
}

#[retry(max = 4, backoff = "none")]
fn formatted(calls: &Calls) -> fmt::Result {
    calls.call().map_err(|_| fmt::Error)?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn aliases() {
    assert_eq!(io_result(&Calls::third()).unwrap(), 3);
    assert_eq!(io_result_async(&Calls::third()).await.unwrap(), 3);
    assert_eq!(anyhow_result(&Calls::third()).unwrap(), 3);
    assert_eq!(anyhow_result_async(&Calls::third()).await.unwrap(), 3);
    assert_eq!(own_alias(&Calls::third()), Ok(3));
    assert_eq!(formatted(&Calls::third()), Ok(()));

    let error = io_result(&Calls::never()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    let error = anyhow_result(&Calls::never()).unwrap_err();
    assert_eq!(error.to_string(), "busy 4");
    let error = anyhow_result_async(&Calls::never()).await.unwrap_err();
    assert_eq!(error.to_string(), "busy 3");
    assert_eq!(own_alias(&Calls::never()), Err(Busy(4)));
    let calls = Calls::never();
    assert_eq!(formatted(&calls), Err(fmt::Error));
    assert_eq!(calls.made(), 4);
}

type Number = u32;

#[retry(max = 4, backoff = "none")]
fn opaque_error(calls: &Calls) -> Result<Number, impl Error + use<>> {
    calls.call().map_err(|_| io::Error::other("busy"))
}

#[retry]
async fn opaque_error_async(calls: &Calls) -> Result<Number, impl Error + use<>> {
    calls
        .call_async()
        .await
        .map_err(|_| io::Error::other("busy"))
}

#[tokio::test(start_paused = true)]
async fn an_error_without_a_name() {
    assert_eq!(opaque_error(&Calls::third()).unwrap(), 3);
    assert_eq!(opaque_error_async(&Calls::third()).await.unwrap(), 3);
}

#[retry(max = 4, backoff = "none")]
fn option(calls: &Calls) -> Option<u32> {
    let number = calls.call().ok()?;
    Some(number)
}

#[retry]
async fn option_async(calls: &Calls) -> Option<u32> {
    let number = calls.call_async().await.ok()?;
    Some(number)
}

#[tokio::test(start_paused = true)]
async fn options() {
    assert_eq!(option(&Calls::third()), Some(3));
    assert_eq!(option_async(&Calls::third()).await, Some(3));
    let calls = Calls::never();
    assert_eq!(option(&calls), None);
    assert_eq!(calls.made(), 4);
    assert_eq!(option_async(&calls).await, None);
    assert_eq!(calls.made(), 4 + 3);
}

#[derive(Debug, PartialEq)]
enum Reply {
    Answer(u32),
    Refused(Busy),
}

impl Outcome for Reply {
    type Value = u32;
    type Error = Busy;

    fn as_result(&self) -> Result<&u32, &Busy> {
        match self {
            Self::Answer(number) => Ok(number),
            Self::Refused(busy) => Err(busy),
        }
    }
}

impl From<Result<u32, Busy>> for Reply {
    fn from(result: Result<u32, Busy>) -> Self {
        result.map_or_else(Self::Refused, Self::Answer)
    }
}

#[retry(max = 4, backoff = "none")]
fn own_type(calls: &Calls) -> Reply {
    calls.call().into()
}

#[retry]
async fn own_type_async(calls: &Calls) -> Reply {
    calls.call_async().await.into()
}

#[retry(max = 4, backoff = "none")]
fn any_type<R: Outcome>(calls: &Calls, read: impl Fn(&Calls) -> R) -> R {
    read(calls)
}

#[tokio::test(start_paused = true)]
async fn own_types() {
    assert_eq!(own_type(&Calls::third()), Reply::Answer(3));
    assert_eq!(own_type(&Calls::never()), Reply::Refused(Busy(4)));
    assert_eq!(own_type_async(&Calls::third()).await, Reply::Answer(3));
    assert_eq!(
        own_type_async(&Calls::never()).await,
        Reply::Refused(Busy(3))
    );
    assert_eq!(any_type(&Calls::third(), Calls::call), Ok(3));
    assert_eq!(any_type(&Calls::never(), Calls::call), Err(Busy(4)));
    assert_eq!(any_type(&Calls::third(), |it| it.call().ok()), Some(3));
}

#[retry(max = 4, backoff = "none")]
fn boxed_error(calls: &Calls) -> Result<u32, Box<dyn Error>> {
    Ok(calls.call().map_err(|Busy(number)| number.to_string())?)
}

#[retry]
async fn boxed_send_error(calls: &Calls) -> Result<u32, Box<dyn Error + Send + Sync>> {
    match calls.call_async().await {
        Ok(number) => Ok(number),
        Err(Busy(number)) => Err(number.to_string().into()),
    }
}

#[retry(max = 4, backoff = "none")]
fn unit_error(calls: &Calls) -> Result<u32, ()> {
    calls.call().map_err(drop)
}

#[retry(max = 4, backoff = "none")]
fn borrowed_error<'a>(calls: &Calls, text: &'a str) -> Result<u32, &'a str> {
    calls.call().map_err(|_| text)
}

#[retry(max = 4, backoff = "none")]
fn shared_error(calls: &Calls) -> Result<u32, Rc<Busy>> {
    calls.call().map_err(Rc::new)
}

#[retry(max = 4, backoff = "none")]
fn generic_error<E: From<Busy>>(calls: &Calls) -> Result<u32, E> {
    Ok(calls.call()?)
}

#[retry(max = 4, backoff = "none")]
fn nothing_but_errors(calls: &Calls) -> Result<std::convert::Infallible, Busy> {
    loop {
        calls.call()?;
    }
}

#[tokio::test(start_paused = true)]
async fn errors_of_every_kind() {
    assert_eq!(boxed_error(&Calls::third()).unwrap(), 3);
    let error = boxed_error(&Calls::never()).unwrap_err();
    assert_eq!(error.to_string(), "4");
    assert_eq!(boxed_send_error(&Calls::third()).await.unwrap(), 3);
    let error = boxed_send_error(&Calls::never()).await.unwrap_err();
    assert_eq!(error.to_string(), "3");
    assert_eq!(unit_error(&Calls::third()), Ok(3));
    assert_eq!(borrowed_error(&Calls::third(), "busy"), Ok(3));
    assert_eq!(borrowed_error(&Calls::never(), "busy"), Err("busy"));
    assert_eq!(shared_error(&Calls::never()), Err(Rc::new(Busy(4))));
    assert_eq!(generic_error::<Busy>(&Calls::third()), Ok(3));
    assert_eq!(generic_error::<Busy>(&Calls::never()), Err(Busy(4)));
    assert_eq!(nothing_but_errors(&Calls::never()), Err(Busy(4)));
}

/// The value that the body made, not a copy of it.
#[test]
fn the_result_is_untouched() {
    #[retry(max = 4, backoff = "none")]
    fn function(calls: &Calls) -> Result<Box<u32>, Box<Busy>> {
        calls.call().map(Box::new).map_err(Box::new)
    }

    #[retry(max = 4, backoff = "none")]
    fn nested(calls: &Calls) -> Option<Result<u32, Busy>> {
        let result = calls.call();
        (calls.made() == 2).then_some(result)
    }

    assert_eq!(function(&Calls::third()), Ok(Box::new(3)));
    assert_eq!(function(&Calls::never()), Err(Box::new(Busy(4))));
    assert_eq!(nested(&Calls::never()), Some(Err(Busy(2))));
}

macro_rules! output {
    () => { Result<u32, Busy> };
}

#[test]
fn a_type_made_by_a_macro() {
    #[retry(max = 4, backoff = "none")]
    fn function(calls: &Calls) -> output!() {
        calls.call()
    }
    assert_eq!(function(&Calls::third()), Ok(3));
}

#[test]
fn a_type_in_parentheses() {
    #[retry(max = 4, backoff = "none")]
    #[allow(unused_parens)]
    fn function(calls: &Calls) -> (Result<u32, Busy>) {
        calls.call()
    }
    assert_eq!(function(&Calls::third()), Ok(3));
}

#[test]
fn a_type_by_its_full_path() {
    #[retry(max = 4, backoff = "none")]
    fn function(calls: &Calls) -> ::core::result::Result<u32, crate::calls::Busy> {
        calls.call()
    }
    assert_eq!(function(&Calls::third()), Ok(3));
}
