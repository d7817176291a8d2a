#[retry(when = is_busy, when_ok = |answer| answer.is_empty(), on_retry = log, on_give_up = alert, attempt = attempt)]
fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt, attempt.number())
}

// becomes

fn ask(prompt: &str) -> Result<String, ApiError> {
    let __retry_policy = || const { &::retry_attr::Policy::new() };
    let mut __retry_call = ::retry_attr::__private::Call::timed(
        ::retry_attr::__private::Clock::System,
    );
    let __retry_number = ::retry_attr::__private::CallNumber::next();
    loop {
        let __retry_result: Result<String, ApiError> = {
            #[allow(unused_variables)]
            let attempt = ::retry_attr::__private::Call::attempt(
                &__retry_call,
                __retry_policy(),
                ::retry_attr::__private::Clock::System,
                __retry_number,
            );
            { send(prompt, attempt.number()) }
        };
        if let ::retry_attr::__private::Ended::With(__retry_result) = ::retry_attr::__private::assess(
                &__retry_result,
            )
            .choose()
            .when(::retry_attr::__private::error_of(&__retry_result), is_busy)
            .when_ok(
                ::retry_attr::__private::value_of(&__retry_result),
                |answer| answer.is_empty(),
            )
            .told(
                const {
                    &::retry_attr::__private::Site::new("ask", ::core::module_path!())
                },
                ::retry_attr::__private::shown(&__retry_result).eraser(),
                ::retry_attr::__private::known(&__retry_result).knower(),
                ::retry_attr::__private::Hooks::NONE
                    .on_retry(::retry_attr::__private::hook(&log).get())
                    .on_give_up(::retry_attr::__private::hook(&alert).get()),
            )
            .step(__retry_result, &mut __retry_call, __retry_policy())
        {
            return __retry_result;
        }
    }
}
