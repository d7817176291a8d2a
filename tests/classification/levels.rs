//! What decides whether an error is worth a retry: the four levels, and the errors that are known.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::{Duration, SystemTime};

use retry_attr::{Classification, Classify, retry};

use crate::Borrowing;

/// Counts the attempts of a function that fails with `$error`.
macro_rules! attempts {
    ($error:expr, $type:ty) => {{
        #[retry(max = 2, backoff = "none")]
        fn fail(error: &dyn Fn() -> $type, attempts: &mut u32) -> Result<(), $type> {
            *attempts += 1;
            Err(error())
        }
        let mut attempts = 0;
        let _ = fail(&|| $error, &mut attempts);
        attempts
    }};
}

#[derive(Debug)]
struct Wrapped(Option<Box<dyn Error + Send + Sync>>);

impl fmt::Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.as_deref().map(|error| error as _)
    }
}

fn wrap(error: impl Error + Send + Sync + 'static) -> Wrapped {
    Wrapped(Some(Box::new(error)))
}

const PERMANENT: io::ErrorKind = io::ErrorKind::PermissionDenied;
const TRANSIENT: io::ErrorKind = io::ErrorKind::ConnectionReset;

#[test]
fn each_kind_has_a_constructor_and_a_reader_of_its_name() {
    let wait = Duration::from_secs(7);
    let tomorrow = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400);
    let kinds = [
        Classification::transient(),
        Classification::throttled(None),
        Classification::throttled(Some(wait)),
        Classification::permanent(),
        Classification::permanent_until(tomorrow),
    ];
    let read = kinds.map(|kind| {
        (
            kind.is_transient(),
            kind.is_throttled(),
            kind.is_permanent(),
        )
    });
    assert_eq!(
        read,
        [
            (true, false, false),
            (false, true, false),
            (false, true, false),
            (false, false, true),
            (false, false, true),
        ]
    );
    let retryable = kinds.map(Classification::is_retryable);
    assert_eq!(retryable, [true, true, true, false, false]);
    let named = kinds.map(Classification::retry_after);
    assert_eq!(named, [None, None, Some(wait), None, None]);
    let until = kinds.map(Classification::until);
    assert_eq!(until, [None, None, None, None, Some(tomorrow)]);
}

#[test]
fn its_own_classify_decides() {
    #[derive(Debug)]
    struct Own(Classification);
    impl Classify for Own {
        fn classify(&self) -> Classification {
            self.0
        }
    }
    assert_eq!(attempts!(Own(Classification::Transient), Own), 2);
    assert_eq!(attempts!(Own(Classification::throttled(None)), Own), 2);
    assert_eq!(attempts!(Own(Classification::permanent()), Own), 1);
}

#[test]
fn io_errors_decide_by_kind() {
    use io::ErrorKind as Kind;
    for kind in [
        Kind::ConnectionRefused,
        Kind::ConnectionReset,
        Kind::ConnectionAborted,
        Kind::NotConnected,
        Kind::BrokenPipe,
        Kind::TimedOut,
        Kind::Interrupted,
        Kind::WouldBlock,
        Kind::UnexpectedEof,
        Kind::HostUnreachable,
        Kind::NetworkUnreachable,
        Kind::NetworkDown,
        Kind::AddrInUse,
        Kind::AddrNotAvailable,
        Kind::ResourceBusy,
        Kind::Other,
    ] {
        assert_eq!(attempts!(kind.into(), io::Error), 2, "{kind:?}");
    }
    for kind in [
        Kind::NotFound,
        Kind::PermissionDenied,
        Kind::AlreadyExists,
        Kind::InvalidInput,
        Kind::Unsupported,
        Kind::StorageFull,
        Kind::IsADirectory,
        Kind::NotADirectory,
        Kind::ReadOnlyFilesystem,
    ] {
        assert_eq!(attempts!(kind.into(), io::Error), 1, "{kind:?}");
    }
}

#[test]
fn an_io_error_that_wraps_another_asks_it() {
    assert_eq!(
        attempts!(io::Error::other(io::Error::from(PERMANENT)), io::Error),
        1
    );
    assert_eq!(attempts!(io::Error::other("busy"), io::Error), 2);
}

