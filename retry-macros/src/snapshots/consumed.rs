#[retry]
fn ask(prompt: String, (left, mut right): (Vec<u32>, Vec<u32>)) -> Result<String, ApiError> {
    right.extend(left);
    let request = Request { prompt, right };
    send(request)
}

// becomes

///
///Retried on failure: up to 3 attempts, exponential backoff.
fn ask(prompt: String, (left, right): (Vec<u32>, Vec<u32>)) -> Result<String, ApiError> {
    #[allow(unused_mut)]
    let mut prompt = prompt;
    let mut __call = ::retry_attr::__private::Count::FIRST;
    loop {
        let __result = {
            let __way_prompt_0 = {
                use ::retry_attr::__private::{ByClone as _, ByMove as _};
                (&&::retry_attr::__private::Argument(&prompt)).__retry_ways()
            };
            let __back_prompt_0;
            let __result = {
                #[allow(
                    unreachable_code,
                    clippy::shadow_reuse,
                    clippy::shadow_same,
                    clippy::shadow_unrelated
                )]
                let prompt = match __way_prompt_0.take(&prompt) {
                    ::retry_attr::__private::Choice::Cloned(__fresh) => __fresh.get(),
                    ::retry_attr::__private::Choice::Moved(__way) => {
                        __way.go();
                        prompt
                    }
                };
                #[allow(
                    unreachable_code,
                    clippy::shadow_reuse,
                    clippy::shadow_same,
                    clippy::shadow_unrelated
                )]
                let left = {
                    use ::retry_attr::__private::{ByClone as _, NotClone as _};
                    (&&::retry_attr::__private::Argument(&left)).__retry_fresh()
                };
                #[allow(
                    unreachable_code,
                    clippy::shadow_reuse,
                    clippy::shadow_same,
                    clippy::shadow_unrelated
                )]
                let mut right = {
                    use ::retry_attr::__private::{ByClone as _, NotClone as _};
                    (&&::retry_attr::__private::Argument(&right)).__retry_fresh()
                };
                let __result = (|| -> Result<String, ApiError> {
                    right.extend(left);
                    let request = Request { prompt, right };
                    send(request)
                })();
                #[allow(unreachable_code)]
                match __way_prompt_0.back() {
                    ::retry_attr::__private::Choice::Cloned(__way) => {
                        __way.go();
                    }
                    ::retry_attr::__private::Choice::Moved(__way) => {
                        __way.go();
                        __back_prompt_0 = prompt;
                    }
                }
                __result
            };
            #[allow(unreachable_code)]
            match __way_prompt_0.back() {
                ::retry_attr::__private::Choice::Cloned(__way) => {
                    __way.go();
                }
                ::retry_attr::__private::Choice::Moved(__way) => {
                    __way.go();
                    prompt = __back_prompt_0;
                }
            }
            __result
        };
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
                const {
                    &::retry_attr::__private::Site {
                        policy: &::retry_attr::Policy::new(),
                        function: "ask",
                        module: ::core::module_path!(),
                    }
                },
                __classifier,
            )
        } {
            return __failed;
        }
        __call = ::retry_attr::__private::Count::next(__call);
    }
}
