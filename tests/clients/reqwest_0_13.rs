use ::reqwest;
#[cfg(feature = "reqwest-middleware")]
use ::reqwest_middleware;
use retry_attr::clients::reqwest as client;

use crate::http;

#[path = "any_reqwest.rs"]
mod any;
#[cfg(feature = "reqwest-blocking")]
#[path = "any_blocking.rs"]
mod blocking;
#[path = "any_events.rs"]
mod events;
#[cfg(feature = "reqwest-middleware")]
#[path = "any_middleware.rs"]
mod middleware;
