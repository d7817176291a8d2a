//! Delays, timeouts and deadlines, by the timers of this crate and by those of others.

/// The tests, and what is written behind the other options.
macro_rules! sleeps {
    ($module:ident $($sleep:tt)*) => {
        mod $module {
            use std::cell::RefCell;
            use std::future::pending;
            use std::time::Duration;

            use retry_attr::{Event, Reason, TimedOut, retry};
            use wasm_bindgen_test::wasm_bindgen_test;
            use web_time::Instant;

            #[derive(Debug)]
            enum Error {
                Busy,
                Cut(TimedOut),
            }

            impl From<TimedOut> for Error {
                fn from(cut: TimedOut) -> Self {
                    Self::Cut(cut)
                }
            }

            impl retry_attr::Classify for Error {
                fn classify(&self) -> retry_attr::Classification {
                    retry_attr::Classification::Transient
                }
            }

            #[wasm_bindgen_test]
            async fn delays_pass() {
                thread_local! {
                    static ELAPSED: RefCell<Vec<Duration>> = const { RefCell::new(Vec::new()) };
                }
                fn note(event: &Event<'_>) {
                    ELAPSED.with_borrow_mut(|elapsed| elapsed.push(event.elapsed()));
                }
                #[retry(max = 3, backoff = "fixed", base = "20ms", on_retry = note, on_give_up = note $($sleep)*)]
                async fn ask(attempts: &mut u32) -> Result<(), Error> {
                    *attempts += 1;
                    Err(Error::Busy)
                }
                let (start, mut attempts) = (Instant::now(), 0);
                ask(&mut attempts).await.unwrap_err();
                let took = start.elapsed();
                assert_eq!(attempts, 3);
                // A timer may fire a millisecond early.
                assert!(took >= Duration::from_millis(38), "{took:?}");
                let told = ELAPSED.take();
                assert_eq!(told.len(), 3);
                assert!(told.is_sorted(), "{told:?}");
                assert!(told[2] >= Duration::from_millis(38) && told[2] <= took, "{told:?} of {took:?}");
            }

            #[wasm_bindgen_test]
            async fn a_deadline_ends_the_call() {
                thread_local! {
                    static REASON: RefCell<Option<Reason>> = const { RefCell::new(None) };
                }
                fn note(event: &Event<'_>) {
                    REASON.set(event.reason());
                }
                #[retry(max = 1000, backoff = "fixed", base = "20ms", deadline = "70ms", on_give_up = note $($sleep)*)]
                async fn ask(attempts: &mut u32) -> Result<(), Error> {
                    *attempts += 1;
                    Err(Error::Busy)
                }
                let mut attempts = 0;
                assert!(matches!(ask(&mut attempts).await, Err(Error::Busy)));
                assert!(attempts <= 4, "{attempts}");
                assert_eq!(REASON.take(), Some(Reason::Deadline));
            }

            #[wasm_bindgen_test]
            async fn a_deadline_cuts_an_attempt() {
                // The delay is longer than a timer may be early.
                #[retry(max = 3, base = "10ms", deadline = "30ms" $($sleep)*)]
                async fn ask(attempts: &mut u32) -> Result<(), Error> {
                    *attempts += 1;
                    pending().await
                }
                let mut attempts = 0;
                let Err(Error::Cut(cut)) = ask(&mut attempts).await else { panic!("not cut") };
                assert!(cut.is_deadline());
                assert_eq!(attempts, 1);
            }

            #[wasm_bindgen_test]
            async fn a_timeout_cuts_an_attempt() {
                #[retry(max = 2, base = "1ms", timeout = "20ms", deadline = "1m" $($sleep)*)]
                async fn ask(attempts: &mut u32) -> Result<(), Error> {
                    *attempts += 1;
                    pending().await
                }
                let mut attempts = 0;
                let Err(Error::Cut(cut)) = ask(&mut attempts).await else { panic!("not cut") };
                assert_eq!((cut.attempt(), cut.is_deadline()), (2, false));
                assert_eq!(attempts, 2);
            }

            #[wasm_bindgen_test]
            async fn a_stream_is_retried_until_its_first_item() {
                use futures_util::stream::{self, Stream, StreamExt};

                #[retry(max = 2, base = "1ms", stream $($sleep)*)]
                async fn ask(attempts: &mut u32) -> Result<impl Stream<Item = Result<u32, Error>> + use<>, Error> {
                    *attempts += 1;
                    let first = if *attempts == 1 { Err(Error::Busy) } else { Ok(*attempts) };
                    Ok(stream::iter([first, Ok(7)]))
                }
                let mut attempts = 0;
                let answer = ask(&mut attempts).await.unwrap();
                let items: Vec<_> = answer.map(Result::unwrap).collect().await;
                assert_eq!(items, [2, 7]);
            }
        }
    };
}

sleeps!(of_this_crate);
sleeps!(of_gloo, sleep = gloo_timers::future::sleep);

/// What the timers of this crate take care of.
mod exactly {
    use std::cell::RefCell;
    use std::time::Duration;

    use retry_attr::{Backoff, Policy, retry};
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_time::Instant;

    /// A timer takes whole milliseconds.
    #[wasm_bindgen_test]
    async fn no_delay_is_too_short() {
        const DELAY: Duration = Duration::from_micros(1_900);
        const POLICY: Policy = Policy::new().max(30).backoff(Backoff::Fixed).base(DELAY);

        let attempts = RefCell::new(Vec::new());
        let ask = || async {
            attempts.borrow_mut().push(Instant::now());
            Err::<(), _>("busy")
        };
        POLICY.run(ask).await.unwrap_err();
        let attempts = attempts.take();
        assert_eq!(attempts.len(), 30);
        assert!(attempts.windows(2).all(|two| two[1] - two[0] >= DELAY));
    }

    /// A timer of more than 24 days fires at once.
    #[wasm_bindgen_test]
    async fn no_timeout_is_too_long() {
        #[retry(timeout = "30d")]
        async fn ask() -> Result<u32, std::io::Error> {
            gloo_timers::future::sleep(Duration::from_millis(20)).await;
            Ok(7)
        }
        assert_eq!(ask().await.unwrap(), 7);
    }
}
