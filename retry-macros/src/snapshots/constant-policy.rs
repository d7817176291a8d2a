#[retry(policy = PATIENT, max = 3)]
async fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt).await
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
        const __RETRY_POLICY: ::retry_attr::Policy = PATIENT;
        let __retry_policy = || {
            static __RETRY_CHECKED: ::retry_attr::Policy = ::retry_attr::__private::checked(
                __RETRY_POLICY.max(3u32),
                true,
            );
            &__RETRY_CHECKED
        };
        let mut __retry_call = ::retry_attr::__private::Call::timed_if_limited(
            __retry_policy(),
            ::retry_attr::__private::Clock::ASYNC,
        );
        let __retry_limit = ::retry_attr::__private::Limit::<
            { ::retry_attr::__private::cuts_attempts(&__RETRY_POLICY) },
        >;
        loop {
            let __retry_delay = {
                let __retry_result = ::retry_attr::__private::Cuts::limit_attempt(
                        __retry_limit,
                        async {
                            if false {
                                return ::retry_attr::__private::never::<
                                    Result<String, ApiError>,
                                >();
                            }
                            send(prompt).await
                        },
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
