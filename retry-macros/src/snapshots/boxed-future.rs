#[retry]
fn ask(prompt: &str) -> BoxFuture<'_, Result<String, ApiError>> {
    let request = Request::new(prompt);
    send(request).boxed()
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
                let __failure = match ::retry_attr::__private::failure(&__result) {
                    ::core::option::Option::None => return __result,
                    ::core::option::Option::Some(__failure) => __failure,
                };
                match {
                    use ::retry_attr::__private::{
                        ByClassify as _, ByDefault as _, BySource as _,
                    };
                    let __classifier = (&&&::retry_attr::__private::error_of(&__failure))
                        .__retry_classifier();
                    ::retry_attr::__private::delay(
                        &mut __call,
                        {
                            const __RETRY_SITE: &::retry_attr::__private::Site<
                                'static,
                            > = &::retry_attr::__private::Site {
                                policy: &::retry_attr::Policy::new(),
                                function: "ask",
                                module: ::core::module_path!(),
                            };
                            __RETRY_SITE
                        },
                        __failure,
                        __classifier,
                        ::retry_attr::__private::Clock::ASYNC,
                    )
                } {
                    ::core::option::Option::Some(__delay) => __delay,
                    ::core::option::Option::None => return __result,
                }
            };
            if ::retry_attr::__private::is_sleep(__delay) {
                ::retry_attr::__private::sleep(__delay).await;
            }
        }
    })
}
