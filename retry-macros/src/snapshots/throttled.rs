#[retry(throttled = 10, idempotent = false)]
fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt)
}

// becomes

fn ask(prompt: &str) -> Result<String, ApiError> {
    let mut __retry_call = ::retry_attr::__private::Call::new();
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
                const { &::retry_attr::Policy::new().throttled(10u32).idempotent(false) },
            )
        {
            return __retry_result;
        }
    }
}
