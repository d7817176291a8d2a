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
    let mut __call = ::retry_attr::__private::Count::FIRST;
    loop {
        let __result = (|| -> Result<T, T::Err> { texts.concat().parse() })();
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
                        function: "parse",
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
