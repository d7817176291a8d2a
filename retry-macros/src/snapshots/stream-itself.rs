#[retry(stream = Event::is_output)]
fn ask(prompt: String) -> impl Stream<Item = Result<Event, ApiError>> {
    try_stream! {
        yield send(prompt).await?;
    }
}

#[retry(timeout = "10s", stream)]
fn ask_boxed(prompt: &str) -> BoxStream<'_, Result<Event, ApiError>> {
    send(prompt)
}

#[retry(stream)]
fn read(path: &str) -> impl Iterator<Item = Result<Line, ReadError>> {
    open(path)
}

// becomes

#[allow(clippy::must_use_candidate)]
fn ask(prompt: String) -> impl Stream<Item = Result<Event, ApiError>> {
    let mut __retry_0_prompt = ::retry_attr::__private::Loan::new(prompt);
    let mut __retry_call = ::retry_attr::__private::Call::new();
    ::retry_attr::__private::Retrying::<
        Result<Event, ApiError>,
    >::stream(
        move |__retry_value: &_| ::retry_attr::__private::ends(
            __retry_value,
            Event::is_output,
        ),
        move |__retry_turn| match __retry_turn {
            ::retry_attr::__private::Turn::Attempt { .. } => {
                let __retry_result = {
                    let __retry_way_0 = ::retry_attr::__private::argument(
                            &*__retry_0_prompt,
                        )
                        .way();
                    #[allow(
                        unreachable_code,
                        clippy::shadow_reuse,
                        clippy::shadow_same,
                        clippy::shadow_unrelated
                    )]
                    let prompt = match __retry_way_0.take(&mut *__retry_0_prompt) {
                        ::retry_attr::__private::Choice::Fresh(__retry_way) => {
                            __retry_way.get()
                        }
                        ::retry_attr::__private::Choice::Original(__retry_way) => {
                            __retry_way.go();
                            __retry_0_prompt.take()
                        }
                    };
                    let __retry_result = ::retry_attr::__private::yields_items::<
                        Result<Event, ApiError>,
                        _,
                    >(
                        (|| -> _ {
                            try_stream! {
                                yield send(prompt). await ?;
                            }
                        })(),
                    );
                    #[allow(unreachable_code)]
                    match __retry_way_0.back() {
                        ::retry_attr::__private::Choice::Fresh(__retry_way) => {
                            __retry_way.go();
                        }
                        ::retry_attr::__private::Choice::Original(__retry_way) => {
                            __retry_way.go();
                            __retry_0_prompt.put(prompt);
                        }
                    }
                    __retry_result
                };
                ::retry_attr::__private::Next::Attempt(
                    __retry_result,
                    ::core::future::pending::<
                        ::core::result::Result<
                            (),
                            <Result<
                                Event,
                                ApiError,
                            > as ::retry_attr::__private::Item>::Error,
                        >,
                    >(),
                )
            }
            ::retry_attr::__private::Turn::Failed(__retry_result) => {
                let __retry_result: ::core::result::Result<
                    (),
                    <Result<Event, ApiError> as ::retry_attr::__private::Item>::Error,
                > = __retry_result;
                let __retry_next = ::retry_attr::__private::assess(&__retry_result)
                    .next(
                        __retry_result,
                        &mut __retry_call,
                        const { &::retry_attr::Policy::new() },
                        ::retry_attr::__private::Clock::ASYNC,
                    );
                match __retry_next {
                    ::core::ops::ControlFlow::Continue(__retry_delay) => {
                        ::retry_attr::__private::Next::Delay(
                            ::retry_attr::__private::is_sleep(__retry_delay)
                                .then(|| ::retry_attr::__private::sleep(__retry_delay)),
                        )
                    }
                    ::core::ops::ControlFlow::Break(__retry_result) => {
                        ::retry_attr::__private::Next::End(__retry_result)
                    }
                }
            }
        },
    )
}
#[allow(clippy::must_use_candidate)]
fn ask_boxed(prompt: &str) -> BoxStream<'_, Result<Event, ApiError>> {
    let __retry_policy = || const {
        &::retry_attr::Policy::new().__timeout(10000000000u64)
    };
    let mut __retry_call = ::retry_attr::__private::Call::new();
    let __retry_limit = ::retry_attr::__private::Limit::<true>;
    ::retry_attr::__private::Box::pin(
        ::retry_attr::__private::Retrying::<
            Result<Event, ApiError>,
        >::stream(
            |_| true,
            move |__retry_turn| match __retry_turn {
                ::retry_attr::__private::Turn::Attempt {
                    is_first: __retry_is_first,
                } => {
                    if __retry_is_first {
                        __retry_call = ::retry_attr::__private::Call::timed(
                            ::retry_attr::__private::Clock::ASYNC,
                        );
                    }
                    let __retry_result = ::retry_attr::__private::yields_items::<
                        Result<Event, ApiError>,
                        _,
                    >((|| -> BoxStream<'_, Result<Event, ApiError>> { send(prompt) })());
                    ::retry_attr::__private::Next::Attempt(
                        __retry_result,
                        ::retry_attr::__private::Cuts::limit_attempt(
                            __retry_limit,
                            ::core::future::pending::<
                                ::core::result::Result<
                                    (),
                                    <Result<
                                        Event,
                                        ApiError,
                                    > as ::retry_attr::__private::Item>::Error,
                                >,
                            >(),
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
                        ),
                    )
                }
                ::retry_attr::__private::Turn::Failed(__retry_result) => {
                    let __retry_result: ::retry_attr::__private::Attempted<
                        ::core::result::Result<
                            (),
                            <Result<
                                Event,
                                ApiError,
                            > as ::retry_attr::__private::Item>::Error,
                        >,
                        _,
                    > = __retry_result;
                    let __retry_next = ::retry_attr::__private::assess_limited(
                            &__retry_result,
                        )
                        .next_limited(
                            __retry_result,
                            __retry_limit,
                            &mut __retry_call,
                            __retry_policy(),
                            ::retry_attr::__private::Clock::ASYNC,
                        );
                    match __retry_next {
                        ::core::ops::ControlFlow::Continue(__retry_delay) => {
                            ::retry_attr::__private::Next::Delay(
                                ::retry_attr::__private::is_sleep(__retry_delay)
                                    .then(|| ::retry_attr::__private::sleep(__retry_delay)),
                            )
                        }
                        ::core::ops::ControlFlow::Break(__retry_result) => {
                            ::retry_attr::__private::Next::End(__retry_result)
                        }
                    }
                }
            },
        ),
    )
}
#[allow(clippy::must_use_candidate)]
fn read(path: &str) -> impl Iterator<Item = Result<Line, ReadError>> {
    let mut __retry_call = ::retry_attr::__private::Call::new();
    ::retry_attr::__private::Retrying::<
        Result<Line, ReadError>,
    >::iterator(
        |_| true,
        move |__retry_turn| match __retry_turn {
            ::retry_attr::__private::Turn::Attempt { .. } => {
                let __retry_result = ::retry_attr::__private::yields_items_blocking::<
                    Result<Line, ReadError>,
                    _,
                >((|| -> _ { open(path) })());
                ::retry_attr::__private::Next::Attempt(__retry_result, ())
            }
            ::retry_attr::__private::Turn::Failed(__retry_result) => {
                let __retry_result: ::core::result::Result<
                    (),
                    <Result<Line, ReadError> as ::retry_attr::__private::Item>::Error,
                > = __retry_result;
                let __retry_next = ::retry_attr::__private::assess(&__retry_result)
                    .next(
                        __retry_result,
                        &mut __retry_call,
                        const { &::retry_attr::Policy::new() },
                        ::retry_attr::__private::Clock::System,
                    );
                match __retry_next {
                    ::core::ops::ControlFlow::Continue(__retry_delay) => {
                        ::retry_attr::__private::Next::Delay({
                            if ::retry_attr::__private::is_sleep(__retry_delay) {
                                ::retry_attr::__private::sleep_blocking(__retry_delay);
                            }
                            ::core::option::Option::None
                        })
                    }
                    ::core::ops::ControlFlow::Break(__retry_result) => {
                        ::retry_attr::__private::Next::End(__retry_result)
                    }
                }
            }
        },
    )
}
