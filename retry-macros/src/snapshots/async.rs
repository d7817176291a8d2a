#[retry]
async fn ask(http: &Client, prompt: &str) -> Result<String, ApiError> {
    http.send(prompt).await
}

// becomes

#[allow(clippy::manual_async_fn)]
///
///Retried on failure: up to 3 attempts, exponential backoff.
fn ask(
    http: &Client,
    prompt: &str,
) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
    async move {
        #[allow(clippy::used_underscore_binding)]
        let _ = &prompt;
        #[allow(clippy::used_underscore_binding)]
        let _ = &http;
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
                        return __output;
                    }
                    '__body: { http.send(prompt).await }
                }
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
    }
}
