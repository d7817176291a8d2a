//! One policy for many functions: shared, overridden in one, set at run time, and used without the attribute.
//!
//! `cargo run --example policy`

use std::cell::Cell;
use std::time::Duration;

use retry_attr::{Event, InvalidPolicy, Jitter, Policy, retry};

/// For every call to the service. A mistake here is a compile error.
const SERVICE: Policy = Policy::new()
    .max(4)
    .base(Duration::from_millis(50))
    .cap(Duration::from_millis(400))
    .jitter(Jitter::Equal)
    .expect_valid();

#[retry(policy = SERVICE, on_retry = print)]
fn complete(service: &Service) -> Result<&'static str, String> {
    service.answer()
}

/// Everything else is as in `SERVICE`.
#[retry(policy = SERVICE, max = 2, on_retry = print)]
fn embed(service: &Service) -> Result<&'static str, String> {
    service.answer()
}

struct Client {
    policy: Policy,
}

impl Client {
    fn configured(max: u32) -> Result<Self, InvalidPolicy> {
        let policy = SERVICE.max(max);
        policy.validate()?;
        Ok(Self { policy })
    }

    /// Any expression works. It is evaluated once per call.
    #[retry(policy = self.policy, on_retry = print)]
    fn ask(&self, service: &Service) -> Result<&'static str, String> {
        service.answer()
    }
}

/// Overloaded three times, then fine.
#[derive(Default)]
struct Service(Cell<u32>);

impl Service {
    fn answer(&self) -> Result<&'static str, String> {
        let requests = self.0.replace(self.0.get() + 1);
        if requests < 3 {
            return Err("overloaded".to_owned());
        }
        Ok("an answer")
    }
}

fn print(event: &Event<'_>) {
    println!("  {event}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), InvalidPolicy> {
    println!("complete: {:?}\n", complete(&Service::default()));
    println!("embed: {:?}\n", embed(&Service::default()));

    let client = Client::configured(6)?;
    println!("ask: {:?}\n", client.ask(&Service::default()));

    let service = Service::default();
    let answer = SERVICE.run_blocking(|| service.answer());
    println!("run_blocking: {answer:?}");
    let service = Service::default();
    let answer = SERVICE.run(|| async { service.answer() }).await;
    println!("run: {answer:?}");
    Ok(())
}
