impl Ask for Client {
    #[retry]
    fn ask<'life0, 'async_trait>(
        &'life0 self,
        prompt: String,
    ) -> ::core::pin::Pin<Box<dyn ::core::future::Future<Output = Option<String>> + ::core::marker::Send + 'async_trait>>
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<Option<String>> {
                #[allow(unreachable_code)]
                return __ret;
            }
            let __self = self;
            let prompt = prompt;
            let __ret: Option<String> = { __self.send(&prompt).await };
            #[allow(unreachable_code)]
            __ret
        })
    }
}

// becomes

impl Ask for Client {
    ///
    ///Retried on failure: up to 3 attempts, exponential backoff.
    fn ask<'life0, 'async_trait>(
        &'life0 self,
        prompt: String,
    ) -> ::core::pin::Pin<
        Box<
            dyn ::core::future::Future<
                Output = Option<String>,
            > + ::core::marker::Send + 'async_trait,
        >,
    >
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            let mut __call = ::retry_attr::__private::Call::new();
            loop {
                let __delay = {
                    let __result = {
                        #[allow(
                            unreachable_code,
                            clippy::shadow_reuse,
                            clippy::shadow_same,
                            clippy::shadow_unrelated
                        )]
                        let __self = self;
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
                                let __output: Option<String> = loop {};
                                let _ = &mut prompt;
                                return __output;
                            }
                            '__body: {
                                if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<
                                    Option<String>,
                                > {
                                    #[allow(unreachable_code)] return __ret;
                                }
                                let __ret: Option<String> = { __self.send(&prompt).await };
                                #[allow(unreachable_code)] __ret
                            }
                        }
                            .await
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
        })
    }
}
