#[retry(when = is_busy, when_ok = |answer| answer.is_empty(), on_retry = log, on_give_up = alert, attempt = attempt)]
fn ask(prompt: &str) -> Result<String, ApiError> {
    send(prompt, attempt.number())
}

// becomes

///
///Retried on failure: up to 3 attempts, exponential backoff.
fn ask(prompt: &str) -> Result<String, ApiError> {
    let __site = || const {
        &::retry_attr::__private::Site {
            policy: &::retry_attr::Policy::new(),
            function: "ask",
            module: ::core::module_path!(),
        }
    };
    let mut __call = ::retry_attr::__private::Call::timed(
        ::retry_attr::__private::Clock::System,
    );
    let __number = ::retry_attr::__private::CallNumber::next();
    loop {
        let __result = {
            #[allow(unused_variables)]
            let attempt = ::retry_attr::__private::Call::attempt(
                &__call,
                __site().policy,
                ::retry_attr::__private::Clock::System,
                __number,
            );
            (|| -> Result<String, ApiError> { send(prompt, attempt.number()) })()
        };
        if ::retry_attr::__private::is_accepted(&__result, |answer| answer.is_empty()) {
            return __result;
        }
        let __failed = (__result,);
        let __failure = ::retry_attr::__private::failure(&__failed.0);
        let __delay = match {
            use ::retry_attr::__private::{
                ByClassify as _, ByDefault as _, BySource as _,
            };
            let __classifier = (&&&::retry_attr::__private::error_of(&__failure))
                .__retry_classifier();
            let __classifier = ::retry_attr::__private::when(
                &__failure,
                is_busy,
                __classifier,
            );
            use ::retry_attr::__private::{
                KeepsBoth as _, KeepsDebug as _, KeepsDisplay as _, KeepsNothing as _,
            };
            let __eraser = (&&&&::retry_attr::__private::error_of(&__failure))
                .__retry_eraser();
            ::retry_attr::__private::next_delay_observed(
                __failed.0,
                &mut __call,
                __site(),
                __classifier,
                ::retry_attr::__private::Clock::System,
                __eraser,
                ::retry_attr::__private::Hooks::NONE.on_retry(&log).on_give_up(&alert),
            )
        } {
            ::core::result::Result::Ok(__delay) => __delay,
            ::core::result::Result::Err(__failed) => return __failed,
        };
        ::retry_attr::__private::sleep_blocking(__delay);
    }
}
