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
        let mut __call = ::retry_attr::__private::Call::new();
        loop {
            let __result = (|| -> Result<String, ApiError> { self.send(prompt) })();
            let __failure = match ::retry_attr::__private::failure(&__result) {
                ::core::option::Option::None => return __result,
                ::core::option::Option::Some(__failure) => __failure,
            };
            if !{
                use ::retry_attr::__private::{
                    ByClassify as _, ByDefault as _, BySource as _,
                };
                let __classifier = (&&&::retry_attr::__private::error_of(&__failure))
                    .__retry_classifier();
                ::retry_attr::__private::sleeps_blocking(
                    &mut __call,
                    {
                        const __RETRY_SITE: &::retry_attr::__private::Site<'static> = &::retry_attr::__private::Site {
                            policy: &::retry_attr::Policy::new(),
                            function: "ask",
                            module: ::core::module_path!(),
                        };
                        __RETRY_SITE
                    },
                    __failure,
                    __classifier,
                )
            } {
                return __result;
            }
        }
    }
}
