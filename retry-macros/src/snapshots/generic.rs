#[retry]
fn parse<'a, T, const N: usize>(texts: &'a [&'a str; N]) -> Result<T, T::Err>
where
    T: FromStr,
{
    texts.concat().parse()
}

// becomes

fn parse<'a, T, const N: usize>(texts: &'a [&'a str; N]) -> Result<T, T::Err>
where
    T: FromStr,
{
    let mut __retry_call = ::retry_attr::__private::ONE_ATTEMPT;
    loop {
        let __retry_result: Result<T, T::Err> = { texts.concat().parse() };
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
