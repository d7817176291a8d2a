use genai::adapter::AdapterKind;
use genai::chat::ChatRequest;
use genai::resolver::{AuthData, Endpoint};
use genai::{Client, ModelIden, ServiceTarget};
use retry_attr::{policies, retry};

pub fn client(url: &str) -> Client {
    let url = format!("{url}/v1/");
    Client::builder()
        .with_service_target_resolver_fn(move |target: ServiceTarget| {
            Ok(ServiceTarget {
                endpoint: Endpoint::from_owned(url.clone()),
                auth: AuthData::from_single("a-key"),
                model: ModelIden::new(AdapterKind::OpenAI, target.model.model_name),
            })
        })
        .build()
        .unwrap()
}

#[retry(policy = policies::AI)]
pub async fn ask(client: &Client) -> Result<(), genai::Error> {
    send(client).await
}

pub use ask as without;

pub async fn send(client: &Client) -> Result<(), genai::Error> {
    let request = ChatRequest::from_user("hi");
    client.exec_chat("gpt-local", request, None).await.map(drop)
}
