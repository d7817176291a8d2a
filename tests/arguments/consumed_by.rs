//! Ways to consume that a search by name can miss.
#![allow(clippy::all, clippy::pedantic, unused)] // each form is the point of its test

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

use crate::third_async;

macro_rules! consumed_by {
    ($($(#[$attribute:meta])* $name:ident($argument:ident: $ty:ty = $value:expr) $body:block)*) => {$(
        $(#[$attribute])*
        #[test]
        fn $name() {
            #[retry(backoff = "none")]
            fn sync(attempts: &AtomicU32, $argument: $ty) -> Result<u32, &'static str> {
                $body;
                third(attempts)
            }

            #[retry(backoff = "none")]
            async fn asynchronous(attempts: &AtomicU32, $argument: $ty) -> Result<u32, &'static str> {
                $body;
                third_async(attempts).await
            }

            assert_eq!(sync(&zero(), $value), Ok(3));
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            assert_eq!(runtime.block_on(asynchronous(&zero(), $value)), Ok(3));
        }
    )*};
}

consumed_by! {
    a_call(x: String = "text".to_owned()) { assert_eq!(String::from(x), "text") }
    a_method(x: String = "text".to_owned()) { assert_eq!(x.into_bytes(), b"text") }
    a_binding(x: String = "text".to_owned()) { let y = x; assert_eq!(y, "text") }
    a_pattern(x: (String, u32) = ("text".to_owned(), 1)) { let (y, _) = x; assert_eq!(y, "text") }
    a_match(x: Option<String> = Some("text".to_owned())) {
        match x { Some(y) => drop(y), None => unreachable!() }
    }
    an_if_let(x: Option<String> = Some("text".to_owned())) {
        if let Some(y) = x { drop(y) }
    }
    a_while_let(x: Option<String> = Some("text".to_owned())) {
        while let Some(ref y) = x { assert_eq!(y, "text"); break }
    }
    a_loop(x: Vec<u32> = vec![1, 2]) { for y in x { assert!(y > 0) } }
    a_field(x: (String, u32) = ("text".to_owned(), 1)) { drop(x.0) }
    a_field_in_a_method(x: (String, u32) = ("text".to_owned(), 1)) { drop(x.0.into_bytes()) }
    a_struct_literal(x: Vec<u32> = vec![1]) { let list = Holder { x }; drop(list.x) }
    a_struct_field(x: Vec<u32> = vec![1]) { let list = Holder { x: x }; drop(list.x) }
    a_struct_update(x: Holder = Holder { x: vec![1] }) { let list = Holder { ..x }; drop(list.x) }
    an_array(x: String = "text".to_owned()) { drop([x]) }
    a_vector(x: String = "text".to_owned()) { drop(vec![x]) }
    a_tuple(x: String = "text".to_owned()) { drop((1, x)) }
    a_block(x: String = "text".to_owned()) { drop({ x }) }
    a_dereference(x: Box<String> = Box::new("text".to_owned())) { drop(*x) }
    an_operator(x: String = "text".to_owned()) { assert_eq!(x + "!", "text!") }
    a_question_mark(x: Option<String> = Some("text".to_owned())) {
        let f = || -> Option<usize> { Some(x?.len()) }; assert_eq!(f(), Some(4))
    }
    a_borrowed_question_mark(x: Option<String> = Some("text".to_owned())) {
        let f = || -> Option<usize> { let y = &x?; Some(y.len()) }; assert_eq!(f(), Some(4))
    }
    a_closure(x: Vec<u32> = vec![1]) { let f = || x; drop(f()) }
    a_move_closure(x: Vec<u32> = vec![1]) { let f = move || x.len(); assert_eq!(f(), 1) }
    a_move_closure_of_two(x: Vec<u32> = vec![1]) {
        let f = move |a: usize, b: usize| a + b + x.len(); assert_eq!(f(1, 2), 4)
    }
    a_move_closure_with_a_block(x: Vec<u32> = vec![1]) {
        let f = move |a: usize, b: usize| { a + b + x.len() }; assert_eq!(f(1, 2), 4)
    }
    a_move_block(x: Vec<u32> = vec![1]) { let f = async move { x.len() }; drop(f) }
    a_move_closure_in_a_call(x: Vec<u32> = vec![1]) {
        assert_eq!(std::thread::spawn(move || x.len()).join().unwrap(), 1)
    }
    a_nested_closure(x: Vec<u32> = vec![1]) { let f = |y: u32| (y, || drop(x)); f(1).1() }
    a_macro(x: Option<Vec<u32>> = Some(vec![1])) { assert!(matches!(x, Some(y) if y.len() == 1)) }
    a_getter(x: Option<Vec<u32>> = Some(vec![1])) { assert!(x.is_some_and(|y| y.len() == 1)) }
    a_getter_of_none(x: Option<Vec<u32>> = Some(vec![1])) { assert!(x.is_none_or(|y| y.len() == 1)) }
    an_iterator_to_its_last(x: std::vec::IntoIter<u32> = vec![1].into_iter()) { assert_eq!(x.last(), Some(1)) }
    an_iterator_compared(x: std::vec::IntoIter<u32> = vec![1].into_iter()) { assert!(x.eq([1])) }
    a_return_of_a_closure(x: Vec<u32> = vec![1]) { let f = |y: bool| { if y { return x; } vec![] }; drop(f(true)) }
    a_comparison(x: Vec<u32> = vec![1]) { assert!(x.into_iter().max() == Some(1)) }
    a_shadowed_name(x: Vec<u32> = vec![1]) { let x = x.into_iter().sum::<u32>(); assert_eq!(x, 1) }
    a_shadowed_name_later(x: Vec<u32> = vec![1]) { { let x = 1; assert_eq!(x, 1) } drop(x) }
    a_shadowed_name_in_a_closure(x: Vec<u32> = vec![1]) { let f = |x: u32| { let x = x; x }; assert_eq!(f(1), 1); drop(x) }
    a_name_of_a_field(x: Holder = Holder { x: vec![1] }) { drop(x.x) }
    a_raw_name(r#type: Vec<u32> = vec![1]) { drop(r#type) }
    an_index(x: Vec<Vec<u32>> = vec![vec![1]]) { assert_eq!(x[0].clone().into_iter().max(), Some(1)) }
    a_range(x: usize = 1) { assert_eq!((0..x).count() + (x..2).count(), 2) }
    a_let_else(x: Option<Vec<u32>> = Some(vec![1])) { let Some(y) = x else { unreachable!() }; drop(y) }
    a_let_else_of_its_name(x: Option<Vec<u32>> = Some(vec![1])) { let Some(x) = x else { unreachable!() }; drop(x) }
    a_formatted_question_mark(x: Option<String> = Some("text".to_owned())) {
        let f = || { assert_eq!(x?, "text"); Some(()) }; assert!(f().is_some())
    }
    a_formatted_call(x: Vec<u32> = vec![1]) { assert_eq!(format!("{:?}", Some(x)), "Some([1])") }
}

#[derive(Clone)]
struct Holder {
    x: Vec<u32>,
}
