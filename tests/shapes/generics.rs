//! Generic parameters, lifetimes and `impl Trait`.

use std::fmt::{Debug, Display};

use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

#[retry(max = 4, backoff = "none")]
fn typed<T, U: Clone>(calls: &Calls, borrowed: T, consumed: U) -> Result<U, Busy>
where
    T: AsRef<str>,
{
    assert_eq!(borrowed.as_ref(), "text");
    calls.call()?;
    Ok(consumed)
}

#[retry]
async fn typed_async<T, U: Clone>(calls: &Calls, borrowed: T, consumed: U) -> Result<U, Busy>
where
    T: AsRef<str>,
{
    assert_eq!(borrowed.as_ref(), "text");
    calls.call_async().await?;
    Ok(consumed)
}

#[tokio::test(start_paused = true)]
async fn type_parameters_and_where_clauses() {
    assert_attempts!(4, |calls| typed(calls, Box::<str>::from("text"), 3));
    assert_attempts_async!(|calls| typed_async(calls, "text", 3));
    assert_attempts!(4, |calls| typed::<_, u32>(calls, "text", 3));
}

#[retry(max = N, backoff = "none")]
fn constant<const N: u32, const M: usize>(calls: &Calls, sum: [u32; M]) -> Result<[u32; M], Busy> {
    calls.call()?;
    Ok(sum)
}

#[retry(max = N, backoff = "none")]
async fn constant_async<const N: u32, const M: usize>(
    calls: &Calls,
    sum: [u32; M],
) -> Result<[u32; M], Busy> {
    calls.call_async().await?;
    Ok(sum)
}

#[tokio::test]
async fn const_parameters() {
    let calls = Calls::third();
    assert_eq!(constant::<3, 2>(&calls, [1, 2]), Ok([1, 2]));
    let calls = Calls::never();
    assert_eq!(constant::<5, 2>(&calls, [1, 2]), Err(Busy(5)));
    assert_eq!(constant_async::<2, 1>(&calls, [1]).await, Err(Busy(7)));
}

#[retry(max = 4, backoff = "none")]
fn longest<'a, 'b: 'a>(calls: &Calls, left: &'a str, right: &'b str) -> Result<&'a str, Busy> {
    calls.call()?;
    Ok(if left.len() > right.len() {
        left
    } else {
        right
    })
}

#[retry]
async fn longest_async<'a, 'b: 'a>(
    calls: &Calls,
    left: &'a str,
    right: &'b str,
) -> Result<&'a str, Busy> {
    calls.call_async().await?;
    Ok(if left.len() > right.len() {
        left
    } else {
        right
    })
}

#[retry(max = 4, backoff = "none")]
fn first_word(text: &str) -> Option<&str> {
    text.split_whitespace().next()
}

#[retry]
async fn first_word_async(text: &str) -> Option<&str> {
    tokio::task::yield_now().await;
    text.split_whitespace().next()
}

#[tokio::test(start_paused = true)]
async fn returned_borrows() {
    let (short, long) = ("a".to_owned(), "text".to_owned());
    assert_eq!(longest(&Calls::third(), &short, &long), Ok("text"));
    assert_eq!(
        longest_async(&Calls::third(), &short, &long).await,
        Ok("text")
    );
    assert_eq!(longest(&Calls::never(), &short, &long), Err(Busy(4)));
    assert_eq!(first_word(&long), Some("text"));
    assert_eq!(first_word_async(&long).await, Some("text"));
    assert_eq!(first_word_async("").await, None);
}

struct View<'a> {
    calls: &'a Calls,
    text: &'a str,
}

impl<'a> View<'a> {
    #[retry(max = 4, backoff = "none")]
    fn outlives(&self) -> Result<&'a str, Busy> {
        self.calls.call()?;
        Ok(self.text)
    }

    #[retry]
    async fn outlives_async(&self) -> Result<&'a str, Busy> {
        self.calls.call_async().await?;
        Ok(self.text)
    }

    #[retry(max = 4, backoff = "none")]
    fn outlives_value(self) -> Result<&'a str, Busy> {
        self.calls.call()?;
        Ok(self.text)
    }

    #[retry(max = 4, backoff = "none")]
    fn from_argument<'b>(&mut self, text: &'b str) -> Result<&'b str, Busy> {
        self.text = "changed";
        self.calls.call()?;
        Ok(text)
    }
}

#[tokio::test(start_paused = true)]
async fn returned_borrows_that_outlive_self() {
    let text = "text".to_owned();
    let view = |calls| View { calls, text: &text };
    let calls = [const { Calls::third() }; 4];
    assert_eq!(view(&calls[0]).outlives(), Ok("text"));
    assert_eq!(view(&calls[1]).outlives_async().await, Ok("text"));
    assert_eq!(view(&calls[2]).outlives_value(), Ok("text"));
    assert_eq!(view(&calls[3]).from_argument("own"), Ok("own"));
    let calls = Calls::never();
    assert_eq!(view(&calls).from_argument("own"), Err(Busy(4)));
}

#[retry(max = 4, backoff = "none")]
fn impl_argument(
    calls: &Calls,
    text: impl Display,
    list: impl IntoIterator<Item = u32> + Clone,
) -> Result<u32, Busy> {
    assert_eq!(format!("{text}"), "text");
    assert_eq!(list.into_iter().sum::<u32>(), 3);
    calls.call()
}

#[retry]
async fn impl_argument_async(
    calls: &Calls,
    text: impl Display,
    list: impl IntoIterator<Item = u32> + Clone,
) -> Result<u32, Busy> {
    assert_eq!(text.to_string(), "text");
    calls.call_async().await?;
    Ok(list.into_iter().sum())
}

