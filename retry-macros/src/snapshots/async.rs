#[retry]
async fn ask(http: &Client, prompt: &str) -> Result<String, ApiError> {
    http.send(prompt).await
}

// becomes

#[cfg(doc)]
async fn ask(http: &Client, prompt: &str) -> Result<String, ApiError> {
    loop {}
}
#[cfg(not(doc))]
#[allow(clippy::manual_async_fn, clippy::type_complexity)]
fn ask(
    http: &Client,
    prompt: &str,
) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
    async move {
        let mut __retry_call = ::retry_attr::__private::Call::new();
        loop {
            let __retry_delay = {
                let __retry_result: Result<String, ApiError> = {
                    http.send(prompt).await
                };
                let ::core::option::Option::Some(__retry_failed) = ::retry_attr::__private::failed(
                    &__retry_result,
                ) else {
                    return __retry_result;
                };
                match __retry_failed
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
