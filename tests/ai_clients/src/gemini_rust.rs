use gemini_rust::{ClientError, Gemini};
use retry_attr::{classify, policies, retry};

pub fn client(url: &str) -> Gemini {
    let url = format!("{url}/v1beta/").parse().unwrap();
    Gemini::with_base_url("a-key", url).unwrap()
}

#[retry(policy = policies::AI, classify = classify::by_text)]
pub async fn ask(client: &Gemini) -> Result<(), ClientError> {
    send(client).await
}

#[retry(policy = policies::AI)]
pub async fn without(client: &Gemini) -> Result<(), ClientError> {
    send(client).await
}

#[expect(deprecated)]
pub async fn send(client: &Gemini) -> Result<(), ClientError> {
    let request = client.generate_content().with_user_message("hi");
    request.execute().await.map(drop)
}
