#[retry]
fn ask(prompt: &str) -> BoxFuture<'_, Result<String, ApiError>> {
    let request = Request::new(prompt);
    send(request).boxed()
}

#[retry]
fn ask_unless_empty(prompt: String) -> BoxFuture<'static, Result<String, ApiError>> {
    async move {
        if prompt.is_empty() {
            return Err(ApiError::Empty);
        }
        let prompt = prompt;
        send(prompt).await
    }
    .boxed()
}

// becomes

#[allow(clippy::manual_async_fn, clippy::missing_errors_doc)]
fn ask(prompt: &str) -> BoxFuture<'_, Result<String, ApiError>> {
    ::retry_attr::__private::Box::pin(async move {
        let mut __retry_call = ::retry_attr::__private::Call::new();
        loop {
            let __retry_delay = {
                let __retry_result = (|| -> BoxFuture<'_, Result<String, ApiError>> {
                    let request = Request::new(prompt);
                    send(request).boxed()
                })()
                    .await;
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
    })
}
fn ask_unless_empty(prompt: String) -> BoxFuture<'static, Result<String, ApiError>> {
    let mut __retry_0_prompt = prompt;
    async move {
        let mut __retry_call = ::retry_attr::__private::Call::new();
        loop {
            let __retry_delay = {
                let __retry_result = {
                    let __retry_way_0 = ::retry_attr::__private::argument(
                            &__retry_0_prompt,
                        )
                        .way();
                    #[allow(
                        unreachable_code,
                        clippy::shadow_reuse,
                        clippy::shadow_same,
                        clippy::shadow_unrelated
                    )]
                    let prompt = match __retry_way_0.take(&mut __retry_0_prompt) {
                        ::retry_attr::__private::Choice::Fresh(__retry_way) => {
                            __retry_way.get()
                        }
                        ::retry_attr::__private::Choice::Original(__retry_way) => {
                            __retry_way.go();
                            __retry_0_prompt
                        }
                    };
                    let __retry_result: Result<String, ApiError> = ::retry_attr::__private::yields::<
                        Result<String, ApiError>,
                        _,
                    >(async {
                            #[allow(unreachable_code)]
                            if false {
                                return ::retry_attr::__private::never::<
                                    Result<String, ApiError>,
                                >();
                                let _ = &mut prompt;
                            }
                            {
                                if prompt.is_empty() {
                                    return Err(ApiError::Empty);
                                }
                                let prompt = prompt;
                                send(prompt).await
                            }
                        })
                        .await;
                    #[allow(unreachable_code)]
                    match __retry_way_0.back() {
                        ::retry_attr::__private::Choice::Fresh(__retry_way) => {
                            __retry_way.go();
                        }
                        ::retry_attr::__private::Choice::Original(__retry_way) => {
                            __retry_way.go();
                            __retry_0_prompt = prompt;
                        }
                    }
                    __retry_result
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
        .boxed()
}
