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

///
///Retried on failure: up to 3 attempts, exponential backoff.
fn ask(prompt: &str) -> BoxFuture<'_, Result<String, ApiError>> {
    ::retry_attr::__private::Box::pin(async move {
        let mut __call = ::retry_attr::__private::Call::new();
        loop {
            let __delay = {
                let __result = (|| -> BoxFuture<'_, Result<String, ApiError>> {
                    let request = Request::new(prompt);
                    send(request).boxed()
                })()
                    .await;
                if ::retry_attr::__private::is_success(&__result) {
                    return __result;
                }
                let __failed = (__result,);
                let __failure = ::retry_attr::__private::failure(&__failed.0);
                match {
                    use ::retry_attr::__private::{
                        ByClassify as _, ByDefault as _, BySource as _,
                    };
                    let __classifier = (&&&::retry_attr::__private::error_of(&__failure))
                        .__retry_classifier();
                    ::retry_attr::__private::next_delay(
                        __failed.0,
                        &mut __call,
                        const {
                            &::retry_attr::__private::Site {
                                policy: &::retry_attr::Policy::new(),
                                function: "ask",
                                module: ::core::module_path!(),
                            }
                        },
                        __classifier,
                        ::retry_attr::__private::Clock::ASYNC,
                    )
                } {
                    ::core::result::Result::Ok(__delay) => __delay,
                    ::core::result::Result::Err(__failed) => return __failed,
                }
            };
            if ::retry_attr::__private::is_sleep(__delay) {
                ::retry_attr::__private::sleep(__delay).await;
            }
        }
    })
}
///
///Retried on failure: up to 3 attempts, exponential backoff.
fn ask_unless_empty(prompt: String) -> BoxFuture<'static, Result<String, ApiError>> {
    #[allow(unused_mut)]
    let mut prompt = prompt;
    async move {
        let mut __call = ::retry_attr::__private::Call::new();
        loop {
            let __delay = {
                let __result = {
                    let __way_prompt_0 = {
                        use ::retry_attr::__private::{ByClone as _, ByMove as _};
                        (&&::retry_attr::__private::Argument(&prompt)).__retry_ways()
                    };
                    let __back_prompt_0;
                    let __result = {
                        #[allow(
                            unreachable_code,
                            clippy::shadow_reuse,
                            clippy::shadow_same,
                            clippy::shadow_unrelated
                        )]
                        let prompt = match __way_prompt_0.take(&prompt) {
                            ::retry_attr::__private::Choice::Cloned(__fresh) => {
                                __fresh.get()
                            }
                            ::retry_attr::__private::Choice::Moved(__way) => {
                                __way.go();
                                prompt
                            }
                        };
                        let __result = async {
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
                                let _ = &mut prompt;
                                return __output;
                            }
                            '__body: {
                                if prompt.is_empty() {
                                    return Err(ApiError::Empty);
                                }
                                let prompt = prompt;
                                send(prompt).await
                            }
                        }
                            .await;
                        #[allow(unreachable_code)]
                        match __way_prompt_0.back() {
                            ::retry_attr::__private::Choice::Cloned(__way) => {
                                __way.go();
                            }
                            ::retry_attr::__private::Choice::Moved(__way) => {
                                __way.go();
                                __back_prompt_0 = prompt;
                            }
                        }
                        __result
                    };
                    #[allow(unreachable_code)]
                    match __way_prompt_0.back() {
                        ::retry_attr::__private::Choice::Cloned(__way) => {
                            __way.go();
                        }
                        ::retry_attr::__private::Choice::Moved(__way) => {
                            __way.go();
                            prompt = __back_prompt_0;
                        }
                    }
                    __result
                };
                if ::retry_attr::__private::is_success(&__result) {
                    return __result;
                }
                let __failed = (__result,);
                let __failure = ::retry_attr::__private::failure(&__failed.0);
                match {
                    use ::retry_attr::__private::{
                        ByClassify as _, ByDefault as _, BySource as _,
                    };
                    let __classifier = (&&&::retry_attr::__private::error_of(&__failure))
                        .__retry_classifier();
                    ::retry_attr::__private::next_delay(
                        __failed.0,
                        &mut __call,
                        const {
                            &::retry_attr::__private::Site {
                                policy: &::retry_attr::Policy::new(),
                                function: "ask_unless_empty",
                                module: ::core::module_path!(),
                            }
                        },
                        __classifier,
                        ::retry_attr::__private::Clock::ASYNC,
                    )
                } {
                    ::core::result::Result::Ok(__delay) => __delay,
                    ::core::result::Result::Err(__failed) => return __failed,
                }
            };
            if ::retry_attr::__private::is_sleep(__delay) {
                ::retry_attr::__private::sleep(__delay).await;
            }
        }
    }
        .boxed()
}
