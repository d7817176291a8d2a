//! `#[derive(Classify)]`: what each variant says, for every shape of type.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use retry_attr::{Classification, Classify, retry};

use crate::Borrowing;

const WAIT: Duration = Duration::from_secs(7);
const TRANSIENT: Classification = Classification::Transient;
const PERMANENT: Classification = Classification::permanent();

fn denied() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

fn until(instant: SystemTime) -> Classification {
    Classification::permanent_until(instant)
}

#[test]
fn each_variant_says() {
    #[derive(Classify)]
    enum ApiError {
        #[classify(transient)]
        Busy,
        #[classify(transient)]
        Down(#[allow(dead_code)] u16, #[allow(dead_code)] String),
        #[classify(throttled)]
        Limited,
        #[classify(throttled, after = retry_after)]
        LimitedFor { retry_after: Duration },
        #[classify(after = 1, throttled)]
        MayBeLimitedFor(#[allow(dead_code)] String, Option<Duration>),
        #[classify(permanent)]
        Invalid {
            #[allow(dead_code)]
            field: String,
        },
        #[classify(permanent, until = 0)]
        Quota(SystemTime),
        #[classify(permanent)]
        #[classify(until = r#final)]
        MayBeQuota {
            #[allow(dead_code)]
            r#type: u8,
            r#final: Option<SystemTime>,
        },
        #[classify(permanent, until = r#final,)]
        RawQuota { r#final: Option<SystemTime> },
    }
    let now = SystemTime::now();
    assert_eq!(ApiError::Busy.classify(), TRANSIENT);
    assert_eq!(ApiError::Down(503, String::new()).classify(), TRANSIENT);
    let limited = Classification::throttled(None);
    assert_eq!(ApiError::Limited.classify(), limited);
    let limited_for = Classification::throttled(Some(WAIT));
    let error = ApiError::LimitedFor { retry_after: WAIT };
    assert_eq!(error.classify(), limited_for);
    let error = ApiError::MayBeLimitedFor(String::new(), Some(WAIT));
    assert_eq!(error.classify(), limited_for);
    let error = ApiError::MayBeLimitedFor(String::new(), None);
    assert_eq!(error.classify(), limited);
    let field = String::new();
    assert_eq!(ApiError::Invalid { field }.classify(), PERMANENT);
    assert_eq!(ApiError::Quota(now).classify(), until(now));
    let error = ApiError::MayBeQuota {
        r#type: 1,
        r#final: Some(now),
    };
    assert_eq!(error.classify(), until(now));
    let error = ApiError::RawQuota { r#final: None };
    assert_eq!(error.classify(), PERMANENT);
}

#[test]
fn a_struct_says() {
    #[derive(Classify)]
    #[classify(permanent)]
    struct Unit;
    #[derive(Classify)]
    #[classify(throttled, after = 0)]
    struct Tuple(Duration);
    #[derive(Classify)]
    #[classify(permanent, until = resets_at)]
    struct Named {
        resets_at: Option<SystemTime>,
    }
    #[derive(Classify)]
    #[classify(forward)]
    struct Wrapper {
        inner: Unit,
    }
    #[derive(Classify)]
    #[classify(unprocessed)]
    struct Unsent;
    #[derive(Classify)]
    #[classify(immediate)]
    struct Renewed;
    assert_eq!(Unit.classify(), PERMANENT);
    assert_eq!(
        Tuple(WAIT).classify(),
        Classification::throttled(Some(WAIT))
    );
    assert_eq!(Unsent.classify(), Classification::Unprocessed);
    assert_eq!(Renewed.classify(), Classification::Immediate);
    assert_eq!(Named { resets_at: None }.classify(), PERMANENT);
    assert_eq!(Wrapper { inner: Unit }.classify(), PERMANENT);
}

#[test]
fn a_field_is_borrowed() {
    #[derive(Classify)]
    #[classify(throttled, after = wait)]
    struct Limited<'a> {
        wait: &'a Duration,
        text: String,
    }
    let error = Limited {
        wait: &WAIT,
        text: "busy".to_owned(),
    };
    assert_eq!(error.classify().retry_after(), Some(WAIT));
    assert_eq!(error.text, "busy");
}

#[derive(Debug)]
struct Wrapped(io::Error);

impl fmt::Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn a_forwarded_field_answers_by_the_best_it_has() {
    struct Opaque;
    #[derive(Classify)]
    enum Forwarded<'a> {
        #[classify(forward)]
        Known(io::Error),
        #[classify(forward)]
        BySource(Wrapped),
        #[classify(forward)]
        Borrowed(&'a Wrapped),
        #[classify(forward)]
        Nothing(#[allow(dead_code)] Opaque),
        #[classify(forward)]
        Boxed(Box<dyn Error + Send + Sync>),
        #[classify(forward)]
        BoxedKnown(Box<io::Error>),
        #[classify(forward)]
        BoxedBySource(Box<Wrapped>),
        #[classify(forward)]
        Shared(Arc<io::Error>),
        #[classify(forward)]
        SharedBySource(Arc<Wrapped>),
    }
    let wrapped = || Wrapped(denied());
    assert_eq!(Forwarded::Known(denied()).classify(), PERMANENT);
    assert_eq!(Forwarded::BySource(wrapped()).classify(), PERMANENT);
    assert_eq!(Forwarded::Borrowed(&wrapped()).classify(), PERMANENT);
    assert_eq!(Forwarded::Nothing(Opaque).classify(), TRANSIENT);
    assert_eq!(Forwarded::Boxed("busy".into()).classify(), TRANSIENT);
    assert_eq!(Forwarded::Boxed(wrapped().into()).classify(), PERMANENT);
    let boxed = Forwarded::BoxedKnown(Box::new(denied()));
    assert_eq!(boxed.classify(), PERMANENT);
    let boxed = Forwarded::BoxedBySource(Box::new(wrapped()));
    assert_eq!(boxed.classify(), PERMANENT);
    let shared = Forwarded::Shared(Arc::new(denied()));
    assert_eq!(shared.classify(), PERMANENT);
    let shared = Forwarded::SharedBySource(Arc::new(wrapped()));
    assert_eq!(shared.classify(), PERMANENT);
}

#[test]
fn a_forwarded_field_that_borrows_is_asked_for_its_sources() {
    #[derive(Classify)]
    #[classify(forward)]
    struct Outer<'a>(Borrowing<'a>);
    let text = String::from("no");
    assert_eq!(Outer(Borrowing(&text, denied())).classify(), PERMANENT);
}

/// With the attributes of another derive, and the fields that those mark.
#[derive(Debug, thiserror::Error, Classify)]
enum ThisError {
    #[error("busy")]
    #[classify(transient)]
    Busy,
    #[error("{path}: {source}")]
    #[classify(forward)]
    Read {
        path: String,
        #[source]
        source: io::Error,
    },
    #[error("io")]
    #[classify(forward)]
    Io(#[from] io::Error),
    #[error(transparent)]
    #[classify(forward)]
    Other(Wrapped),
    #[error("model {0}")]
    #[classify(forward = 1)]
    Model(String, #[source] Box<ThisError>),
}

#[test]
fn beside_thiserror() {
    assert_eq!(ThisError::Busy.classify(), TRANSIENT);
    let read = ThisError::Read {
        path: "key".to_owned(),
        source: denied(),
    };
    assert_eq!(read.classify(), PERMANENT);
    assert_eq!(ThisError::from(denied()).classify(), PERMANENT);
    assert_eq!(ThisError::Other(Wrapped(denied())).classify(), PERMANENT);
    let model = ThisError::Model(String::new(), Box::new(read));
    assert_eq!(model.classify(), PERMANENT);
}

#[test]
fn generics() {
    trait Transport {
        type Error;
    }
    struct Http;
    impl Transport for Http {
        type Error = io::Error;
    }
    #[derive(Classify)]
    enum Generic<'a, T: Transport, U: ?Sized, const N: usize = 3>
    where
        T::Error: Send,
    {
        #[classify(transient)]
        Text(#[allow(dead_code)] &'a U),
        #[classify(forward)]
        Transport(T::Error),
        #[classify(forward)]
        Boxed(Box<Generic<'a, T, U, N>>),
        #[classify(permanent)]
        Bytes(#[allow(dead_code)] [u8; N]),
    }
    type Plain<'a> = Generic<'a, Http, str>;
    assert_eq!(Plain::Text("busy").classify(), TRANSIENT);
    assert_eq!(Plain::Transport(denied()).classify(), PERMANENT);
    let boxed = Plain::Boxed(Box::new(Plain::Transport(denied())));
    assert_eq!(boxed.classify(), PERMANENT);
    assert_eq!(Plain::Bytes([0; 3]).classify(), PERMANENT);
}

#[test]
fn only_a_forwarded_type_parameter_is_bounded() {
    struct NotClassify;
    #[derive(Classify)]
    enum Unbounded<T, E> {
        #[classify(permanent)]
        Context(#[allow(dead_code)] T),
        #[classify(forward)]
        Inner(E),
    }
    let error = Unbounded::<NotClassify, io::Error>::Context(NotClassify);
    assert_eq!(error.classify(), PERMANENT);
    let error = Unbounded::<NotClassify, io::Error>::Inner(denied());
    assert_eq!(error.classify(), PERMANENT);
}

#[test]
fn an_enum_without_variants() {
    #[derive(Classify)]
    enum Never {}
    fn is_classify<E: Classify>() {}
    is_classify::<Never>();
}

#[test]
fn a_variant_that_cannot_be_and_one_that_is_deprecated() {
    #![deny(warnings)]
    #![allow(dead_code)]
    #[derive(Classify)]
    #[deprecated]
    enum Odd {
        #[classify(forward)]
        Never(std::convert::Infallible),
        #[deprecated]
        #[classify(permanent)]
        Old,
    }
    #[allow(deprecated)]
    let old = Odd::Old;
    assert_eq!(old.classify(), PERMANENT);
}

mod hygiene {
    #![no_implicit_prelude]
    #![deny(warnings)]
    #![allow(dead_code, non_camel_case_types, non_upper_case_globals)]

    struct Option;
    struct Result;
    struct Some;
    struct None;
    struct Classification;
    const field: u8 = 1;

    #[derive(::retry_attr::Classify)]
    pub(super) enum Classify<Duration> {
        #[classify(throttled)]
        None,
        #[classify(throttled, after = field)]
        Some {
            field: ::std::option::Option<::std::time::Duration>,
        },
        #[classify(permanent, until = 0)]
        Until(::std::time::SystemTime),
        #[classify(forward)]
        Forward(Duration),
        #[classify(transient)]
        field,
    }

    #[::std::prelude::v1::test]
    fn names_in_scope_do_not_matter() {
        let error: Classify<::std::io::Error> = Classify::None;
        let throttled = ::retry_attr::Classification::throttled(::std::option::Option::None);
        ::std::assert_eq!(::retry_attr::Classify::classify(&error), throttled);
        let error = Classify::Forward(super::denied());
        ::std::assert_eq!(::retry_attr::Classify::classify(&error), super::PERMANENT);
    }
}

mod toolkit {
    pub(crate) use retry_attr as retrying;
}

#[test]
fn the_crate_may_be_elsewhere() {
    #[derive(Classify)]
    #[classify(crate = crate::derive::toolkit::retrying)]
    enum Elsewhere {
        #[classify(forward)]
        Io(io::Error),
    }
    #[derive(Classify)]
    #[classify(permanent, crate = ::retry_attr)]
    struct Here;
    assert_eq!(Elsewhere::Io(denied()).classify(), PERMANENT);
    assert_eq!(Here.classify(), PERMANENT);
}

#[test]
fn made_by_a_macro() {
    macro_rules! errors {
        ($facade:path, $name:ident { $($variant:ident($ty:ty) = $kind:ident $(, $word:ident = $index:literal)?;)* }) => {
            #[derive(Classify)]
            #[classify(crate = $facade)]
            enum $name { $(#[classify($kind $(, $word = $index)?)] $variant($ty),)* }
        };
    }
    errors!(::retry_attr, Made {
        Limited(Option<Duration>) = throttled, after = 0;
        Io(io::Error) = forward;
    });
    macro_rules! from_meta {
        ($name:ident { $($variant:ident($ty:ty): $($meta:meta),*;)* }) => {
            #[derive(Classify)]
            enum $name { $(#[classify($($meta),*)] $variant($ty),)* }
        };
    }
    from_meta!(OfMeta {
        Limited(Duration): throttled, after = 0;
        Io(io::Error): forward;
    });
    let limited = OfMeta::Limited(WAIT);
    assert_eq!(limited.classify().retry_after(), Some(WAIT));
    assert_eq!(OfMeta::Io(denied()).classify(), PERMANENT);

    let limited = Made::Limited(Some(WAIT));
    assert_eq!(limited.classify().retry_after(), Some(WAIT));
    assert_eq!(Made::Io(denied()).classify(), PERMANENT);
}

#[test]
fn the_attribute_asks_it() {
    #[retry(max = 2, backoff = "none")]
    fn fail(attempts: &mut u32, error: fn() -> ThisError) -> Result<(), ThisError> {
        *attempts += 1;
        Err(error())
    }
    let mut attempts = 0;
    assert!(fail(&mut attempts, || ThisError::Busy).is_err());
    assert_eq!(attempts, 2);
    assert!(fail(&mut attempts, || denied().into()).is_err());
    assert_eq!(attempts, 3);
}

/// Attempts are cut by `Policy::run` as by the attribute, whoever makes the error `From<TimedOut>`.
#[cfg(feature = "tokio")]
mod cut_attempts {
    use std::time::Duration;

    use retry_attr::{Classification, Classify, Policy, TimedOut, retry};
    use tokio::time::{Instant, sleep};

    const POLICY: Policy = Policy::new().max(1).timeout(Duration::from_secs(10));

    async fn two_hours<E>() -> Result<(), E> {
        sleep(Duration::from_secs(2 * 60 * 60)).await;
        Ok(())
    }

    /// The error of a call that is cut after 10 s, by the attribute and by `Policy::run`.
    macro_rules! cut {
        ($error:ty) => {{
            #[retry(policy = POLICY)]
            async fn ask() -> Result<(), $error> {
                two_hours().await
            }
            let start = Instant::now();
            let by_attribute = ask().await.unwrap_err();
            assert_eq!(start.elapsed().as_secs(), 10);
            let start = Instant::now();
            let by_run = POLICY.run(two_hours::<$error>).await.unwrap_err();
            assert_eq!(start.elapsed().as_secs(), 10);
            [by_attribute, by_run]
        }};
    }

    #[tokio::test(start_paused = true)]
    async fn with_thiserror() {
        #[derive(Debug, thiserror::Error, Classify)]
        enum ApiError {
            #[error(transparent)]
            #[classify(forward)]
            TimedOut(#[from] TimedOut),
        }
        for ApiError::TimedOut(cut) in cut!(ApiError) {
            assert_eq!(cut.limit().as_secs(), 10);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn by_hand_where_no_variant_holds_it() {
        #[derive(Debug, PartialEq, Classify)]
        enum ApiError {
            #[classify(transient)]
            Slow,
        }
        impl From<TimedOut> for ApiError {
            fn from(_: TimedOut) -> Self {
                Self::Slow
            }
        }
        assert_eq!(cut!(ApiError), [ApiError::Slow, ApiError::Slow]);
    }

    #[tokio::test(start_paused = true)]
    async fn generic() {
        #[derive(Debug, thiserror::Error, Classify)]
        enum ApiError<T> {
            #[error(transparent)]
            #[classify(forward)]
            TimedOut(#[from] TimedOut),
            #[error("refused")]
            #[classify(permanent)]
            #[allow(dead_code)]
            Refused(T),
        }
        for error in cut!(ApiError<String>) {
            assert_eq!(error.classify(), Classification::Transient);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_error_with_no_way_from_it_runs_to_the_end() {
        #[derive(Debug, Classify)]
        #[classify(transient)]
        struct ApiError;
        let start = Instant::now();
        POLICY.run(two_hours::<ApiError>).await.unwrap();
        assert_eq!(start.elapsed().as_secs(), 2 * 60 * 60);
    }
}

/// Whether the type has a size is more than the derive can tell.
#[test]
fn an_error_without_a_size() {
    #[derive(Classify)]
    #[classify(transient)]
    struct Text(#[allow(dead_code)] str);
    fn is_classify<E: Classify + ?Sized>() {}
    is_classify::<Text>();
}
