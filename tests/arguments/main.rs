//! How arguments reach each attempt: what is cloned, what is moved, what is lent, and for how long it lives.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver};
use std::task::Poll;

use retry_attr::retry;
use test_support::{third, zero};

async fn third_async(attempts: &AtomicU32) -> Result<u32, &'static str> {
    tokio::task::yield_now().await;
    third(attempts)
}

/// Counts its clones.
struct Counting {
    clones: Arc<AtomicU32>,
    value: Vec<u32>,
}

impl Counting {
    fn new() -> (Self, Arc<AtomicU32>) {
        let clones = Arc::new(zero());
        let value = vec![1, 2];
        (
            Self {
                clones: clones.clone(),
                value,
            },
            clones,
        )
    }

    fn look(&self) -> usize {
        self.value.len()
    }

    fn consume(self) -> usize {
        self.value.into_iter().filter(|it| *it > 0).count()
    }
}

impl Clone for Counting {
    fn clone(&self) -> Self {
        self.clones.fetch_add(1, Relaxed);
        Self {
            clones: self.clones.clone(),
            value: self.value.clone(),
        }
    }
}

/// Cannot be cloned.
struct Unique(u32);

impl Unique {
    fn look(&self) -> u32 {
        self.0
    }
}

#[retry(backoff = "none")]
fn borrows(attempts: &AtomicU32, counting: Counting, text: String) -> Result<u32, &'static str> {
    let look = &counting;
    assert_eq!(look.look(), 2);
    assert_eq!(counting.value.len() + text.len(), 6);
    assert_eq!(format!("{text}{:?}", counting.value), "text[1, 2]");
    third(attempts)
}

#[retry(backoff = "none")]
async fn borrows_async(
    attempts: &AtomicU32,
    counting: Counting,
    (other, _): (Counting, u32),
) -> Result<u32, &'static str> {
    let (look, again) = (&counting, &other);
    let number = third_async(attempts).await?;
    assert_eq!((look.look(), again.look()), (2, 2));
    Ok(number)
}

#[tokio::test]
async fn an_argument_that_is_only_borrowed_is_never_cloned() {
    let (counting, clones) = Counting::new();
    assert_eq!(borrows(&zero(), counting, "text".to_owned()), Ok(3));
    assert_eq!(clones.load(Relaxed), 0);
    let (counting, clones) = Counting::new();
    let (other, other_clones) = Counting::new();
    let result = borrows_async(&zero(), counting, (other, 0)).await;
    assert_eq!(result, Ok(3));
    assert_eq!((clones.load(Relaxed), other_clones.load(Relaxed)), (0, 0));
}

#[retry(backoff = "none")]
fn borrows_unique(
    attempts: &AtomicU32,
    unique: Unique,
    read: impl Fn() -> u32,
) -> Result<u32, &'static str> {
    assert_eq!((unique.look(), unique.0, read()), (7, 7, 8));
    third(attempts)
}

#[retry(backoff = "none")]
async fn borrows_unique_async<T: AsRef<str>>(
    attempts: &AtomicU32,
    unique: Unique,
    text: T,
) -> Result<u32, &'static str> {
    let number = third_async(attempts).await?;
    assert_eq!((unique.look(), text.as_ref()), (7, "text"));
    Ok(number)
}

#[retry(backoff = "none", borrow(list))]
async fn lends(
    attempts: &AtomicU32,
    mut list: Box<dyn AsMut<[u32]> + '_>,
) -> Result<u32, &'static str> {
    for item in (*list).as_mut() {
        *item += 1;
    }
    third_async(attempts).await
}

#[retry(backoff = "none", borrow(counting, sum))]
fn lends_sync(
    attempts: &AtomicU32,
    counting: Counting,
    mut sum: Counting,
) -> Result<usize, &'static str> {
    sum.value.push(counting.look().try_into().unwrap_or(0));
    third(attempts)?;
    Ok(sum.value.len())
}

#[tokio::test]
async fn an_argument_that_is_only_borrowed_needs_no_clone() {
    let eight = Unique(8);
    assert_eq!(borrows_unique(&zero(), Unique(7), || eight.0), Ok(3));
    let result = borrows_unique(&zero(), Unique(7), move || eight.0);
    assert_eq!(result, Ok(3));
    let result = borrows_unique_async(&zero(), Unique(7), Box::<str>::from("text")).await;
    assert_eq!(result, Ok(3));
}

