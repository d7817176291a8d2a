use reqwest_0_12 as reqwest;
#[cfg(feature = "reqwest-middleware-0_4")]
use reqwest_middleware_0_4 as reqwest_middleware;
use retry_attr::clients::reqwest_0_12 as client;

fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

#[allow(clippy::duplicate_mod)] // with types of another version
#[path = "any_reqwest.rs"]
mod any;
#[cfg(feature = "reqwest-blocking-0_12")]
#[allow(clippy::duplicate_mod)]
#[path = "any_blocking.rs"]
mod blocking;
#[allow(clippy::duplicate_mod)]
#[path = "any_events.rs"]
mod events;
#[cfg(feature = "reqwest-middleware-0_4")]
#[allow(clippy::duplicate_mod)]
#[path = "any_middleware.rs"]
mod middleware;
