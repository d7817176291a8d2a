#[retry(policy = PATIENT, max = 3)]
async fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt).await
}

// becomes

#[allow(clippy::manual_async_fn)]
///
///Retried on failure: policy `PATIENT`, up to 3 attempts.
fn ask(prompt: &str) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
    async move {
        #[allow(clippy::used_underscore_binding)]
        let _ = &prompt;
        const __RETRY_POLICY: ::retry_attr::Policy = PATIENT;
        let __site = || {
            static __RETRY_CHECKED: ::retry_attr::Policy = ::retry_attr::__private::checked(
                __RETRY_POLICY.max(3u32),
                true,
            );
            static __RETRY_SITE: ::retry_attr::__private::Site<'static> = ::retry_attr::__private::Site {
                policy: &__RETRY_CHECKED,
                function: "ask",
                module: ::core::module_path!(),
            };
            &__RETRY_SITE
        };
        let mut __call = ::retry_attr::__private::Call::timed_if_limited(
            __site().policy,
            ::retry_attr::__private::Clock::ASYNC,
        );
        let __limit = ::retry_attr::__private::Limit::<
            { ::retry_attr::__private::cuts_attempts(&__RETRY_POLICY) },
        >;
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
                            '__body: { send(prompt).await }
                        },
                        || {
                            ::retry_attr::__private::Call::limit(
                                    &__call,
                                    __site().policy,
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
                        let __failure = ::retry_attr::__private::failure(&__failed.0);
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
                                __site(),
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
                            __site().policy,
                            ::retry_attr::__private::Clock::ASYNC,
                        );
                        match ::retry_attr::__private::next_delay_after_cut(
                            &mut __call,
                            __site(),
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
