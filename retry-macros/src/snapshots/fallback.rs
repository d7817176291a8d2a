#[retry(fallback = ask_another, fallback_when = is_down)]
async fn ask(prompt: String) -> Result<String, ApiError> {
    send(prompt)
}

#[retry(fallback = ask_another)]
fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt)
}

// becomes

#[cfg(doc)]
async fn ask(prompt: String) -> Result<String, ApiError> {
    loop {}
}
#[cfg(not(doc))]
#[allow(clippy::manual_async_fn, clippy::type_complexity)]
fn ask(
    prompt: String,
) -> impl ::core::future::Future<Output = Result<String, ApiError>> {
    let mut __retry_0_prompt = prompt;
    async move {
        #[allow(clippy::used_underscore_binding)]
        let _ = &__retry_0_prompt;
        let mut __retry_call = ::retry_attr::__private::Call::new();
        loop {
            let __retry_delay = {
                let __retry_result: Result<String, ApiError> = {
                    #[allow(
                        unreachable_code,
                        clippy::shadow_reuse,
                        clippy::shadow_same,
                        clippy::shadow_unrelated
                    )]
                    let prompt = ::retry_attr::__private::argument(&__retry_0_prompt)
                        .fresh(&mut __retry_0_prompt);
                    send(prompt)
                };
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
                        ::core::option::Option::Some(__retry_delay)
                    }
                    ::core::ops::ControlFlow::Break(__retry_result) => {
                        if let ::core::option::Option::Some(__retry_result) = ::retry_attr::__private::unless_fallback(
                            __retry_result,
                            is_down,
                        ) {
                            return __retry_result;
                        }
                        ::core::option::Option::None
                    }
                }
            };
            let ::core::option::Option::Some(__retry_delay) = __retry_delay else {
                return ask_another(__retry_0_prompt).await;
            };
            if ::retry_attr::__private::is_sleep(__retry_delay) {
                ::retry_attr::__private::sleep(__retry_delay).await;
            }
        }
    }
}
fn ask(prompt: &str) -> Result<String, ApiError> {
    let mut __retry_call = ::retry_attr::__private::ONE_ATTEMPT;
    loop {
        let __retry_result: Result<String, ApiError> = { send(prompt) };
        let ::core::option::Option::Some(__retry_failed) = ::retry_attr::__private::failed(
            &__retry_result,
        ) else {
            return __retry_result;
        };
        if let ::retry_attr::__private::Ended::With(__retry_result) = __retry_failed
            .step(
                __retry_result,
                &mut __retry_call,
                const { &::retry_attr::Policy::new() },
            )
        {
            if let ::core::option::Option::Some(__retry_result) = ::retry_attr::__private::unless_fallback(
                __retry_result,
                ::retry_attr::__private::always,
            ) {
                return __retry_result;
            }
            return ask_another(prompt);
        }
        __retry_call += ::retry_attr::__private::ONE_ATTEMPT;
    }
}