#[tokio::test]
async fn borrow_lends_one_value_to_every_attempt() {
    let mut list = [1, 2];
    let result = lends(&zero(), Box::new(&mut list[..])).await;
    assert_eq!((result, list), (Ok(3), [4, 5]));
    let ((counting, clones), (sum, sum_clones)) = (Counting::new(), Counting::new());
    assert_eq!(lends_sync(&zero(), counting, sum), Ok(2 + 3));
    assert_eq!((clones.load(Relaxed), sum_clones.load(Relaxed)), (0, 0));
}

#[retry(backoff = "none")]
fn consumes(attempts: &AtomicU32, counting: Counting, list: Vec<u32>) -> Result<u32, &'static str> {
    assert_eq!(counting.consume(), 2);
    let sum: u32 = list.into_iter().sum();
    assert_eq!(sum, 3);
    third(attempts)
}

#[retry(backoff = "none")]
async fn consumes_async(
    attempts: &AtomicU32,
    counting: Counting,
    list: Vec<u32>,
) -> Result<u32, &'static str> {
    let work = tokio::spawn(async move { list.into_iter().sum::<u32>() });
    assert_eq!(work.await.unwrap(), 3);
    assert_eq!(counting.consume(), 2);
    third_async(attempts).await
}

#[tokio::test]
async fn a_consumed_argument_is_cloned_for_each_attempt() {
    let (counting, clones) = Counting::new();
    assert_eq!(consumes(&zero(), counting, vec![1, 2]), Ok(3));
    assert_eq!(clones.load(Relaxed), 3);
    let (counting, clones) = Counting::new();
    let result = consumes_async(&zero(), counting, vec![1, 2]).await;
    assert_eq!(result, Ok(3));
    assert_eq!(clones.load(Relaxed), 3);
}

#[retry(backoff = "none")]
fn changes(attempts: &AtomicU32, mut list: Vec<u32>, mut number: u32) -> Result<u32, &'static str> {
    list.push(number);
    number += 1;
    assert_eq!((&*list, number), (&[1][..], 2), "the caller's value");
    third(attempts)
}

#[retry(backoff = "none")]
async fn changes_async(
    attempts: &AtomicU32,
    mut list: Vec<u32>,
    mut number: u32,
    mut text: &str,
) -> Result<u32, &'static str> {
    list.push(number);
    number += 1;
    text = &text[1..];
    assert_eq!((&*list, number), (&[1][..], 2), "the caller's value");
    let result = third_async(attempts).await;
    list.push(number);
    assert_eq!((list.len(), text), (2, "ext"));
    result
}

#[tokio::test]
async fn a_mut_argument_starts_afresh() {
    assert_eq!(changes(&zero(), vec![], 1), Ok(3));
    assert_eq!(changes_async(&zero(), vec![], 1, "text").await, Ok(3));
}

fn push(list: &mut Vec<u32>) {
    list.push(0);
}

#[retry(backoff = "none")]
fn reborrows(
    attempts: &AtomicU32,
    list: &mut Vec<u32>,
    mut rest: &mut [u32],
    read: &mut dyn FnMut() -> u32,
    other: &mut impl Extend<u32>,
) -> Result<u32, &'static str> {
    push(list);
    assert_eq!(rest.len(), 3, "the caller's slice");
    rest[0] += 1;
    rest = &mut rest[1..];
    rest[0] += 1;
    other.extend([read()]);
    let list = list;
    list.push(1);
    third(attempts)
}

#[retry(backoff = "none")]
async fn reborrows_async(
    attempts: &AtomicU32,
    list: &mut Vec<u32>,
    mut rest: &mut [u32],
    read: &mut (dyn FnMut() -> u32 + Send),
    other: &mut impl Extend<u32>,
) -> Result<u32, &'static str> {
    push(list);
    assert_eq!(rest.len(), 3, "the caller's slice");
    rest[0] += 1;
    rest = &mut rest[1..];
    tokio::task::yield_now().await;
    rest[0] += 1;
    other.extend([read()]);
    async move { list.push(1) }.await;
    third_async(attempts).await
}

