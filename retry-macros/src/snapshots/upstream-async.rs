#[retry(policy = PATIENT, upstream = client.upstream.clone())]
async fn ask(client: Arc<Client>) -> Result<String, ApiError> {
    send(client).await
}

// becomes

#[cfg(doc)]
async fn ask(client: Arc<Client>) -> Result<String, ApiError> {
    loop {}
}
#[cfg(not(doc))]
#[allow(clippy::manual_async_fn, clippy::type_complexity)]
fn ask(
    client: Arc<Client>,
) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
    let mut __retry_0_client = client;
    async move {
        #[allow(clippy::used_underscore_binding)]
        let _ = &__retry_0_client;
        const __RETRY_POLICY: ::retry_attr::Policy = PATIENT;
        let __retry_policy = || {
            static __RETRY_CHECKED: ::retry_attr::Policy = ::retry_attr::__private::checked(
                __RETRY_POLICY,
                true,
            );
            &__RETRY_CHECKED
        };
        let client = __retry_0_client;
        let __retry_upstream = &client.upstream.clone();
        {
            __retry_0_client = client;
        }
        let mut __retry_call = ::retry_attr::__private::sharing(
            move || ::retry_attr::__private::upstream(__retry_upstream),
            ::retry_attr::__private::Call::timed_if_limited(
                __retry_policy(),
                ::retry_attr::__private::Clock::ASYNC,
            ),
        );
        let __retry_limit = ::retry_attr::__private::Limit::<
            { ::retry_attr::__private::cuts_attempts(&__RETRY_POLICY) },
        >;
        loop {
            let __retry_delay = if let ::core::option::Option::Some(__retry_wait) = ::retry_attr::__private::Sharing::wait(
                &mut __retry_call,
                __retry_policy(),
                ::retry_attr::__private::Clock::ASYNC,
                const {
                    &::retry_attr::__private::Site::new("ask", ::core::module_path!())
                },
            ) {
                __retry_wait
            } else {
                let __retry_result = ::retry_attr::__private::Cuts::limit_attempt(
                        __retry_limit,
                        async {
                            if false {
                                return ::retry_attr::__private::never::<
                                    Result<String, ApiError>,
                                >();
                            }
                            #[allow(
                                unreachable_code,
                                clippy::shadow_reuse,
                                clippy::shadow_same,
                                clippy::shadow_unrelated
                            )]
                            let client = ::retry_attr::__private::argument(
                                    &__retry_0_client,
                                )
                                .fresh(&mut __retry_0_client);
                            send(client).await
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
                let client = __retry_0_client;
                let __retry_delay = match ::retry_attr::__private::assess_limited(
                        &__retry_result,
                    )
                    .choose()
                    .next_limited_sharing(
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
                };
                {
                    __retry_0_client = client;
                }
                __retry_delay
            };
            if ::retry_attr::__private::is_sleep(__retry_delay) {
                ::retry_attr::__private::Held::sleep(
                        ::retry_attr::__private::Sharing::hold(&__retry_call),
                        ::retry_attr::__private::sleep(__retry_delay),
                    )
                    .await;
            }
        }
    }
}
