use std::future::Future;

use retry_attr::retry;

macro_rules! functions {
    ($output:ty, $future:ty, $max:expr) => {
        #[retry]
        fn sync() -> $output {
            1
        }

        #[retry]
        fn future() -> $future {
            async { 1 }
        }

        #[retry(max = $max)]
        fn options() -> Result<(), String> {
            Ok(())
        }
    };
}

functions!(u32, impl Future<Output = u32>, 0);

fn main() {}