#[tokio::test]
async fn a_unique_reference_is_reborrowed() {
    let (mut list, mut rest, mut other, mut count) = (vec![], [0; 3], vec![], 0);
    let mut read = || {
        count += 1;
        count
    };
    let result = reborrows(&zero(), &mut list, &mut rest, &mut read, &mut other);
    assert_eq!(result, Ok(3));
    let result = reborrows_async(&zero(), &mut list, &mut rest, &mut read, &mut other).await;
    assert_eq!(result, Ok(3));
    assert_eq!(list, [0, 1].repeat(6));
    assert_eq!((rest, other), ([6, 6, 0], vec![1, 2, 3, 4, 5, 6]));
}

#[retry(backoff = "none")]
fn fills(
    attempts: &AtomicU32,
    slot: Option<&mut u32>,
    mut list: impl FnMut(u32) + Clone,
) -> Result<u32, &'static str> {
    list(1);
    let filled = slot.is_some();
    let number = third(attempts)?;
    assert!(filled);
    Ok(number)
}

#[test]
fn an_option_of_a_unique_reference_is_lent() {
    assert_eq!(fills(&zero(), Some(&mut 1), drop), Ok(3));
}

/// Ways to consume that a search by name can miss.
mod consumed_by {
    #![allow(clippy::all, clippy::pedantic, unused)] // each form is the point of its test
    use super::*;

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
}

/// Ways to borrow that need no `Clone` and get none.
mod borrowed_by {
    #![allow(clippy::all, clippy::pedantic, unused)] // each form is the point of its test
    use super::*;

    macro_rules! borrowed_by {
        ($($name:ident($argument:ident) $body:block)*) => {$(
            #[tokio::test]
            async fn $name() {
                #[retry(backoff = "none")]
                fn sync(attempts: &AtomicU32, $argument: Loan) -> Result<u32, &'static str> {
                    $body;
                    third(attempts)
                }

                #[retry(backoff = "none")]
                async fn asynchronous(attempts: &AtomicU32, $argument: Loan) -> Result<u32, &'static str> {
                    $body;
                    third_async(attempts).await
                }

                assert_eq!(sync(&zero(), loan()), Ok(3));
                assert_eq!(asynchronous(&zero(), loan()).await, Ok(3));
            }
        )*};
    }

    /// Not `Clone`.
    #[derive(Debug, PartialEq, PartialOrd)]
    struct Loan {
        list: Vec<u32>,
    }

    impl Loan {
        fn sum(&self) -> u32 {
            self.list.iter().sum()
        }
    }

    fn loan() -> Loan {
        Loan { list: vec![1, 2] }
    }

    borrowed_by! {
        a_reference(x) { assert_eq!(Loan::sum(&x), 3) }
        a_method(x) { assert_eq!(x.sum(), 3) }
        a_field(x) { assert_eq!(x.list, [1, 2]) }
        a_field_of_a_reference(x) { let list = &x.list; assert_eq!(list.len(), 2) }
        an_index(x) { assert_eq!(x.list[0], 1) }
        a_comparison(x) { assert!(x == loan() && loan() == x && x <= loan() && x >= loan()) }
        a_less_than(x) { assert!(!(x < loan()) && !(loan() < x)) }
        a_format(x) { assert_eq!(format!("{x:?}"), format!("{:?}", x)) }
        a_json(x) { assert_eq!(serde_json::json!({ "list": x.list, "sum": x.sum() })["sum"], 3) }
        a_closure(x) { let f = || x.sum(); assert_eq!(f(), 3) }
        a_match(x) { match x { Loan { ref list } => assert_eq!(list.len(), 2) } }
        a_match_of_a_reference(x) { match &x { Loan { list } => assert_eq!(list.len(), 2) } }
        a_let(x) { let Loan { list } = &x; assert_eq!(list.len(), 2) }
        a_loop(x) { for item in &x.list { assert!(*item > 0) } }
        a_shadowed_name(x) { let x = &x; assert_eq!(x.sum(), 3) }
        a_reference_in_a_structure(x) { let y = Some((&x, 1)); assert_eq!(y.map(|(it, _)| it.sum()), Some(3)) }
        nothing(_x) { () }
    }
}

/// Says whether the type of a value is `Send`.
macro_rules! is_send {
    ($value:expr) => {{
        #[allow(unused_imports)]
        use NotSend as _;
        probe(&$value).is_send()
    }};
}

struct Probe<T>(PhantomData<T>);

const fn probe<T>(_: &T) -> Probe<T> {
    Probe(PhantomData)
}

trait NotSend {
    fn is_send(&self) -> bool {
        false
    }
}

impl<T> NotSend for Probe<T> {}

