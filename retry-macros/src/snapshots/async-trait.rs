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
            let mut __retry_call = ::retry_attr::__private::Call::new();
            loop {
                let __retry_delay = {
                    let __retry_result: Option<String> = ::retry_attr::__private::yields::<
                        Option<String>,
                        _,
                    >(async {
                            #[allow(unreachable_code)]
                            if false {
                                return ::retry_attr::__private::never::<Option<String>>();
                                let _ = &mut prompt;
                            }
                            #[allow(
                                unreachable_code,
                                clippy::shadow_reuse,
                                clippy::shadow_same,
                                clippy::shadow_unrelated
                            )]
                            let __self = self;
                            {
                                if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<
                                    Option<String>,
                                > {
                                    #[allow(unreachable_code)] return __ret;
                                }
                                let __ret: Option<String> = { __self.send(&prompt).await };
                                #[allow(unreachable_code)] __ret
                            }
                        })
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
        })
    }
}
