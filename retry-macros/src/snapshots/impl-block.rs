#[retry(max = 4)]
impl Complete for Client {
    const MODEL: &'static str = "small";

    /// Completes a prompt.
    fn complete(&self, prompt: &str) -> Result<String, ApiError> {
        self.send(prompt)
    }

    #[retry(skip)]
    fn cancel(&self) -> Result<(), ApiError> {
        self.stop()
    }

    #[retry(max = 2)]
    fn ping(&self) -> Result<(), ApiError> {
        self.send("")
    }

    fn model(&self) -> &str {
        Self::MODEL
    }
}

// becomes

impl Complete for Client {
    const MODEL: &'static str = "small";
    /// Completes a prompt.
    ///
    /// Retried on failure: up to 4 attempts, exponential backoff.
    fn complete(&self, prompt: &str) -> Result<String, ApiError> {
        let mut __retry_call = ::retry_attr::__private::ONE_ATTEMPT;
        loop {
            let __retry_result: Result<String, ApiError> = { self.send(prompt) };
            let ::core::option::Option::Some(__retry_failed) = ::retry_attr::__private::failed(
                &__retry_result,
            ) else {
                return __retry_result;
            };
            if let ::retry_attr::__private::Ended::With(__retry_result) = __retry_failed
                .step(
                    __retry_result,
                    &mut __retry_call,
                    const { &::retry_attr::Policy::new().max(4u32) },
                )
            {
                return __retry_result;
            }
            __retry_call += ::retry_attr::__private::ONE_ATTEMPT;
        }
    }
    fn cancel(&self) -> Result<(), ApiError> {
        self.stop()
    }
    #[retry(max = 2)]
    fn ping(&self) -> Result<(), ApiError> {
        self.send("")
    }
    fn model(&self) -> &str {
        Self::MODEL
    }
}
