#![doc = include_str!("../README.md")]
#![cfg_attr(retry_attr_docs, feature(doc_cfg))]
#![forbid(unsafe_code)]

// | file | decides |
// |---|---|
// | `fleet` | what users see |
// | `member` | one upstream in it: the task that exchanges |
// | `link` | how Redis is reached, and again |
// | `server` | which Redis it is |
// | `sentinel` | how sentinels name the master |
// | `scripts/` | what Redis decides, at once for all |
// | `keys` | the names of keys |
// | `status` | what is counted |

mod fleet;
mod keys;
mod link;
mod member;
#[cfg(feature = "sentinel")]
mod sentinel;
mod server;
mod status;

pub use fleet::{Fleet, InvalidUrl};
pub use status::Status;
