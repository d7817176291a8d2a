//! Who answers: stated, or known by the host, by a header, by the shape of the body, in this order.

use retry_attr::api::{Provider, Reply};

use crate::{Header, header_map, services, status};

fn provider(
    headers: &[Header],
    body: &str,
    state: impl FnOnce(Reply<'_>) -> Reply<'_>,
) -> Provider {
    let headers = header_map(headers);
    state(Reply::new(status(500), &headers, body.as_bytes()))
        .into_error()
        .provider()
}

#[test]
fn one_header_is_enough() {
    for service in services() {
        for sign in service.signs {
            assert_eq!(
                provider(&[*sign], "", |reply| reply),
                service.provider,
                "{sign:?}"
            );
        }
    }
    let name = ("x-amzn-errortype", "InternalServerException");
    assert_eq!(provider(&[name], "", |reply| reply), Provider::Bedrock);
}

#[test]
#[rustfmt::skip]
fn hosts() {
    for (url, provider) in [
        ("https://eu.api.openai.com/v1", Provider::OpenAi),
        ("https://me.openai.azure.com/openai", Provider::AzureOpenAi),
        ("https://me.cognitiveservices.azure.com/openai", Provider::AzureOpenAi),
        ("https://me.services.ai.azure.com/models", Provider::AzureOpenAi),
        ("https://api.anthropic.com", Provider::Anthropic),
        ("https://aiplatform.googleapis.com/v1", Provider::Gemini),
        ("https://europe-west4-aiplatform.googleapis.com/v1", Provider::Gemini),
        ("https://generativelanguage.googleapis.com./v1beta?key=k", Provider::Gemini),
        ("https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com/", Provider::Bedrock),
        ("https://bedrock-runtime.cn-north-1.amazonaws.com.cn/", Provider::Bedrock),
        ("https://api.cohere.ai/v1", Provider::Cohere),
        ("https://api.together.ai/v1", Provider::Together),
        ("https://ollama.com/api", Provider::Ollama),
        ("http://[::1]:11434/api", Provider::Ollama),
        ("https://codestral.mistral.ai/v1", Provider::Mistral),
    ] {
        assert_eq!(Provider::from_url(url), Some(provider), "{url}");
    }
    for url in [
        "https://my-openai.com/v1",
        "https://not-anthropic.com/v1",
        "https://bedrock.amazonaws.com.example.com/",
        "https://bedrock.example.com/?x=.amazonaws.com",
        "https://storage.googleapis.com/",
        "https://aiplatform.example.com/",
        "http://localhost:8000/v1",
        "https://",
        "://:11434@",
        "\u{0}://\u{0}",
    ] {
        assert_eq!(Provider::from_url(url), None, "{url}");
    }
}

#[test]
fn the_nearer_word_counts() {
    let groq = [("x-groq-region", "fra"), ("openai-version", "2020-10-01")];
    let google = r#"{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo"}]}}"#;
    let url = "https://api.cohere.com/v2/chat";
    assert_eq!(provider(&[], google, |reply| reply), Provider::Gemini);
    assert_eq!(provider(&groq, google, |reply| reply), Provider::Groq);
    assert_eq!(
        provider(&groq, google, |reply| reply.url(url)),
        Provider::Cohere
    );
    let stated = provider(&groq, google, |reply| {
        reply.provider(Provider::Compatible).url(url)
    });
    assert_eq!(stated, Provider::Compatible);
    assert_eq!(
        provider(&groq, google, |reply| reply.url("http://localhost/")),
        Provider::Groq
    );
}
