//! What lints say about the user's own code they say with the attribute too: every `expect` must be met.
#![allow(
    dead_code,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction,
    reason = "each function is here for one lint, which its `expect` turns on"
)]

mod arguments {
    #[cfg(feature = "annotated")]
    use retry_attr::retry;

    #[cfg_attr(feature = "annotated", retry)]
    fn unused(#[expect(unused_variables)] text: &str, _list: Vec<u32>) -> Result<u32, String> {
        Err(String::new())
    }

    #[cfg_attr(feature = "annotated", retry)]
    async fn unused_async(
        #[expect(unused_variables)] text: &str,
        #[expect(unused_variables)] list: Vec<u32>,
        _number: u32,
    ) -> Result<u32, String> {
        Err(String::new())
    }

    #[expect(unused_variables)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn unused_in_a_pattern((left, right): (String, String)) -> Result<u32, String> {
        Err(left)
    }

    #[expect(unused_mut)]
    #[cfg_attr(feature = "annotated", retry)]
    fn needlessly_mut(mut text: String) -> Result<u32, String> {
        Err(text)
    }

    #[expect(unused_mut)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn needlessly_mut_async(mut text: String) -> Result<u32, String> {
        Err(text)
    }

    #[expect(non_snake_case)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn named(Text: String) -> Result<u32, String> {
        Err(Text)
    }

    #[expect(clippy::needless_pass_by_value)]
    #[cfg_attr(feature = "annotated", retry)]
    fn passed_by_value(text: String) -> Result<usize, String> {
        text.trim().parse().map_err(|_| String::new())
    }

    #[expect(clippy::ptr_arg)]
    #[cfg_attr(feature = "annotated", retry)]
    fn of_a_needless_type(text: &String) -> Result<usize, String> {
        Ok(text.len())
    }

    #[expect(clippy::ptr_arg)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn of_a_needless_type_async(text: &String) -> Result<usize, String> {
        Ok(text.len())
    }
}

mod signatures {
    #[cfg(feature = "annotated")]
    use retry_attr::retry;

    #[expect(clippy::type_complexity)]
    #[cfg_attr(feature = "annotated", retry)]
    fn complex(
        text: &str,
    ) -> Result<Vec<(String, Option<Box<dyn Fn(&str) -> Option<Vec<Vec<u32>>>>>)>, String> {
        Err(text.to_owned())
    }

    #[expect(clippy::needless_lifetimes)]
    #[cfg_attr(feature = "annotated", retry)]
    fn needless_lifetime<'a>(text: &'a str) -> Result<&'a str, String> {
        text.get(1..).ok_or_else(String::new)
    }

    #[expect(clippy::needless_lifetimes)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn needless_lifetime_async<'a>(text: &'a str) -> Result<&'a str, String> {
        text.get(1..).ok_or_else(String::new)
    }

    #[expect(unused_lifetimes)]
    #[cfg_attr(feature = "annotated", retry)]
    fn unused_lifetime<'a>(text: &str) -> Result<u32, String> {
        Err(text.to_owned())
    }
}

mod bodies {
    #[cfg(feature = "annotated")]
    use retry_attr::retry;

    #[cfg_attr(feature = "annotated", retry)]
    fn of_every_kind(text: &str) -> Result<usize, std::num::ParseIntError> {
        #[expect(unused_variables)]
        let unused = text.len();
        #[expect(unused_mut)]
        let mut needlessly_mut = text.len();
        #[expect(unused_imports)]
        use std::collections::HashMap;
        #[expect(unused_must_use)]
        text.parse::<u32>();
        #[expect(unused_results)]
        text.parse::<u32>()?;
        #[expect(let_underscore_drop)]
        let _ = text.to_owned();
        #[expect(clippy::needless_borrow)]
        let length = usize::min((&text).len(), needlessly_mut);
        #[expect(clippy::let_unit_value, unit_bindings)]
        let unit = drop(text.to_owned());
        #[expect(clippy::unwrap_used)]
        let number = text.find('x').unwrap();
        #[expect(unused_labels)]
        'unused: {
            let () = unit;
        }
        #[expect(unused_parens)]
        let sum = (length.saturating_add(number));
        #[expect(clippy::print_stdout)]
        {
            println!("{sum}");
        }
        Ok(sum)
    }

    #[cfg_attr(feature = "annotated", retry)]
    async fn of_every_kind_async(text: &str) -> Result<usize, std::num::ParseIntError> {
        #[expect(unused_variables)]
        let unused = text.len();
        #[expect(unused_mut)]
        let mut needlessly_mut = text.len();
        #[expect(unused_imports)]
        use std::collections::HashMap;
        #[expect(unused_must_use)]
        text.parse::<u32>();
        #[expect(unused_results)]
        text.parse::<u32>()?;
        #[expect(let_underscore_drop)]
        let _ = text.to_owned();
        #[expect(clippy::needless_borrow)]
        let length = usize::min((&text).len(), needlessly_mut);
        #[expect(clippy::let_unit_value, unit_bindings)]
        let unit = drop(text.to_owned());
        #[expect(clippy::unwrap_used)]
        let number = text.find('x').unwrap();
        #[expect(unused_labels)]
        'unused: {
            let () = unit;
        }
        #[expect(unused_parens)]
        let sum = (length.saturating_add(number));
        #[expect(clippy::print_stdout)]
        {
            println!("{sum}");
        }
        Ok(sum)
    }

    #[expect(unreachable_code)]
    #[cfg_attr(feature = "annotated", retry)]
    fn unreachable(text: &str) -> Result<usize, String> {
        return Err(text.to_owned());
        Ok(1)
    }

    #[expect(unreachable_code)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn unreachable_async(text: &str) -> Result<usize, String> {
        return Err(text.to_owned());
        Ok(1)
    }

    #[expect(clippy::needless_return)]
    #[cfg_attr(feature = "annotated", retry)]
    fn returns(text: &str) -> Result<usize, String> {
        return text.find('x').ok_or_else(String::new);
    }

    #[expect(clippy::needless_return)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn returns_async(text: &str) -> Result<usize, String> {
        return text.find('x').ok_or_else(String::new);
    }

    #[expect(clippy::let_and_return)]
    #[cfg_attr(feature = "annotated", retry)]
    fn bound(text: &str) -> Result<usize, String> {
        let found = text.find('x').ok_or_else(String::new);
        found
    }

    #[expect(clippy::let_and_return)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn bound_async(text: &str) -> Result<usize, String> {
        let found = text.find('x').ok_or_else(String::new);
        found
    }

    #[expect(unsafe_code)]
    #[cfg_attr(feature = "annotated", retry)]
    fn holds_unsafe_code(text: &str) -> Result<usize, String> {
        let first = text.as_ptr();
        // SAFETY: not to be run.
        let first = unsafe { first.read() };
        text.get(usize::from(first)..)
            .map(str::len)
            .ok_or_else(String::new)
    }

    #[expect(clippy::await_holding_lock)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn holds_a_lock(lock: &std::sync::Mutex<u32>) -> Result<u32, String> {
        let guard = lock.lock().map_err(|error| error.to_string())?;
        std::future::ready(()).await;
        Ok(*guard)
    }

    #[expect(clippy::used_underscore_binding)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn underscored(_text: String) -> Result<u32, String> {
        Err(_text)
    }

    #[expect(deprecated)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn calls_what_is_deprecated(text: &str) -> Result<u32, String> {
        Err(text.trim_left().to_owned())
    }

    #[expect(clippy::panic_in_result_fn, clippy::panic)]
    #[cfg_attr(feature = "annotated", retry)]
    fn panics(text: &str) -> Result<u32, String> {
        panic!("{text}")
    }
}