impl<T: Send> Probe<T> {
    #[allow(clippy::unused_self)]
    const fn is_send(&self) -> bool {
        true
    }
}

/// A function as it is and annotated.
macro_rules! pair {
    ($(<$($generic:tt),*>)? ($($arguments:tt)*) -> $output:ty { $($body:tt)* }) => {
        #[allow(clippy::unused_async)]
        async fn plain $(<$($generic),*>)? ($($arguments)*) -> $output { $($body)* }
        #[retry]
        async fn annotated $(<$($generic),*>)? ($($arguments)*) -> $output { $($body)* }
    };
}

/// Asserts that the annotated future is `Send` if and only if the plain one is, which it is as `$send` says.
macro_rules! assert_send {
    ($send:literal, $($arguments:expr),*) => {
        assert_eq!(is_send!(plain($($arguments),*)), $send, "plain");
        assert_eq!(is_send!(annotated($($arguments),*)), $send, "annotated");
    };
}

async fn wait() {
    tokio::task::yield_now().await;
}

#[test]
fn send_with_arguments_that_are_not_sync() {
    {
        pair!((cell: Cell<u32>, list: RefCell<Vec<u32>>) -> Result<u32, ()> {
            cell.set(1);
            wait().await;
            list.borrow_mut().push(1);
            Ok(cell.get())
        });
        assert_send!(true, Cell::new(0), RefCell::default());
    }
    {
        pair!((read: Box<dyn Fn() -> u32 + Send>) -> Result<u32, ()> {
            wait().await;
            Ok(read())
        });
        assert_send!(true, Box::new(|| 1));
    }
    {
        pair!((receiver: Receiver<u32>) -> Result<u32, ()> {
            wait().await;
            receiver.try_recv().map_err(drop)
        });
        assert_send!(true, mpsc::channel().1);
    }
    {
        pair!((receiver: Receiver<u32>) -> Result<u32, ()> {
            for item in &receiver {
                wait().await;
                assert_eq!(item, 1);
            }
            Err(())
        });
        // A reference to it lives across an await.
        assert_send!(false, mpsc::channel().1);
    }
    {
        pair!(((cell, _): (Cell<u32>, u32), [first, _]: [Cell<u32>; 2]) -> Result<u32, ()> {
            wait().await;
            Ok(cell.get() + first.get())
        });
        assert_send!(true, (Cell::new(0), 0), [const { Cell::new(0) }; 2]);
    }
    {
        pair!((cell: Cell<u32>) -> Result<u32, ()> {
            wait().await;
            Ok(cell.into_inner())
        });
        assert_send!(true, Cell::new(0));
    }
    {
        pair!((mut cell: Cell<u32>) -> Result<u32, ()> {
            *cell.get_mut() += 1;
            wait().await;
            Ok(cell.get())
        });
        assert_send!(true, Cell::new(0));
    }
}

#[test]
fn send_with_unique_references_that_need_no_sync() {
    {
        pair!((read: &mut (dyn FnMut() -> u32 + Send)) -> Result<u32, ()> {
            wait().await;
            Ok(read())
        });
        assert_send!(true, &mut || 1);
    }
    {
        pair!((cell: Option<&mut Cell<u32>>) -> Result<u32, ()> {
            wait().await;
            Ok(cell.as_ref().map_or(0, |it| it.get()))
        });
        assert_send!(true, None);
    }
    {
        pair!((cell: &mut Cell<u32>) -> Result<u32, ()> {
            wait().await;
            *cell.get_mut() += 1;
            Ok(*cell.get_mut())
        });
        assert_send!(true, &mut Cell::new(0));
    }
}

#[test]
fn send_with_unique_references_to_what_is_not_sync() {
    {
        pair!((cell: &mut Cell<u32>) -> Result<u32, ()> {
            wait().await;
            Ok(cell.get())
        });
        assert_send!(true, &mut Cell::new(0));
    }
    {
        #[allow(clippy::manual_async_fn)]
        fn plain(cell: &mut Cell<u32>) -> impl Future<Output = Result<u32, ()>> {
            async move {
                wait().await;
                Ok(cell.get())
            }
        }
        #[retry]
        fn annotated(cell: &mut Cell<u32>) -> impl Future<Output = Result<u32, ()>> {
            async move {
                wait().await;
                Ok(cell.get())
            }
        }
        assert_send!(true, &mut Cell::new(0));
    }
}

struct Counter {
    count: Cell<u32>,
}

