//! The feature `registry`: every annotated function of the program, with its policy and its counts.
#![forbid(unsafe_code)]
#![allow(clippy::unused_self)]

use std::time::Duration;

use retry_attr::registry::{self, Function};
use retry_attr::{Backoff, Policy, retry};

const PATIENT: Policy = Policy::new().max(6).timeout(Duration::from_secs(5));
const ATTEMPTS: u32 = 4;

const LINE_OF_PLAIN: u32 = line!() + 2;
#[allow(dead_code)]
#[retry]
fn plain() -> Option<()> {
    None
}

/// Never called.
#[allow(dead_code)]
#[retry(policy = PATIENT, max = ATTEMPTS)]
async fn overridden() -> Result<(), String> {
    Ok(())
}

#[retry(max = 2, backoff = "none")]
fn generic<T: Clone>(value: Option<T>) -> Option<T> {
    value
}

struct Client<const N: u32> {
    policy: Policy,
}

impl<const N: u32> Client<N> {
    const POLICY: Policy = Policy::new().max(N);

    #[retry(policy = self.policy)]
    fn at_run_time(&self, answers: &mut Vec<Option<()>>) -> Option<()> {
        answers.pop()?
    }

    #[retry(policy = Self::POLICY)]
    fn of_the_type(&self) -> Option<()> {
        Some(())
    }

    #[retry(max = { N })]
    fn of_a_parameter(&self) -> Option<()> {
        Some(())
    }
}

trait Ask {
    #[retry(max = 1)]
    fn ask(&self) -> Option<()> {
        None
    }
}

impl Ask for u8 {}
impl Ask for u16 {}

mod inner {
    use retry_attr::retry;

    pub(crate) fn outer() -> Option<()> {
        #[retry(max = 1)]
        fn nested() -> Option<()> {
            None
        }
        nested()
    }
}

fn function(name: &str) -> &'static Function {
    let mut found = registry::all().filter(|function| function.name() == name);
    let function = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "{name} twice");
    function
}

fn counts(name: &str) -> [u64; 3] {
    let function = function(name);
    [
        function.retries(),
        function.give_ups(),
        function.recoveries(),
    ]
}

#[test]
fn every_function_is_there_with_its_policy() {
    let policy = |name| function(name).policy().copied();
    assert_eq!(policy("plain"), Some(Policy::new()));
    assert_eq!(policy("overridden"), Some(PATIENT.max(4)));
    assert_eq!(
        policy("generic"),
        Some(Policy::new().max(2).backoff(Backoff::None))
    );
    assert_eq!(policy("ask"), Some(Policy::new().max(1)));
    assert_eq!(policy("nested"), Some(Policy::new().max(1)));
    // Known only in the call, or by the type.
    for name in ["at_run_time", "of_the_type", "of_a_parameter"] {
        assert_eq!(policy(name), None, "{name}");
    }
    assert_eq!(registry::all().count(), 8);
    let client = Client::<2> { policy: PATIENT };
    assert_eq!(
        (client.of_the_type(), client.of_a_parameter()),
        (Some(()), Some(()))
    );
}

#[test]
fn a_function_says_where_it_is() {
    let plain = function("plain");
    assert_eq!(plain.module(), "registry");
    assert_eq!(plain.file(), file!());
    assert_eq!(plain.line(), LINE_OF_PLAIN);
    assert_eq!(
        plain.to_string(),
        format!("registry::plain ({}:{LINE_OF_PLAIN})", file!())
    );
    assert_eq!(function("nested").module(), "registry::inner");
}

/// What a program can hold all its functions to.
#[test]
fn no_function_takes_longer_than_is_allowed() {
    let attempt = Duration::from_secs(10);
    for function in registry::all() {
        let Some(policy) = function.policy() else {
            continue;
        };
        let longest = policy.worst_case(Some(attempt)).expect("bounded");
        assert!(
            longest <= Duration::from_secs(250),
            "{function}: {longest:?}"
        );
    }
}

#[test]
fn calls_are_counted_for_all_instances_together() {
    assert_eq!(generic(None::<u8>), None);
    assert_eq!(generic(None::<String>), None);
    assert_eq!(generic(Some(1)), Some(1));
    assert_eq!(counts("generic"), [2, 2, 0]);

    assert_eq!((1_u8.ask(), 1_u16.ask()), (None, None));
    assert_eq!(counts("ask"), [0, 2, 0]);

    let client = Client::<1> {
        policy: PATIENT.timeout(Duration::MAX).base(Duration::from_nanos(1)),
    };
    assert_eq!(
        client.at_run_time(&mut vec![Some(()), None, None]),
        Some(())
    );
    assert_eq!(counts("at_run_time"), [2, 0, 1]);

    assert_eq!(inner::outer(), None);
    assert_eq!(counts("nested"), [0, 1, 0]);
    assert_eq!(counts("overridden"), [0, 0, 0]);
}
