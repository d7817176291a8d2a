#[retry(max = MAX, base = BASE, jitter)]
fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt)
}

// becomes

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
                {
                    const __RETRY_MAX: ::core::primitive::u32 = MAX;
                    const _: ::retry_attr::Policy = ::retry_attr::__private::NEUTRAL
                        .max(__RETRY_MAX)
                        .expect_valid();
                    const __RETRY_BASE: ::core::time::Duration = BASE;
                    const _: ::retry_attr::Policy = ::retry_attr::__private::NEUTRAL
                        .base(__RETRY_BASE)
                        .expect_valid();
                    static __RETRY_CHECKED: ::retry_attr::Policy = ::retry_attr::__private::checked_blocking(
                        ::retry_attr::Policy::new()
                            .max(__RETRY_MAX)
                            .base(__RETRY_BASE)
                            .jitter(::retry_attr::Jitter::Full),
                        ::retry_attr::__private::is_valid(
                            ::retry_attr::__private::NEUTRAL.max(__RETRY_MAX),
                        )
                            && ::retry_attr::__private::is_valid(
                                ::retry_attr::__private::NEUTRAL.base(__RETRY_BASE),
                            ),
                    );
                    &__RETRY_CHECKED
                },
            )
        {
            return __retry_result;
        }
        __retry_call += ::retry_attr::__private::ONE_ATTEMPT;
    }
}
