//! Ways to borrow that need no `Clone` and get none.
#![allow(clippy::all, clippy::pedantic, unused)] // each form is the point of its test

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

use crate::third_async;

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
