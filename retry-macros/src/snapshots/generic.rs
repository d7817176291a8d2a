#[retry]
fn parse<'a, T, const N: usize>(texts: &'a [&'a str; N]) -> Result<T, T::Err>
where
    T: FromStr,
{
    texts.concat().parse()
}

// becomes

///
///Retried on failure: up to 3 attempts, exponential backoff.
fn parse<'a, T, const N: usize>(texts: &'a [&'a str; N]) -> Result<T, T::Err>
where
    T: FromStr,
{
    let mut __call = ::retry_attr::__private::Call::new();
    loop {
        let __result = (|| -> Result<T, T::Err> { texts.concat().parse() })();
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
                        function: "parse",
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
