//! A crate that hands `retry-attr` on.

pub use retry_attr;
pub use retry_attr::retry;

/// Hides the attribute and its path.
#[macro_export]
macro_rules! retried {
    ($(#[$attribute:meta])* $vis:vis fn $name:ident($($arguments:tt)*) -> $output:ty { $($body:tt)* }) => {
        $(#[$attribute])*
        #[$crate::retry(crate = $crate::retry_attr, max = 3, backoff = "none")]
        $vis fn $name($($arguments)*) -> $output { $($body)* }
    };
}
