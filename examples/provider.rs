//! One attribute for a whole provider: each of its methods is retried, by the policy that the client was configured with.
//!
//! `cargo run --example provider`

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use retry_attr::{Classify, Event, Policy, TimedOut, policies, retry};

#[derive(Debug, Classify)]
enum LlmError {
    #[classify(transient)]
    Overloaded,
    #[classify(permanent)]
    Declined,
    #[classify(forward)]
    TimedOut(TimedOut),
}

impl From<TimedOut> for LlmError {
    fn from(cut: TimedOut) -> Self {
        Self::TimedOut(cut)
    }
}

trait LlmProvider {
    fn name(&self) -> &'static str;
    async fn complete(&self, prompt: &str) -> Result<String, LlmError>;
    async fn embed(&self, text: &str) -> Result<Vec<f32>, LlmError>;
    async fn charge(&self, cents: u32) -> Result<(), LlmError>;
}

struct OpenAi {
    policy: Arc<Policy>,
    requests: Cell<u32>,
}

/// `name` cannot fail and is left alone. A constructor that can fail would be retried.
#[retry(policy = self.policy, on_retry = print, on_give_up = print)]
impl LlmProvider for OpenAi {
    fn name(&self) -> &'static str {
        "OpenAI"
    }

    async fn complete(&self, prompt: &str) -> Result<String, LlmError> {
        self.send()?;
        Ok(format!(
            "{prompt}: because clients that fail together would come back together"
        ))
    }

    /// These options replace those of the block. They are not merged.
    #[retry(max = 2, base = "50ms")]
    async fn embed(&self, text: &str) -> Result<Vec<f32>, LlmError> {
        self.send()?;
        Ok(text.bytes().map(f32::from).collect())
    }

    /// Must not happen twice.
    #[retry(skip)]
    async fn charge(&self, _cents: u32) -> Result<(), LlmError> {
        Err(LlmError::Declined)
    }
}

impl OpenAi {
    /// Every third request succeeds.
    fn send(&self) -> Result<(), LlmError> {
        self.requests.set(self.requests.get() + 1);
        if self.requests.get() % 3 == 0 {
            Ok(())
        } else {
            Err(LlmError::Overloaded)
        }
    }
}

fn print(event: &Event<'_>) {
    println!("  {event}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let provider = OpenAi {
        policy: Arc::new(policies::AI.base(Duration::from_millis(100))),
        requests: Cell::default(),
    };
    println!("{}", provider.name());
    println!("-> {:?}\n", provider.complete("why jitter?").await);
    println!("-> {:?}\n", provider.embed("jitter").await);
    println!("-> {:?}", provider.charge(5).await);
}
