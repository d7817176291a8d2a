#[retry(max = MAX, base = BASE, jitter)]
fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt)
}

// becomes

///
///Retried on failure: up to `MAX` attempts, exponential backoff, from `BASE`, full jitter.
fn ask(prompt: &str) -> Result<String, ApiError> {
    let mut __call = ::retry_attr::__private::Count::FIRST;
    loop {
        let __result = (|| -> Result<String, ApiError> { send(prompt) })();
        if ::retry_attr::__private::is_success(&__result) {
            return __result;
        }
        let __failed = (__result,);
        let __failure = ::retry_attr::__private::failure(&__failed.0);
        if let ::core::result::Result::Err(__failed) = {
            use ::retry_attr::__private::{
                ByClassify as _, ByDefault as _, BySource as _,
            };
            let __classifier = (&&&::retry_attr::__private::error_of(&__failure))
                .__retry_classifier();
            ::retry_attr::__private::sleep_next_delay(
                __failed.0,
                __call,
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
                        true
                            && ::retry_attr::__private::is_valid(
                                ::retry_attr::__private::NEUTRAL.max(__RETRY_MAX),
                            )
                            && ::retry_attr::__private::is_valid(
                                ::retry_attr::__private::NEUTRAL.base(__RETRY_BASE),
                            ),
                    );
                    static __RETRY_SITE: ::retry_attr::__private::Site<'static> = ::retry_attr::__private::Site {
                        policy: &__RETRY_CHECKED,
                        function: "ask",
                        module: ::core::module_path!(),
                    };
                    &__RETRY_SITE
                },
                __classifier,
            )
        } {
            return __failed;
        }
        __call = ::retry_attr::__private::Count::next(__call);
    }
}