impl Counter {
    async fn plain(&mut self) -> Result<u32, ()> {
        wait().await;
        self.count.set(self.count.get() + 1);
        Ok(self.count.get())
    }

    #[retry]
    async fn annotated(&mut self) -> Result<u32, ()> {
        wait().await;
        self.count.set(self.count.get() + 1);
        Ok(self.count.get())
    }

    async fn plain_pin(self: Pin<&mut Self>) -> Result<u32, ()> {
        wait().await;
        Ok(self.count.get())
    }

    #[retry]
    async fn annotated_pin(self: Pin<&mut Self>) -> Result<u32, ()> {
        wait().await;
        Ok(self.count.get())
    }

    async fn plain_value(self) -> Result<u32, ()> {
        wait().await;
        Ok(self.count.get())
    }

    #[retry]
    async fn annotated_value(self) -> Result<u32, ()> {
        wait().await;
        Ok(self.count.get())
    }
}

#[test]
fn send_with_a_receiver_that_is_not_sync() {
    let mut counter = Counter {
        count: Cell::new(0),
    };
    assert!(is_send!(counter.plain()));
    assert!(is_send!(Pin::new(&mut counter).plain_pin()));
    assert!(is_send!(counter.annotated()));
    assert!(is_send!(Pin::new(&mut counter).annotated_pin()));
    let counter = || Counter {
        count: Cell::new(0),
    };
    assert!(is_send!(counter().plain_value()));
    assert!(is_send!(counter().annotated_value()));
}

#[test]
fn not_send_where_the_plain_function_is_not() {
    {
        pair!((text: Rc<str>) -> Result<usize, ()> {
            wait().await;
            Ok(text.len())
        });
        assert_send!(false, "text".into());
    }
    {
        pair!((text: &Cell<u32>) -> Result<u32, ()> {
            wait().await;
            Ok(text.get())
        });
        assert_send!(false, &Cell::new(0));
    }
    {
        pair!(() -> Result<usize, ()> {
            let text: Rc<str> = "text".into();
            wait().await;
            Ok(text.len())
        });
        assert_send!(false,);
    }
}

#[test]
fn send_with_an_error_that_is_not() {
    {
        pair!((text: &str) -> Result<u32, Rc<str>> {
            wait().await;
            Err(text.into())
        });
        assert_send!(true, "text");
    }
    {
        pair!((text: String) -> Result<Rc<str>, Box<dyn std::error::Error>> {
            wait().await;
            Err(text.into())
        });
        assert_send!(true, "text".to_owned());
    }
    {
        async fn plain() -> Result<u32, Box<dyn std::error::Error>> {
            wait().await;
            Ok(1)
        }
        #[retry(timeout = "1s", deadline = "1m")]
        async fn annotated() -> Result<u32, Box<dyn std::error::Error>> {
            wait().await;
            Ok(1)
        }
        assert_send!(true,);
    }
    {
        async fn plain(counter: Counter, text: &str) -> Result<u32, Rc<str>> {
            wait().await;
            let count = counter.count.into_inner();
            if count == 0 { Err(text.into()) } else { Ok(1) }
        }
        #[retry(
            when = |error: &Rc<str>| error.len() > 3,
            on_retry = |event: &retry_attr::Event<'_>| drop(event.to_string()),
            attempt = attempt
        )]
        async fn annotated(counter: Cell<u32>, text: &str) -> Result<u32, Rc<str>> {
            wait().await;
            let count = counter.into_inner() + attempt.number();
            if count == 0 { Err(text.into()) } else { Ok(1) }
        }
        drop(plain(
            Counter {
                count: Cell::new(0),
            },
            "text",
        ));
        assert!(is_send!(annotated(Cell::new(0), "text")));
    }
}

