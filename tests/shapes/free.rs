//! Free functions, and where they stand.

use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

#[retry(max = 4, backoff = "none")]
fn blocking(calls: &Calls) -> Result<u32, Busy> {
    calls.call()
}

#[test]
fn a_sync_function() {
    assert_attempts!(4, |calls| blocking(calls));
}

#[retry]
async fn asynchronous(calls: &Calls) -> Result<u32, Busy> {
    calls.call_async().await
}

#[tokio::test(start_paused = true)]
async fn an_async_function() {
    assert_attempts_async!(|calls| asynchronous(calls));
}

#[test]
fn nothing_runs_before_the_future_is_polled() {
    let calls = Calls::third();
    drop(asynchronous(&calls));
    assert_eq!(calls.made(), 0);
}

#[tokio::test]
async fn an_async_function_on_another_thread() {
    static CALLS: Calls = Calls::third();

    #[retry(backoff = "none")]
    async fn detached() -> Result<u32, Busy> {
        CALLS.call_async().await
    }

    assert_eq!(tokio::spawn(detached()).await.unwrap(), Ok(3));
}

#[retry(max = 4, backoff = "none")]
unsafe fn raw(calls: *const Calls) -> Result<u32, Busy> {
    unsafe { (*calls).call() }
}

#[retry]
async unsafe fn raw_async(calls: *const Calls) -> Result<u32, Busy> {
    unsafe { (*calls).call_async().await }
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_function() {
    assert_attempts!(4, |calls| unsafe { raw(calls) });
    assert_attempts_async!(|calls| unsafe { raw_async(calls) });
}

#[allow(unsafe_op_in_unsafe_fn)]
mod implicitly_unsafe {
    use super::{Busy, Calls, retry};

    #[retry(max = 4, backoff = "none")]
    pub(super) unsafe fn raw(calls: *const Calls) -> Result<u32, Busy> {
        (*calls).call()
    }

    #[retry]
    pub(super) async unsafe fn raw_async(calls: *const Calls) -> Result<u32, Busy> {
        (*calls).call_async().await
    }
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_function_whose_body_is_unsafe_throughout() {
    assert_attempts!(4, |calls| unsafe { implicitly_unsafe::raw(calls) });
    assert_attempts_async!(|calls| unsafe { implicitly_unsafe::raw_async(calls) });
}

#[retry(max = 4, backoff = "none")]
extern "C" fn exported(calls: &Calls) -> Option<std::num::NonZeroU32> {
    calls.call().ok()?.try_into().ok()
}

#[test]
fn an_extern_function() {
    let calls = Calls::third();
    let function: extern "C" fn(&Calls) -> Option<std::num::NonZeroU32> = exported;
    assert_eq!(function(&calls).map(std::num::NonZero::get), Some(3));
    let calls = Calls::never();
    assert_eq!(exported(&calls), None);
    assert_eq!(calls.made(), 4);
}

#[retry(max = 2, backoff = "none")]
fn countdown(calls: &Calls, depth: u32) -> Result<u32, Busy> {
    if depth > 0 {
        return countdown(calls, depth - 1);
    }
    calls.call()
}

#[test]
fn a_recursive_function_multiplies_its_attempts() {
    let calls = Calls::third();
    assert_eq!(countdown(&calls, 1), Ok(3));
    let calls = Calls::never();
    assert_eq!(countdown(&calls, 2), Err(Busy(8)));
}

#[retry(max = 2, backoff = "none")]
async fn countdown_async(calls: &Calls, depth: u32) -> Result<u32, Busy> {
    if depth > 0 {
        return Box::pin(countdown_async(calls, depth - 1)).await;
    }
    calls.call_async().await
}

#[tokio::test]
async fn an_async_recursive_function_multiplies_its_attempts() {
    let calls = Calls::third();
    assert_eq!(countdown_async(&calls, 1).await, Ok(3));
    let calls = Calls::never();
    assert_eq!(countdown_async(&calls, 2).await, Err(Busy(8)));
}

#[retry(max = 4, backoff = "none")]
fn r#fn(r#type: &Calls, r#match: u32) -> Result<u32, Busy> {
    r#type.call().map(|number| number + r#match)
}

#[retry]
async fn r#await(r#type: &Calls, r#struct: String, r#mut: Vec<u8>) -> Result<u32, Busy> {
    drop(r#struct);
    drop(r#mut.into_iter());
    r#type.call_async().await
}

#[tokio::test(start_paused = true)]
async fn raw_identifiers() {
    assert_attempts!(4, |calls| r#fn(calls, 0));
    assert_attempts_async!(|calls| r#await(calls, String::new(), vec![]));
}

#[test]
fn a_function_within_a_function_and_a_closure() {
    let outer = |calls: &Calls| {
        #[retry(max = 4, backoff = "none")]
        fn inner(calls: &Calls) -> Result<u32, Busy> {
            #[retry(max = 1)]
            fn innermost(calls: &Calls) -> Result<u32, Busy> {
                calls.call()
            }
            innermost(calls)
        }
        inner(calls)
    };
    assert_attempts!(4, |calls| outer(calls));
}

#[test]
fn a_function_pointer() {
    let pointer: for<'a> fn(&'a Calls) -> Result<u32, Busy> = blocking;
    assert_attempts!(4, |calls| pointer(calls));
    assert_eq!([Calls::third()].iter().map(blocking).next(), Some(Ok(3)));
}

mod outer {
    use super::{Busy, Calls, retry};

    pub(super) mod inner {
        use super::{Busy, Calls, retry};

        #[retry(max = 4, backoff = "none")]
        pub(in crate::free) fn restricted(calls: &Calls) -> Result<u32, Busy> {
            calls.call()
        }

        #[retry(max = 4, backoff = "none")]
        pub(super) async fn to_parent(calls: &Calls) -> Result<u32, Busy> {
            calls.call_async().await
        }
    }

    pub(super) async fn through_parent(calls: &Calls) -> Result<u32, Busy> {
        inner::to_parent(calls).await
    }
}

#[tokio::test]
async fn visibility_is_kept() {
    assert_attempts!(4, |calls| outer::inner::restricted(calls));
    assert_attempts!(4, |calls| outer::through_parent(calls).await);
}
