#[retry]
fn ask(prompt: String, (left, mut right): (Vec<u32>, Vec<u32>)) -> Result<String, ApiError> {
    right.extend(left);
    let request = Request { prompt, right };
    send(request)
}

// becomes

fn ask(prompt: String, (left, right): (Vec<u32>, Vec<u32>)) -> Result<String, ApiError> {
    let mut __retry_0_prompt = prompt;
    let mut __retry_1_left = left;
    let mut __retry_2_right = right;
    let mut __retry_call = ::retry_attr::__private::ONE_ATTEMPT;
    loop {
        let __retry_result = {
            let __retry_way_0 = ::retry_attr::__private::argument(&__retry_0_prompt)
                .way();
            #[allow(
                unreachable_code,
                clippy::shadow_reuse,
                clippy::shadow_same,
                clippy::shadow_unrelated
            )]
            let prompt = match __retry_way_0.take(&mut __retry_0_prompt) {
                ::retry_attr::__private::Choice::Fresh(__retry_way) => __retry_way.get(),
                ::retry_attr::__private::Choice::Original(__retry_way) => {
                    __retry_way.go();
                    __retry_0_prompt
                }
            };
            let __retry_result: Result<String, ApiError> = {
                #[allow(
                    unreachable_code,
                    clippy::shadow_reuse,
                    clippy::shadow_same,
                    clippy::shadow_unrelated
                )]
                let left = ::retry_attr::__private::argument(&__retry_1_left)
                    .fresh(&mut __retry_1_left);
                #[allow(
                    unreachable_code,
                    clippy::shadow_reuse,
                    clippy::shadow_same,
                    clippy::shadow_unrelated
                )]
                let mut right = ::retry_attr::__private::argument(&__retry_2_right)
                    .fresh(&mut __retry_2_right);
                {
                    right.extend(left);
                    let request = Request { prompt, right };
                    send(request)
                }
            };
            #[allow(unreachable_code)]
            match __retry_way_0.back() {
                ::retry_attr::__private::Choice::Fresh(__retry_way) => {
                    __retry_way.go();
                }
                ::retry_attr::__private::Choice::Original(__retry_way) => {
                    __retry_way.go();
                    __retry_0_prompt = prompt;
                }
            }
            __retry_result
        };
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
            return __retry_result;
        }
        __retry_call += ::retry_attr::__private::ONE_ATTEMPT;
    }
}
