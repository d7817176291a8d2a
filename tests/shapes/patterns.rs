//! Arguments that are patterns.
#![allow(clippy::needless_borrow, clippy::toplevel_ref_arg, unused_parens)] // the point of the tests

use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

#[derive(Clone, Debug, PartialEq)]
struct Point {
    x: u32,
    y: String,
}

#[derive(Clone)]
struct Pair(String, Option<u32>);

fn point() -> Point {
    Point {
        x: 1,
        y: "text".to_owned(),
    }
}

/// Not `Clone`.
struct Unique(u32);

macro_rules! both {
    (fn $name:ident, $name_async:ident ($($arguments:tt)*) { $($body:tt)* }) => {
        #[retry(max = 4, backoff = "none")]
        fn $name(calls: &Calls, $($arguments)*) -> Result<u32, Busy> {
            $($body)*
            calls.call()
        }

        #[retry]
        async fn $name_async(calls: &Calls, $($arguments)*) -> Result<u32, Busy> {
            tokio::task::yield_now().await;
            $($body)*
            calls.call_async().await
        }
    };
}

both! {
    fn tuple, tuple_async((left, right): (String, u32)) {
        assert_eq!((left.into_bytes(), right), (b"text".to_vec(), 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_tuple() {
    assert_attempts!(4, |calls| tuple(calls, ("text".to_owned(), 1)));
    assert_attempts_async!(|calls| tuple_async(calls, ("text".to_owned(), 1)));
}

both! {
    fn structure, structure_async(Point { x, y: name }: Point) {
        assert_eq!((x, drop(name)), (1, ()));
    }
}

both! {
    fn partial, partial_async(Point { y, .. }: Point) {
        assert_eq!(y.into_bytes(), b"text");
    }
}

both! {
    fn tuple_structure, tuple_structure_async(Pair(text, number): Pair) {
        assert_eq!((text.into_bytes(), number), (b"text".to_vec(), Some(1)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_struct() {
    let pair = || Pair("text".to_owned(), Some(1));
    assert_attempts!(4, |calls| structure(calls, point()));
    assert_attempts_async!(|calls| structure_async(calls, point()));
    assert_attempts!(4, |calls| partial(calls, point()));
    assert_attempts_async!(|calls| partial_async(calls, point()));
    assert_attempts!(4, |calls| tuple_structure(calls, pair()));
    assert_attempts_async!(|calls| tuple_structure_async(calls, pair()));
}

both! {
    fn nested, nested_async((Point { x, y }, [first, .., last], (_, Pair(text, _))): (Point, [u32; 3], (u32, Pair))) {
        assert_eq!((x, drop(y), first, last, drop(text)), (1, (), 2, 4, ()));
    }
}

#[tokio::test(start_paused = true)]
async fn nested_patterns() {
    let value = || (point(), [2, 3, 4], (5, Pair("text".to_owned(), None)));
    assert_attempts!(4, |calls| nested(calls, value()));
    assert_attempts_async!(|calls| nested_async(calls, value()));
}

both! {
    fn wild, wild_async(_: String, _unused: String, (_, number): (String, u32)) {
        assert_eq!(number, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_bound() {
    assert_attempts!(4, |calls| wild(
        calls,
        String::new(),
        String::new(),
        (String::new(), 1)
    ));
    assert_attempts_async!(|calls| wild_async(
        calls,
        String::new(),
        String::new(),
        (String::new(), 1)
    ));
}

both! {
    fn by_ref, by_ref_async(ref text: String, Point { ref x, ref y }: Point) {
        assert_eq!((text.as_str(), *x, y.as_str()), ("text", 1, "text"));
    }
}

both! {
    fn by_ref_mut, by_ref_mut_async(ref mut text: String, (ref mut list, _): (Vec<u32>, u32)) {
        text.push('!'); list.push(1); assert_eq!(text.len(), 4 + list.len());
    }
}

#[tokio::test(start_paused = true)]
async fn by_reference() {
    assert_attempts!(4, |calls| by_ref(calls, "text".to_owned(), point()));
    assert_attempts_async!(|calls| by_ref_async(calls, "text".to_owned(), point()));
    assert_attempts!(4, |calls| by_ref_mut(calls, "text".to_owned(), (vec![], 0)));
    assert_attempts_async!(|calls| by_ref_mut_async(calls, "text".to_owned(), (vec![], 0)));
}

both! {
    fn changed, changed_async((mut list, mut number): (Vec<u32>, u32), Point { x: mut sum, mut y }: Point) {
        list.push(1); number += 1; sum += number; y.push('!'); assert_eq!((list.len(), sum, y.len()), (1, 3, 5));
    }
}

#[tokio::test(start_paused = true)]
async fn changed_bindings_start_afresh() {
    assert_attempts!(4, |calls| changed(calls, (vec![], 1), point()));
    assert_attempts_async!(|calls| changed_async(calls, (vec![], 1), point()));
}

both! {
    fn dereferenced, dereferenced_async(&number: &u32, &(left, ref right): &(u32, String), &mut last: &mut u32) {
        assert_eq!((number, left, right.as_str(), last), (1, 2, "text", 3));
    }
}

#[tokio::test(start_paused = true)]
async fn through_a_reference() {
    let pair = (2, "text".to_owned());
    assert_attempts!(4, |calls| dereferenced(calls, &1, &pair, &mut 3));
    assert_attempts_async!(|calls| dereferenced_async(calls, &1, &pair, &mut 3));
}

both! {
    fn ergonomic, ergonomic_async(Point { x, y }: &Point, (left, right): &mut (u32, Vec<u32>)) {
        *left += 1; right.push(*left); assert_eq!((*x, y.as_str(), right.len()), (1, "text", *left as usize));
    }
}

#[tokio::test(start_paused = true)]
async fn default_binding_modes() {
    assert_attempts!(4, |calls| ergonomic(calls, &point(), &mut (0, vec![])));
    assert_attempts_async!(|calls| ergonomic_async(calls, &point(), &mut (0, vec![])));
}

both! {
    fn reborrowed, reborrowed_async((left, right): (&mut u32, &mut Vec<u32>)) {
        add(left, right); assert_eq!(right.len(), *left as usize);
    }
}

fn add(left: &mut u32, right: &mut Vec<u32>) {
    *left += 1;
    right.push(*left);
}

#[tokio::test(start_paused = true)]
async fn unique_references_in_a_tuple() {
    let mut number = 0;
    assert_attempts!(4, |calls| reborrowed(calls, (&mut 0, &mut vec![])));
    assert_attempts_async!(|calls| reborrowed_async(calls, (&mut 0, &mut vec![])));
    let (calls, mut list) = (Calls::third(), vec![]);
    assert_eq!(
        reborrowed_async(&calls, (&mut number, &mut list)).await,
        Ok(3)
    );
    assert_eq!((number, list), (3, vec![1, 2, 3]));
}

both! {
    fn unique, unique_async((left, right): (Unique, Unique), Unique(number): Unique) {
        assert_eq!((left.0, (&right).0, number), (1, 2, 3));
    }
}

#[tokio::test(start_paused = true)]
async fn parts_that_are_not_clone() {
    assert_attempts!(4, |calls| unique(calls, (Unique(1), Unique(2)), Unique(3)));
    assert_attempts_async!(|calls| unique_async(calls, (Unique(1), Unique(2)), Unique(3)));
}

both! {
    fn parenthesized, parenthesized_async(&(mut number): &u32, (first, .., text): (u32, u32, &str, String)) {
        number += first; assert_eq!((number, text.into_bytes().len()), (3, 4));
    }
}

#[tokio::test(start_paused = true)]
async fn in_parentheses_and_behind_a_rest() {
    let parts = || (2, 0, "", "text".to_owned());
    assert_attempts!(4, |calls| parenthesized(calls, &1, parts()));
    assert_attempts_async!(|calls| parenthesized_async(calls, &1, parts()));
}

both! {
    fn either, either_async((Ok(mut text) | Err(mut text)): Result<String, String>) {
        text.push('!'); assert_eq!(text, "text!");
    }
}

#[tokio::test(start_paused = true)]
async fn one_of_two() {
    assert_attempts!(4, |calls| either(calls, Ok("text".to_owned())));
    assert_attempts_async!(|calls| either_async(calls, Err("text".to_owned())));
}

#[derive(Clone, Copy)]
struct Unit;

both! {
    fn unit, unit_async(Unit: Unit, whole @ (left, _): (u32, u32), only: u32) {
        assert_eq!((whole.1, left, only), (2, 1, 3));
    }
}

#[tokio::test(start_paused = true)]
async fn units_bindings_and_parentheses() {
    assert_attempts!(4, |calls| unit(calls, Unit, (1, 2), 3));
    assert_attempts_async!(|calls| unit_async(calls, Unit, (1, 2), 3));
}

/// The first attempt that fails half-way does not take parts from the second.
#[test]
fn parts_are_complete_in_every_attempt() {
    #[retry(max = 4, backoff = "none")]
    fn function(calls: &Calls, (left, right): (Vec<u32>, String)) -> Result<u32, Busy> {
        let total: u32 = left.into_iter().sum();
        let number = calls.call()?;
        assert_eq!((total, right.into_bytes().len()), (3, 4));
        Ok(number)
    }
    assert_attempts!(4, |calls| function(calls, (vec![1, 2], "text".to_owned())));
}