/// Lints about the function as a whole.
mod functions {
    #[cfg(feature = "annotated")]
    use retry_attr::retry;

    #[expect(dead_code)]
    #[cfg_attr(feature = "annotated", retry)]
    fn never_called(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }

    #[expect(dead_code)]
    #[cfg_attr(feature = "annotated", retry)]
    async fn never_called_async(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }

    #[expect(clippy::single_call_fn)]
    #[cfg_attr(feature = "annotated", retry)]
    fn called_once(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }

    pub(super) fn calls() -> Result<u32, std::num::ParseIntError> {
        called_once("1")
    }

    struct Form(u32);

    impl Form {
        #[expect(clippy::unused_self)]
        #[cfg_attr(feature = "annotated", retry)]
        fn alone(&self, text: &str) -> Result<u32, std::num::ParseIntError> {
            text.parse()
        }

        #[expect(clippy::use_self)]
        #[cfg_attr(feature = "annotated", retry)]
        fn new(number: u32) -> Result<Self, String> {
            Ok(Form(number))
        }

        #[expect(clippy::use_self)]
        #[cfg_attr(feature = "annotated", retry)]
        async fn new_async(number: u32) -> Result<Self, String> {
            if number == 0 {
                return Err(String::new());
            }
            Ok(Form(number))
        }
    }

    #[expect(unused_assignments)]
    #[cfg_attr(feature = "annotated", retry)]
    fn assigned(mut number: u32) -> Result<u32, String> {
        if number == 1 {
            return Err(String::new());
        }
        number = 2;
        Ok(3)
    }

    #[expect(clippy::trivially_copy_pass_by_ref)]
    #[cfg_attr(feature = "annotated", retry)]
    fn small(number: &u32) -> Result<u32, String> {
        number.checked_add(1).ok_or_else(String::new)
    }

    #[expect(clippy::fn_params_excessive_bools)]
    #[cfg_attr(feature = "annotated", retry)]
    fn too_many(one: bool, two: bool, three: bool, four: bool) -> Result<bool, String> {
        (one | two | three | four)
            .then_some(true)
            .ok_or_else(String::new)
    }

    #[expect(unsafe_code)]
    #[cfg_attr(feature = "annotated", retry)]
    unsafe fn not_safe(text: &str) -> Result<usize, String> {
        text.find('x').ok_or_else(String::new)
    }
}

/// What goes silent: a lint that asks what becomes of an argument, if the body may consume what each attempt gets of it, and
/// one that looks for the end of a local's life, which a loop has not.
mod silent {
    #[cfg(feature = "annotated")]
    use retry_attr::retry;

    #[cfg_attr(not(feature = "annotated"), expect(clippy::needless_pass_by_value))]
    #[cfg_attr(feature = "annotated", retry)]
    fn passed_by_value(text: String) -> Result<usize, String> {
        text.find('x').ok_or_else(String::new)
    }

    #[cfg_attr(not(feature = "annotated"), expect(clippy::redundant_clone))]
    #[cfg_attr(feature = "annotated", retry)]
    fn needless_clone(text: &str) -> Result<String, String> {
        let text = text.to_owned();
        Ok(text.clone())
    }
}
