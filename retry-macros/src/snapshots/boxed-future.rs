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
