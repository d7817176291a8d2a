//! Clients as they come, which retry by themselves below the attribute: three attempts are nine requests or twelve.

use ai_clients::{async_openai, claude_api, openai_oxide};
use retry_attr::retry;
use test_support::{Answer, Server};

/// How many requests a call makes that fails three times.
async fn requests<E>(call: impl AsyncFn(&str) -> Result<(), E>) -> usize {
    #[retry(max = 3, backoff = "none", when = |_| true)]
    async fn ask<E>(call: &impl AsyncFn(&str) -> Result<(), E>, url: &str) -> Result<(), E> {
        call(url).await
    }
    let server = Server::start([Answer::new(503, "{}")]);
    assert!(ask(&call, &server.url).await.is_err());
    server.count()
}

#[tokio::test]
async fn async_openai_multiplies() {
    use ::async_openai::Client;
    use ::async_openai::config::OpenAIConfig;

    let own = requests(async |url| {
        let config = OpenAIConfig::new().with_api_base(url).with_api_key("a-key");
        async_openai::send(&Client::with_config(config)).await
    });
    assert_eq!(own.await, 12);
    let off = requests(async |url| async_openai::send(&async_openai::client(url)).await);
    assert_eq!(off.await, 3);
}

#[tokio::test]
async fn claude_api_multiplies() {
    use ::claude_api::Client;

    let own = requests(async |url| {
        let builder = Client::builder().api_key("a-key").base_url(url);
        claude_api::send(&builder.build()?).await
    });
    assert_eq!(own.await, 9);
    let off = requests(async |url| claude_api::send(&claude_api::client(url)).await);
    assert_eq!(off.await, 3);
}

#[tokio::test]
async fn openai_oxide_multiplies() {
    use ::openai_oxide::OpenAI;
    use ::openai_oxide::config::ClientConfig;

    let own = requests(async |url| {
        let config = ClientConfig::new("a-key").base_url(url);
        openai_oxide::send(&OpenAI::with_config(config)).await
    });
    assert_eq!(own.await, 9);
    let off = requests(async |url| openai_oxide::send(&openai_oxide::client(url)).await);
    assert_eq!(off.await, 3);
}
