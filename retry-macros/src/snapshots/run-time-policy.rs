impl Client {
    #[retry(policy = self.policy)]
    async fn ask(&self, prompt: &str) -> Result<String, ApiError> {
        self.send(prompt).await
    }
}

// becomes

impl Client {
    #[allow(clippy::manual_async_fn)]
    ///
    ///Retried on failure: policy `self.policy`.
    fn ask(
        &self,
        prompt: &str,
    ) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
        async move {
            #[allow(clippy::used_underscore_binding)]
            let _ = &prompt;
            #[allow(clippy::used_underscore_binding)]
            let _ = &self;
            let __policy = ::retry_attr::__private::policy(self.policy);
            let mut __call = ::retry_attr::__private::Call::timed_if_limited(
                &__policy,
                ::retry_attr::__private::Clock::ASYNC,
            );
            let __limit = {
                use ::retry_attr::__private::{CutsAttempts as _, RunsToEnd as _};
                (&&::retry_attr::__private::Type::<Result<String, ApiError>>::new())
                    .__retry_limit()
            };
            loop {
                let __delay = {
                    match ::retry_attr::__private::Cuts::limit_attempt(
                            __limit,
                            async {
                                #[allow(
                                    unreachable_code,
                                    unused_variables,
                                    clippy::diverging_sub_expression,
                                    clippy::empty_loop,
                                    clippy::let_unit_value,
                                    clippy::needless_return,
                                    clippy::no_effect_underscore_binding,
                                    clippy::unused_unit,
                                    clippy::used_underscore_binding
                                )]
                                if false {
                                    let __output: Result<String, ApiError> = loop {};
                                    return __output;
                                }
                                '__body: { self.send(prompt).await }
                            },
                            || {
                                ::retry_attr::__private::Call::limit(
                                        &__call,
                                        &__policy,
                                        ::retry_attr::__private::Clock::ASYNC,
                                    )
                                    .map(|__longest| ::retry_attr::__private::sleep(__longest))
                            },
                        )
                        .await
                    {
                        ::core::result::Result::Ok(__result) => {
                            if ::retry_attr::__private::is_success(&__result) {
                                return __result;
                            }
                            let __failed = (__result,);
                            let __failure = ::retry_attr::__private::failure(
                                &__failed.0,
                            );
                            match {
                                use ::retry_attr::__private::{
                                    ByClassify as _, ByDefault as _, BySource as _,
                                };
                                let __classifier = (&&&::retry_attr::__private::error_of(
                                    &__failure,
                                ))
                                    .__retry_classifier();
                                ::retry_attr::__private::next_delay(
                                    __failed.0,
                                    &mut __call,
                                    &::retry_attr::__private::Site {
                                        policy: &__policy,
                                        function: "ask",
                                        module: ::core::module_path!(),
                                    },
                                    __classifier,
                                    ::retry_attr::__private::Clock::ASYNC,
                                )
                            } {
                                ::core::result::Result::Ok(__delay) => __delay,
                                ::core::result::Result::Err(__failed) => return __failed,
                            }
                        }
                        ::core::result::Result::Err(__cut) => {
                            let __timed_out = ::retry_attr::__private::Call::timed_out(
                                &__call,
                                &__policy,
                                ::retry_attr::__private::Clock::ASYNC,
                            );
                            match ::retry_attr::__private::next_delay_after_cut(
                                &mut __call,
                                &::retry_attr::__private::Site {
                                    policy: &__policy,
                                    function: "ask",
                                    module: ::core::module_path!(),
                                },
                                __timed_out,
                                ::retry_attr::__private::Clock::ASYNC,
                                ::retry_attr::__private::Hooks::NONE,
                            ) {
                                ::core::option::Option::Some(__delay) => __delay,
                                ::core::option::Option::None => {
                                    return ::retry_attr::__private::Cuts::result_of_cut(
                                        __limit,
                                        __cut,
                                        __timed_out,
                                    );
                                }
                            }
                        }
                    }
                };
                if ::retry_attr::__private::is_sleep(__delay) {
                    ::retry_attr::__private::sleep(__delay).await;
                }
            }
        }
    }
}