#[test]
fn send_of_generic_arguments_follows_the_argument() {
    async fn plain<T: Clone>(value: T) -> Result<T, ()> {
        wait().await;
        Ok(value)
    }
    #[retry]
    async fn annotated<T: Clone>(value: T) -> Result<T, ()> {
        wait().await;
        Ok(value)
    }
    assert_send!(true, 1);
    assert_send!(true, Cell::new(1));
    assert_send!(false, Rc::new(1));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_send_is_retried_as_well() {
    #[retry]
    async fn annotated(
        attempts: &AtomicU32,
        text: Rc<str>,
        list: Rc<RefCell<Vec<u32>>>,
    ) -> Result<u32, Rc<str>> {
        let text = text;
        list.borrow_mut().push(1);
        let number = third_async(attempts).await.map_err(|_| text.clone())?;
        Ok(number)
    }
    let list = Rc::new(RefCell::new(vec![]));
    assert_eq!(annotated(&zero(), "text".into(), list.clone()).await, Ok(3));
    assert_eq!(*list.borrow(), [1, 1, 1]);
    assert_eq!(Rc::strong_count(&list), 1);
}

#[tokio::test(start_paused = true)]
async fn an_argument_goes_to_a_task() {
    #[retry]
    async fn annotated(
        attempts: Arc<AtomicU32>,
        text: String,
        list: Vec<String>,
    ) -> Result<u32, &'static str> {
        let task = tokio::spawn(async move {
            let joined = list.concat() + &text;
            assert_eq!(joined, "abc");
            third_async(&attempts).await
        });
        task.await.unwrap()
    }
    let list = vec!["a".to_owned(), "b".to_owned()];
    let future = annotated(Arc::new(zero()), "c".to_owned(), list);
    assert_eq!(tokio::spawn(future).await.unwrap(), Ok(3));
}

/// Notes when it is dropped.
struct Noted<'a>(&'static str, &'a RefCell<Vec<&'static str>>);

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

impl Noted<'_> {
    fn note(&self, what: &'static str) {
        self.1.borrow_mut().push(what);
    }
}

/// Polls once.
async fn is_pending<F: Future>(future: &mut Pin<Box<F>>) -> bool {
    poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_pending())).await
}

/// Runs the plain and the annotated function and asserts that both drop in the same order.
macro_rules! assert_drops {
    (($($arguments:tt)*) $body:block, |$log:ident| ($($passed:expr),*)) => {{
        fn plain($($arguments)*) -> Option<()> { $body; Some(()) }
        #[retry(backoff = "none")]
        fn annotated($($arguments)*) -> Option<()> { $body; Some(()) }
        async fn plain_async($($arguments)*) -> Option<()> { wait().await; $body; Some(()) }
        #[retry(backoff = "none")]
        async fn annotated_async($($arguments)*) -> Option<()> { wait().await; $body; Some(()) }

        let (log, annotated_log) = (RefCell::default(), RefCell::default());
        let $log = &log;
        plain($($passed),*);
        let $log = &annotated_log;
        annotated($($passed),*);
        assert_eq!(log, annotated_log, "sync");
        assert!(log.take().len() > 1);

        annotated_log.take();
        let $log = &log;
        plain_async($($passed),*).await;
        let $log = &annotated_log;
        annotated_async($($passed),*).await;
        assert_eq!(log, annotated_log, "async");

        log.take();
        annotated_log.take();
        let $log = &log;
        let mut future = Box::pin(plain_async($($passed),*));
        assert!(is_pending(&mut future).await);
        drop(future);
        let $log = &annotated_log;
        let mut future = Box::pin(annotated_async($($passed),*));
        assert!(is_pending(&mut future).await);
        drop(future);
        assert_eq!(log, annotated_log, "cancelled");
    }};
}

#[tokio::test]
async fn arguments_live_until_the_end_of_the_call() {
    assert_drops!(
        (_unused: Noted<'_>, used: Noted<'_>) { Noted::note(&used, "body") },
        |log| (Noted("unused", log), Noted("used", log))
    );
    assert_drops!(
        (used: Noted<'_>, _: Noted<'_>, _unused: Noted<'_>) { Noted::note(&used, "body") },
        |log| (Noted("used", log), Noted("wild", log), Noted("unused", log))
    );
    assert_drops!(
        (a: Noted<'_>, b: Noted<'_>, c: Noted<'_>) {
            let local = Noted("local", a.1);
            b.note("body");
            local.note("tail");
            c.note("tail");
        },
        |log| (Noted("a", log), Noted("b", log), Noted("c", log))
    );
}

/// The copies of an attempt are gone before the next, and the caller's value when the call ends.
#[tokio::test(start_paused = true)]
async fn a_copy_lives_as_long_as_its_attempt() {
    #[derive(Clone)]
    struct Copies(Arc<()>);

    impl Copies {
        fn consume(self) -> usize {
            Arc::strong_count(&self.0)
        }
    }

    #[retry(backoff = "none")]
    fn sync(attempts: &AtomicU32, copies: Copies) -> Result<u32, &'static str> {
        // The test's, the caller's and this copy.
        assert_eq!(copies.consume(), 3);
        third(attempts)
    }

    #[retry]
    async fn asynchronous(attempts: &AtomicU32, copies: Copies) -> Result<u32, &'static str> {
        let copies = copies;
        let number = third_async(attempts).await?;
        assert_eq!(copies.consume(), 3);
        Ok(number)
    }

    let all = Arc::new(());
    assert_eq!(sync(&zero(), Copies(all.clone())), Ok(3));
    assert_eq!(Arc::strong_count(&all), 1);
    let attempts = zero();
    let mut future = Box::pin(asynchronous(&attempts, Copies(all.clone())));
    assert!(is_pending(&mut future).await);
    assert_eq!(Arc::strong_count(&all), 3);
    assert!(is_pending(&mut future).await, "sleeps");
    assert_eq!((attempts.load(Relaxed), Arc::strong_count(&all)), (1, 2));
    drop(future);
    assert_eq!(Arc::strong_count(&all), 1);
}

