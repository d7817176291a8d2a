#[retry(last_error = last)]
async fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt, last)
}

// becomes

#[cfg(doc)]
async fn ask(prompt: &str) -> Result<String, ApiError> {
    loop {}
}
#[cfg(not(doc))]
#[allow(clippy::manual_async_fn, clippy::type_complexity)]
fn ask(prompt: &str) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
    async move {
        let mut __retry_call = ::retry_attr::__private::Call::new();
        let mut __retry_last: ::core::option::Option<
            ::retry_attr::__private::ErrorOf<Result<String, ApiError>>,
        > = ::core::option::Option::None;
        loop {
            let __retry_delay = {
                let __retry_result: Result<String, ApiError> = {
                    #[allow(unused_variables)]
                    let last = __retry_last.as_ref();
                    { send(prompt, last) }
                };
                let ::core::option::Option::Some(__retry_failed) = ::retry_attr::__private::failed(
                    &__retry_result,
                ) else {
                    return __retry_result;
                };
                match __retry_failed
                    .choose()
                    .keep(&mut __retry_last)
                    .next(
                        __retry_result,
                        &mut __retry_call,
                        const { &::retry_attr::Policy::new() },
                        ::retry_attr::__private::Clock::ASYNC,
                    )
                {
                    ::core::ops::ControlFlow::Continue(__retry_delay) => __retry_delay,
                    ::core::ops::ControlFlow::Break(__retry_result) => {
                        return __retry_result;
                    }
                }
            };
            if ::retry_attr::__private::is_sleep(__retry_delay) {
                ::retry_attr::__private::sleep(__retry_delay).await;
            }
        }
    }
}
