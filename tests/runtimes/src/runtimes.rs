//! The lines of the guide's page on runtimes. Those of browsers are tested in `tests/web/`.

use std::future::{Future, pending};
use std::io::Error;
use std::time::{Duration, Instant};

/// A test of one runtime: an attempt fails, one is cut, and one succeeds.
macro_rules! runtimes {
    ($($name:ident: $sleep:path, $run:path;)*) => {$(
        #[test]
        fn $name() {
            #[retry_attr::retry(max = 3, backoff = "fixed", base = "10ms", timeout = "20ms", sleep = $sleep)]
            async fn ask(attempts: &mut u32) -> Result<u32, Error> {
                *attempts += 1;
                match *attempts {
                    1 => Err(Error::other("busy")),
                    2 => pending().await,
                    attempt => Ok(attempt),
                }
            }
            let start = Instant::now();
            $run(async {
                assert_eq!(ask(&mut 0).await.unwrap(), 3);
            });
            // Two delays and a timeout, on clocks that count microseconds.
            assert!(start.elapsed() >= Duration::from_millis(39));
        }
    )*};
}

runtimes! {
    smol: smol::Timer::after, smol::block_on;
    async_std: async_std::task::sleep, async_std::task::block_on;
    compio: compio::time::sleep, by_compio;
    monoio: monoio::time::sleep, by_monoio;
    embassy: by_embassy::sleep, by_embassy::run;
    futures_timer: futures_timer::Delay::new, smol::block_on;
}

fn by_compio(test: impl Future<Output = ()>) {
    compio::runtime::Runtime::new().unwrap().block_on(test);
}

fn by_monoio(test: impl Future<Output = ()>) {
    let builder = monoio::RuntimeBuilder::<monoio::LegacyDriver>::new();
    builder.enable_timer().build().unwrap().block_on(test);
}

mod by_embassy {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::atomic::{AtomicBool, Ordering};

    pub async fn sleep(delay: std::time::Duration) {
        let delay = delay.try_into().unwrap_or(embassy_time::Duration::MAX);
        embassy_time::Timer::after(delay).await;
    }

    static IS_DONE: AtomicBool = AtomicBool::new(false);

    #[embassy_executor::task]
    async fn main(test: Pin<Box<dyn Future<Output = ()>>>) {
        test.await;
        IS_DONE.store(true, Ordering::Relaxed);
    }

    pub fn run(test: impl Future<Output = ()> + 'static) {
        let executor = Box::leak(Box::new(embassy_executor::Executor::new()));
        executor.run_until(
            |spawner| spawner.spawn(main(Box::pin(test)).unwrap()),
            || IS_DONE.load(Ordering::Relaxed),
        );
    }
}