#[tokio::test(start_paused = true)]
async fn impl_trait_as_an_argument() {
    assert_attempts!(4, |calls| impl_argument(calls, "text", vec![1, 2]));
    assert_attempts_async!(|calls| impl_argument_async(calls, "text", [1, 2]));
}

#[retry(max = 4, backoff = "none")]
fn called(calls: &Calls, read: impl Fn(&Calls) -> Result<u32, Busy>) -> Result<u32, Busy> {
    read(calls)
}

#[retry]
async fn called_async<F>(calls: &Calls, read: F) -> Result<u32, Busy>
where
    F: AsyncFn(&Calls) -> Result<u32, Busy>,
{
    read(calls).await
}

#[retry(max = 4, backoff = "none")]
fn called_by_reference(
    calls: &Calls,
    read: &mut dyn FnMut(&Calls) -> Result<u32, Busy>,
) -> Result<u32, Busy> {
    read(calls)
}

#[retry(max = 4, backoff = "none")]
fn called_once(
    calls: &Calls,
    read: impl FnOnce(&Calls) -> Result<u32, Busy> + Clone,
) -> Result<u32, Busy> {
    read(calls)
}

#[tokio::test(start_paused = true)]
async fn closures_as_arguments() {
    /// Makes the closure that holds it other than `Clone`.
    struct NotClone;
    let token = NotClone;
    let read = |calls: &Calls| {
        let _ = &token;
        calls.call()
    };
    assert_attempts!(4, |calls| called(calls, read));
    let mut count = 0;
    assert_attempts!(4, |calls| called_by_reference(calls, &mut |calls| {
        count += 1;
        calls.call()
    }));
    assert_eq!(count, 3 + 4);
    assert_attempts!(4, |calls| called_once(calls, Calls::call));
    let calls = Calls::third();
    let owns_token = move |calls: &Calls| {
        let _ = &token;
        calls.call()
    };
    assert_eq!(called(&calls, owns_token), Ok(3));
    assert_attempts_async!(|calls| called_async(calls, async |calls| calls.call_async().await));
}

#[retry(max = 4, backoff = "none")]
fn impl_return(calls: &Calls) -> Result<impl Iterator<Item = u32> + use<>, Busy> {
    let number = calls.call()?;
    Ok((0..number).rev())
}

#[retry]
async fn impl_return_async(calls: &Calls) -> Result<impl Iterator<Item = u32>, Busy> {
    let number = calls.call_async().await?;
    Ok((0..number).rev())
}

#[retry(max = 4, backoff = "none")]
fn impl_borrowed_return<'a>(
    calls: &Calls,
    list: &'a [u32],
) -> Result<impl Iterator<Item = &'a u32>, Busy> {
    calls.call()?;
    Ok(list.iter())
}

#[retry(max = 4, backoff = "none")]
fn impl_pair(calls: &Calls) -> Result<(impl Fn() -> u32 + use<>, Vec<impl Debug + use<>>), Busy> {
    let number = calls.call()?;
    Ok((move || number, vec![number]))
}

#[retry(max = 4, backoff = "none")]
fn impl_nested(calls: &Calls) -> Result<Box<dyn Iterator<Item = impl Debug + use<>>>, Busy> {
    let number = calls.call()?;
    Ok(Box::new(std::iter::once(number)))
}

#[tokio::test(start_paused = true)]
async fn impl_trait_as_a_result() {
    let numbers = impl_return(&Calls::third()).unwrap();
    assert!(numbers.eq([2, 1, 0]));
    let calls = Calls::third();
    let numbers = impl_return_async(&calls).await.unwrap();
    assert!(numbers.eq([2, 1, 0]));
    let list = [5, 6];
    let numbers = impl_borrowed_return(&calls, &list).unwrap();
    assert!(numbers.eq(&[5, 6]));
    let (number, list) = impl_pair(&Calls::third()).unwrap();
    assert_eq!((number(), format!("{list:?}")), (3, "[3]".to_owned()));
    let nested = impl_nested(&Calls::third()).unwrap();
    assert_eq!(format!("{:?}", nested.collect::<Vec<_>>()), "[3]");
    assert_eq!(impl_return(&Calls::never()).err(), Some(Busy(4)));
}

#[retry(max = 4, backoff = "none")]
fn higher_ranked<F>(calls: &Calls, read: F) -> Result<u32, Busy>
where
    F: for<'a> Fn(&'a Calls) -> &'a Calls,
    for<'a> &'a F: Copy,
{
    read(calls).call()
}

#[test]
fn higher_ranked_bounds() {
    assert_attempts!(4, |calls| higher_ranked(calls, |calls| calls));
}

struct Pool<T, const N: usize>([T; N]);

impl<T: AsRef<Calls>, const N: usize> Pool<T, N> {
    #[retry(max = 4, backoff = "none")]
    fn first(&self) -> Result<u32, Busy> {
        self.0[N - 1].as_ref().call()
    }

    #[retry]
    async fn first_async(&self) -> Result<u32, Busy> {
        self.0[N - 1].as_ref().call_async().await
    }
}

impl AsRef<Self> for Calls {
    fn as_ref(&self) -> &Self {
        self
    }
}

#[tokio::test(start_paused = true)]
async fn a_generic_impl() {
    assert_attempts!(4, |calls| Pool([calls]).first());
    assert_attempts_async!(|calls| Pool([calls]).first_async());
}
