impl Client {
    #[retry(on_recover = log)]
    async fn ask(&self, prompt: &str) -> Result<String, ApiError> {
        self.send(prompt).await
    }
}

// becomes

impl Client {
    #[cfg(doc)]
    async fn ask(&self, prompt: &str) -> Result<String, ApiError> {
        loop {}
    }
    #[cfg(not(doc))]
    #[allow(clippy::manual_async_fn, clippy::type_complexity)]
    fn ask(
        &self,
        prompt: &str,
    ) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
        async move {
            let __retry_policy = || const { &::retry_attr::Policy::new() };
            let mut __retry_call = ::retry_attr::__private::Call::new();
            loop {
                let __retry_delay = {
                    let __retry_result: Result<String, ApiError> = {
                        self.send(prompt).await
                    };
                    if ::retry_attr::__private::recovers(
                        &__retry_result,
                        &__retry_call,
                    ) {
                        __retry_call
                            .recovered(
                                __retry_policy(),
                                ::retry_attr::__private::Clock::ASYNC,
                                const {
                                    &::retry_attr::__private::Site::new(
                                            "ask",
                                            ::core::module_path!(),
                                        )
                                        .of(::core::any::type_name::<Self>)
                                },
                                ::core::option::Option::Some(
                                    ::retry_attr::__private::hook(&log).get(),
                                ),
                            );
                    }
                    let ::core::option::Option::Some(__retry_failed) = ::retry_attr::__private::failed(
                        &__retry_result,
                    ) else {
                        return __retry_result;
                    };
                    match __retry_failed
                        .choose()
                        .told(
                            const {
                                &::retry_attr::__private::Site::new(
                                        "ask",
                                        ::core::module_path!(),
                                    )
                                    .of(::core::any::type_name::<Self>)
                            },
                            ::retry_attr::__private::shown(&__retry_result).eraser(),
                            ::retry_attr::__private::known(&__retry_result).knower(),
                            ::retry_attr::__private::Hooks::NONE.timed(),
                        )
                        .next(
                            __retry_result,
                            &mut __retry_call,
                            __retry_policy(),
                            ::retry_attr::__private::Clock::ASYNC,
                        )
                    {
                        ::core::ops::ControlFlow::Continue(__retry_delay) => {
                            __retry_delay
                        }
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
}
