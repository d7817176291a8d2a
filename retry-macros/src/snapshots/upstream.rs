#[retry(upstream = OPENAI)]
fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt)
}

// becomes

fn ask(prompt: &str) -> Result<String, ApiError> {
    let __retry_policy = || const { &::retry_attr::Policy::new() };
    let mut __retry_call = ::retry_attr::__private::sharing(
        || ::retry_attr::__private::upstream(&OPENAI),
        ::retry_attr::__private::Call::new(),
    );
    ::retry_attr::__private::Sharing::wait_blocking(
        &mut __retry_call,
        __retry_policy,
        || const { &::retry_attr::__private::Site::new("ask", ::core::module_path!()) },
    );
    loop {
        let __retry_result: Result<String, ApiError> = { send(prompt) };
        let ::core::option::Option::Some(__retry_failed) = ::retry_attr::__private::failed(
            &__retry_result,
        ) else {
            ::retry_attr::__private::Sharing::succeeded(
                &mut __retry_call,
                ::retry_attr::__private::Clock::System,
            );
            return __retry_result;
        };
        if let ::retry_attr::__private::Ended::With(__retry_result) = __retry_failed
            .choose()
            .step_sharing(__retry_result, &mut __retry_call, __retry_policy)
        {
            return __retry_result;
        }
        ::retry_attr::__private::Sharing::wait_blocking(
            &mut __retry_call,
            __retry_policy,
            || const {
                &::retry_attr::__private::Site::new("ask", ::core::module_path!())
            },
        );
    }
}
