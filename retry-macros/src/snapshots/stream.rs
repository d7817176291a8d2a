#[retry(stream)]
async fn ask(prompt: &str) -> Result<impl Stream<Item = Result<Event, ApiError>>, ApiError> {
    send(prompt).await
}

#[retry(timeout = "10s", stream = Event::is_output)]
async fn ask_boxed(prompt: &str) -> Result<BoxStream<'_, Result<Event, ApiError>>, ApiError> {
    send(prompt).await
}

#[retry(stream)]
fn read(path: &str) -> Result<impl Iterator<Item = Result<Line, ReadError>>, ReadError> {
    open(path)
}

// becomes

#[cfg(doc)]
async fn ask(
    prompt: &str,
) -> Result<impl Stream<Item = Result<Event, ApiError>>, ApiError> {
    loop {}
}
#[cfg(not(doc))]
#[allow(clippy::manual_async_fn, clippy::type_complexity)]
fn ask(
    prompt: &str,
) -> impl ::core::future::Future<
    Output = Result<impl Stream<Item = Result<Event, ApiError>>, ApiError>,
> {
    async move {
        let mut __retry_call = ::retry_attr::__private::Call::new();
        loop {
            let __retry_delay = {
                let __retry_result = {
                    let __retry_future = async {
                        if false {
                            return ::retry_attr::__private::never::<
                                Result<_, ApiError>,
                            >();
                        }
                        send(prompt).await
                    };
                    let __retry_held = ::retry_attr::__private::opened(&__retry_future)
                        .hold();
                    __retry_held.until_first(__retry_future, |_| true)
                }
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
    }
}
#[cfg(doc)]
async fn ask_boxed(
    prompt: &str,
) -> Result<BoxStream<'_, Result<Event, ApiError>>, ApiError> {
    loop {}
}
#[cfg(not(doc))]
#[allow(clippy::manual_async_fn, clippy::type_complexity)]
fn ask_boxed(
    prompt: &str,
) -> impl ::core::future::Future<
    Output = Result<BoxStream<'_, Result<Event, ApiError>>, ApiError>,
> {
    async move {
        let __retry_policy = || const {
            &::retry_attr::Policy::new().__timeout(10000000000u64)
        };
        let mut __retry_call = ::retry_attr::__private::Call::timed(
            ::retry_attr::__private::Clock::ASYNC,
        );
        let __retry_limit = ::retry_attr::__private::Limit::<true>;
        loop {
            let __retry_delay = {
                let __retry_result = ::retry_attr::__private::Cuts::limit_attempt(
                        __retry_limit,
                        ::retry_attr::__private::yields::<
                            Result<BoxStream<'_, Result<Event, ApiError>>, ApiError>,
                            _,
                        >({
                            let __retry_future = async {
                                if false {
                                    return ::retry_attr::__private::never::<
                                        Result<BoxStream<'_, Result<Event, ApiError>>, ApiError>,
                                    >();
                                }
                                send(prompt).await
                            };
                            let __retry_held = ::retry_attr::__private::opened(
                                    &__retry_future,
                                )
                                .hold();
                            __retry_held
                                .until_first_as(
                                    __retry_future,
                                    |__retry_value: &_| ::retry_attr::__private::ends(
                                        __retry_value,
                                        Event::is_output,
                                    ),
                                )
                        }),
                        || {
                            ::retry_attr::__private::Call::limit(
                                    &__retry_call,
                                    __retry_policy(),
                                    ::retry_attr::__private::Clock::ASYNC,
                                )
                                .map(|__retry_delay| ::retry_attr::__private::sleep(
                                    __retry_delay,
                                ))
                        },
                    )
                    .await;
                match ::retry_attr::__private::assess_limited(&__retry_result)
                    .next_limited(
                        __retry_result,
                        __retry_limit,
                        &mut __retry_call,
                        __retry_policy(),
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
fn read(path: &str) -> Result<impl Iterator<Item = Result<Line, ReadError>>, ReadError> {
    let mut __retry_call = ::retry_attr::__private::ONE_ATTEMPT;
    loop {
        let __retry_result = ::retry_attr::__private::until_first_of_iterator(
            (|| -> Result<_, ReadError> { open(path) })(),
            |_| true,
        );
        let ::core::option::Option::Some(__retry_failed) = ::retry_attr::__private::failed(
            &__retry_result,
        ) else {
            return __retry_result;
        };
        if let ::retry_attr::__private::Ended::With(__retry_result) = __retry_failed
            .step(
                __retry_result,
                &mut __retry_call,
                const { &::retry_attr::Policy::new() },
            )
        {
            return __retry_result;
        }
        __retry_call += ::retry_attr::__private::ONE_ATTEMPT;
    }
}
