impl Client {
    #[retry]
    async fn ask(&mut self, prompt: &str) -> Result<String, ApiError> {
        self.send(prompt).await
    }
}

// becomes

impl Client {
    #[allow(clippy::manual_async_fn)]
    ///
    ///Retried on failure: up to 3 attempts, exponential backoff.
    fn ask(
        &mut self,
        prompt: &str,
    ) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
        async move {
            #[allow(clippy::used_underscore_binding)]
            let _ = &prompt;
            #[allow(clippy::used_underscore_binding)]
            let _ = &self;
            let mut __call = ::retry_attr::__private::Call::new();
            loop {
                let __delay = {
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
                            let _ = &mut *self;
                            return __output;
                        }
                        '__body: { self.send(prompt).await }
                    }
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
                        let __classifier = (&&&::retry_attr::__private::error_of(
                            &__failure,
                        ))
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
        }
    }
}