/// Asserts that the annotated future is at most a sleep and a few words larger than the plain one, beside `$copies`.
macro_rules! assert_size {
    ($copies:expr, ($($arguments:tt)*) $body:block, ($($passed:expr),*)) => {{
        #[allow(clippy::large_types_passed_by_value, clippy::large_stack_arrays)]
        async fn plain($($arguments)*) -> Result<u8, ()> $body
        #[allow(clippy::large_types_passed_by_value, clippy::large_stack_arrays)]
        #[retry]
        async fn annotated($($arguments)*) -> Result<u8, ()> { $body }
        let plain = size_of_val(&plain($($passed),*));
        let annotated = size_of_val(&annotated($($passed),*));
        let most = plain + 128 + $copies;
        assert!(annotated <= most, "{annotated} > {most}, and {plain} for the plain function");
    }};
}

const KIB: usize = 1024;

struct Big([u8; 4 * KIB]);

#[derive(Clone)]
struct BigClone([u8; 4 * KIB]);

fn first(big: &Big) -> u8 {
    big.0[0]
}

#[allow(clippy::needless_pass_by_value)] // the point of the test
fn first_of(big: BigClone) -> u8 {
    let [first, ..] = big.0;
    first
}

#[test]
fn the_future_does_not_grow_with_what_it_holds() {
    assert_size!(0, () { wait().await; Ok(1) }, ());
    assert_size!(
        0,
        () {
            let list = [0_u8; 8 * KIB];
            wait().await;
            Ok(list[8])
        },
        ()
    );
    assert_size!(0, (list: [u8; 4 * KIB]) { wait().await; Ok(list[8]) }, ([0; 4 * KIB]));
    assert_size!(
        0,
        (big: Big) { wait().await; let number = first(&big); wait().await; Ok(number + first(&big)) },
        (Big([0; 4 * KIB]))
    );
    assert_size!(
        0,
        ((big, _): (Big, u8), _: u8) { wait().await; Ok(first(&big)) },
        ((Big([0; 4 * KIB]), 0), 0)
    );
    assert_size!(
        0,
        (_unused: Big, text: String) { wait().await; Ok(text.as_bytes()[0]) },
        (Big([0; 4 * KIB]), String::new())
    );
}

#[allow(clippy::redundant_locals)] // the point of the test
#[test]
fn the_future_grows_by_one_copy_of_what_is_consumed() {
    assert_size!(
        4 * KIB,
        (big: BigClone) { wait().await; Ok(first_of(big)) },
        (BigClone([0; 4 * KIB]))
    );
    assert_size!(
        4 * KIB,
        (mut big: BigClone) { big.0[0] += 1; wait().await; Ok(big.0[0]) },
        (BigClone([0; 4 * KIB]))
    );
    assert_size!(
        4 * KIB,
        (mut list: [u8; 4 * KIB]) { list[0] += 1; wait().await; Ok(list[0]) },
        ([0; 4 * KIB])
    );
    assert_size!(
        4 * KIB,
        (big: BigClone) { let big = big; wait().await; Ok(big.0[0]) },
        (BigClone([0; 4 * KIB]))
    );
    assert_size!(
        8 * KIB,
        (one: BigClone, two: BigClone) { wait().await; Ok(first_of(one) + first_of(two)) },
        (BigClone([0; 4 * KIB]), BigClone([0; 4 * KIB]))
    );
}
