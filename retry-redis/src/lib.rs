#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

// | file | decides |
// |---|---|
// | `fleet` | what users see |
// | `member` | one upstream in it: the task that exchanges |
// | `link` | how Redis is reached, and again |
// | `scripts/` | what Redis decides, at once for all |
// | `keys` | the names of keys |
// | `status` | what is counted |

mod fleet;
mod keys;
mod link;
mod member;
mod status;

pub use fleet::{Fleet, InvalidUrl};
pub use status::Status;