#[test]
fn an_error_is_known_by_its_sources() {
    assert_eq!(attempts!(wrap(io::Error::from(PERMANENT)), Wrapped), 1);
    assert_eq!(
        attempts!(wrap(wrap(io::Error::from(PERMANENT))), Wrapped),
        1
    );
    assert_eq!(attempts!(wrap(io::Error::from(TRANSIENT)), Wrapped), 2);
    assert_eq!(attempts!(Wrapped(None), Wrapped), 2);
}

#[test]
fn a_source_behind_a_pointer_is_known() {
    use std::sync::Arc;
    assert_eq!(
        attempts!(wrap(Box::new(io::Error::from(PERMANENT))), Wrapped),
        1
    );
    assert_eq!(
        attempts!(wrap(Arc::new(io::Error::from(PERMANENT))), Wrapped),
        1
    );
    let any: Arc<dyn Error + Send + Sync> = Arc::new(io::Error::from(PERMANENT));
    assert_eq!(attempts!(wrap(Arc::clone(&any)), Wrapped), 1);
    let deeper: Arc<dyn Error + Send + Sync> = Arc::new(wrap(any));
    assert_eq!(attempts!(wrap(Arc::clone(&deeper)), Wrapped), 1);
    assert_eq!(attempts!(wrap(Arc::new(Wrapped(None))), Wrapped), 2);
}

#[test]
fn an_error_that_borrows_is_known_by_its_sources() {
    #[retry(max = 2, backoff = "none")]
    fn fail<'a>(text: &'a str, attempts: &mut u32) -> Result<(), Borrowing<'a>> {
        *attempts += 1;
        Err(Borrowing(text, PERMANENT.into()))
    }
    let mut attempts = 0;
    assert!(fail(&String::from("no"), &mut attempts).is_err());
    assert_eq!(attempts, 1);
}

#[test]
fn boxes_and_anyhow_are_known_by_what_they_hold() {
    type Local = Box<dyn Error>;
    type Sendable = Box<dyn Error + Send>;
    type Shared = Box<dyn Error + Send + Sync>;
    assert_eq!(attempts!(Box::new(io::Error::from(PERMANENT)), Local), 1);
    assert_eq!(
        attempts!(Box::new(wrap(io::Error::from(PERMANENT))), Local),
        1
    );
    assert_eq!(attempts!("busy".into(), Local), 2);
    assert_eq!(attempts!(Box::new(io::Error::from(PERMANENT)), Sendable), 1);
    assert_eq!(attempts!(Box::new(Wrapped(None)), Sendable), 2);
    assert_eq!(attempts!(Box::new(io::Error::from(PERMANENT)), Shared), 1);
    assert_eq!(attempts!("busy".into(), Shared), 2);
}

/// With the feature it is `Classify`, and without it is asked for the error that it lends.
#[test]
fn anyhow_is_known_by_its_chain() {
    use anyhow::{Context, anyhow};
    let denied = || Err::<(), _>(io::Error::from(PERMANENT));
    assert_eq!(
        attempts!(io::Error::from(PERMANENT).into(), anyhow::Error),
        1
    );
    assert_eq!(
        attempts!(denied().context("asking").unwrap_err(), anyhow::Error),
        1
    );
    assert_eq!(attempts!(anyhow!("busy"), anyhow::Error), 2);
}

#[test]
fn eyre_is_known_by_its_chain() {
    use eyre::{WrapErr, eyre};
    let denied = || Err::<(), _>(io::Error::from(PERMANENT));
    assert_eq!(
        attempts!(io::Error::from(PERMANENT).into(), eyre::Report),
        1
    );
    assert_eq!(
        attempts!(denied().wrap_err("asking").unwrap_err(), eyre::Report),
        1
    );
    assert_eq!(attempts!(eyre!("busy"), eyre::Report), 2);
}

/// As that of `miette` does.
#[test]
fn an_error_that_lends_one_is_known_by_that() {
    struct Report(Wrapped);
    impl AsRef<dyn Error + Send + Sync> for Report {
        fn as_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
            &self.0
        }
    }
    let of = |kind: io::ErrorKind| Report(wrap(io::Error::from(kind)));
    assert_eq!(attempts!(of(PERMANENT), Report), 1);
    assert_eq!(attempts!(of(TRANSIENT), Report), 2);
}

