//! How large the annotated future is beside the plain one.

use retry_attr::retry;

use crate::wait;

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
