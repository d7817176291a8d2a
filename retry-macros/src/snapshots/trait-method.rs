trait Ask {
    #[retry]
    fn ask(&self, prompt: &str) -> Result<String, ApiError> {
        self.send(prompt)
    }
}

// becomes

trait Ask {
    ///
    ///Retried on failure: up to 3 attempts, exponential backoff.
    fn ask(&self, prompt: &str) -> Result<String, ApiError> {
        let mut __call = ::retry_attr::__private::Count::FIRST;
        loop {
            let __result = (|| -> Result<String, ApiError> { self.send(prompt) })();
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
}