#[test]
fn a_pointer_to_any_error_is_known_by_that() {
    use std::rc::Rc;
    use std::sync::Arc;
    type Local = Rc<dyn Error>;
    type Sendable = Arc<dyn Error + Send>;
    type Shared = Arc<dyn Error + Send + Sync>;
    assert_eq!(
        attempts!(Rc::new(wrap(io::Error::from(PERMANENT))), Local),
        1
    );
    assert_eq!(attempts!(Arc::new(io::Error::from(PERMANENT)), Sendable), 1);
    assert_eq!(attempts!(Arc::new(io::Error::from(PERMANENT)), Shared), 1);
    assert_eq!(attempts!(Arc::new(io::Error::from(TRANSIENT)), Shared), 2);
    assert_eq!(attempts!(Arc::new(Wrapped(None)), Shared), 2);
}

#[test]
fn an_error_that_lends_another_and_says_itself_is_asked_itself() {
    #[derive(Debug)]
    struct Own(io::Error);
    impl fmt::Display for Own {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("own")
        }
    }
    impl Error for Own {}
    impl AsRef<dyn Error + Send + Sync> for Own {
        fn as_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
            &self.0
        }
    }
    impl std::ops::Deref for Own {
        type Target = dyn Error + Send + Sync;
        fn deref(&self) -> &Self::Target {
            &self.0
        }
    }
    // It is an `Error` without a source.
    assert_eq!(attempts!(Own(PERMANENT.into()), Own), 2);
}

#[test]
fn a_field_that_lends_an_error_is_forwarded_to_it() {
    #[derive(Classify)]
    enum Any {
        #[classify(forward)]
        Eyre(eyre::Report),
    }
    let error = Any::Eyre(io::Error::from(PERMANENT).into());
    assert_eq!(error.classify(), Classification::permanent());
}

#[test]
fn pointers_to_an_error_with_a_classify_of_its_own_ask_it() {
    use std::rc::Rc;
    use std::sync::Arc;
    assert_eq!(
        attempts!(Box::new(io::Error::from(PERMANENT)), Box<io::Error>),
        1
    );
    assert_eq!(
        attempts!(Arc::new(io::Error::from(PERMANENT)), Arc<io::Error>),
        1
    );
    assert_eq!(
        attempts!(Rc::new(io::Error::from(TRANSIENT)), Rc<io::Error>),
        2
    );
    assert_eq!(
        attempts!(Box::new(wrap(io::Error::from(PERMANENT))), Box<Wrapped>),
        1
    );
}

#[test]
fn an_error_that_offers_nothing_is_retried() {
    struct Opaque;
    type Nothing = ();
    assert_eq!(attempts!(Opaque, Opaque), 2);
    assert_eq!(attempts!("busy".to_owned(), String), 2);
    assert_eq!(attempts!("busy", &'static str), 2);
    assert_eq!(attempts!(7, u32), 2);
    assert_eq!(attempts!((), Nothing), 2);
}

#[test]
fn none_is_transient() {
    #[retry(max = 3, backoff = "none")]
    fn find(attempts: &mut u32) -> Option<()> {
        *attempts += 1;
        None
    }
    let mut attempts = 0;
    assert_eq!(find(&mut attempts), None);
    assert_eq!(attempts, 3);
    assert_eq!(retry_attr::Missing.to_string(), "no value");
}

#[test]
fn inside_a_generic_function_the_bounds_in_scope_decide() {
    #[derive(Clone)]
    struct Permanent;
    impl Classify for Permanent {
        fn classify(&self) -> Classification {
            Classification::permanent()
        }
    }
    #[retry(max = 2, backoff = "none")]
    fn bounded<E: Classify + Clone>(error: &E, attempts: &mut u32) -> Result<(), E> {
        *attempts += 1;
        Err(error.clone())
    }
    #[retry(max = 2, backoff = "none")]
    fn unbounded<E: Clone>(error: &E, attempts: &mut u32) -> Result<(), E> {
        *attempts += 1;
        Err(error.clone())
    }
    let mut attempts = 0;
    assert!(bounded(&Permanent, &mut attempts).is_err());
    assert_eq!(attempts, 1);
    assert!(unbounded(&Permanent, &mut attempts).is_err());
    assert_eq!(attempts, 3);
}

#[test]
fn the_answer_can_be_asked_for_by_hand() {
    let wait = Some(Duration::from_secs(3));
    assert_eq!(Classification::throttled(wait).retry_after(), wait);
    assert!(Classification::throttled(None).is_retryable());
    assert!(!Classification::permanent().is_retryable());
    assert_eq!(
        Classification::of(&wrap(io::Error::from(PERMANENT))),
        Classification::permanent()
    );
}
