//! Who answers: stated, or recognised by the URL's host, the reply's headers, or the shape of its body.

use std::fmt;

use http::HeaderMap;

use super::body::Shape;

/// An AI API with rules of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Provider {
    /// Any other API, judged as one that is compatible with OpenAI's.
    #[default]
    Compatible,
    /// Anthropic.
    Anthropic,
    /// Azure OpenAI and Azure AI Foundry.
    AzureOpenAi,
    /// Amazon Bedrock.
    Bedrock,
    /// Cohere.
    Cohere,
    /// Gemini, on Google AI and on Vertex AI.
    Gemini,
    /// Groq.
    Groq,
    /// Mistral.
    Mistral,
    /// Ollama, local or hosted.
    Ollama,
    /// OpenAI.
    OpenAi,
    /// OpenRouter.
    OpenRouter,
    /// Together.
    Together,
}

/// How hosts end; a host is one of these or lies below it.
const HOSTS: [(&str, Provider); 16] = [
    ("anthropic.com", Provider::Anthropic),
    ("openai.azure.com", Provider::AzureOpenAi),
    ("openai.azure.us", Provider::AzureOpenAi),
    ("cognitiveservices.azure.com", Provider::AzureOpenAi),
    ("services.ai.azure.com", Provider::AzureOpenAi),
    ("openai.com", Provider::OpenAi),
    ("generativelanguage.googleapis.com", Provider::Gemini),
    ("aiplatform.googleapis.com", Provider::Gemini),
    ("mistral.ai", Provider::Mistral),
    ("cohere.com", Provider::Cohere),
    ("cohere.ai", Provider::Cohere),
    ("groq.com", Provider::Groq),
    ("openrouter.ai", Provider::OpenRouter),
    ("together.xyz", Provider::Together),
    ("together.ai", Provider::Together),
    ("ollama.com", Provider::Ollama),
];

/// Headers that only one provider sends, or several of which the first is the nearer.
const HEADERS: [(&str, Provider); 12] = [
    ("x-groq-region", Provider::Groq),
    ("x-amzn-errortype", Provider::Bedrock),
    ("x-ms-region", Provider::AzureOpenAi),
    ("azureml-model-session", Provider::AzureOpenAi),
    ("anthropic-organization-id", Provider::Anthropic),
    ("anthropic-ratelimit-requests-limit", Provider::Anthropic),
    ("anthropic-ratelimit-tokens-limit", Provider::Anthropic),
    ("openai-processing-ms", Provider::OpenAi),
    ("openai-organization", Provider::OpenAi),
    ("openai-version", Provider::OpenAi),
    ("mistral-correlation-id", Provider::Mistral),
    ("x-vertex-ai-llm-request-type", Provider::Gemini),
];

/// Headers of the gateways before a provider, which may stand before another as well.
const GATEWAYS: [(&str, Provider); 2] = [
    ("x-amzn-requestid", Provider::Bedrock),
    ("apim-request-id", Provider::AzureOpenAi),
];

impl Provider {
    /// The provider at a URL; `None` if the host is that of none.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::Provider;
    ///
    /// let url = "https://eu.api.openai.com/v1/responses";
    /// assert_eq!(Provider::from_url(url), Some(Provider::OpenAi));
    /// assert_eq!(Provider::from_url("https://gateway.example.com/v1"), None);
    /// ```
    #[must_use]
    pub fn from_url(url: &str) -> Option<Self> {
        let (_, rest) = url.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host_and_port = authority.rsplit('@').next()?;
        let (host, port) = host_and_port
            .rsplit_once(':')
            .unwrap_or((host_and_port, ""));
        let lower = host.to_ascii_lowercase();
        let host = lower.strip_suffix('.').unwrap_or(&lower);
        let is_below = |end: &str| {
            let start = host.strip_suffix(end);
            start.is_some_and(|start| start.is_empty() || start.ends_with('.'))
        };
        if let Some((_, provider)) = HOSTS.iter().find(|(end, _)| is_below(end)) {
            return Some(*provider);
        }
        // Regions stand in the middle at Bedrock, and private networks before its name; at Vertex AI they stand before
        // a dash or in the middle.
        let is_of_aws = is_below("amazonaws.com") || is_below("amazonaws.com.cn");
        if is_of_aws && (host.starts_with("bedrock") || host.contains(".bedrock-runtime.")) {
            return Some(Self::Bedrock);
        }
        if is_below("googleapis.com") && host.contains("aiplatform.") {
            return Some(Self::Gemini);
        }
        (port == "11434").then_some(Self::Ollama)
    }

    pub(super) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        first_present(&HEADERS, headers)
    }

    pub(super) fn from_gateway(headers: &HeaderMap) -> Option<Self> {
        first_present(&GATEWAYS, headers)
    }

    pub(super) fn from_shape(shape: Shape) -> Option<Self> {
        match shape {
            Shape::Unknown => None,
            Shape::Anthropic => Some(Self::Anthropic),
            Shape::Bedrock => Some(Self::Bedrock),
            Shape::Google => Some(Self::Gemini),
            Shape::OpenRouter => Some(Self::OpenRouter),
        }
    }
}

fn first_present(names: &[(&str, Provider)], headers: &HeaderMap) -> Option<Provider> {
    let (_, provider) = names.iter().find(|(name, _)| headers.contains_key(*name))?;
    Some(*provider)
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Compatible => "API",
            Self::Anthropic => "Anthropic",
            Self::AzureOpenAi => "Azure OpenAI",
            Self::Bedrock => "Amazon Bedrock",
            Self::Cohere => "Cohere",
            Self::Gemini => "Gemini",
            Self::Groq => "Groq",
            Self::Mistral => "Mistral",
            Self::Ollama => "Ollama",
            Self::OpenAi => "OpenAI",
            Self::OpenRouter => "OpenRouter",
            Self::Together => "Together",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Provider;

    #[test]
    fn hosts() {
        for (url, provider) in [
            (
                "https://api.openai.com/v1/chat/completions",
                Provider::OpenAi,
            ),
            (
                "https://me.openai.azure.com/openai/deployments/x",
                Provider::AzureOpenAi,
            ),
            ("https://api.anthropic.com/v1/messages", Provider::Anthropic),
            (
                "https://generativelanguage.googleapis.com/v1beta/models/x:generateContent?key=k",
                Provider::Gemini,
            ),
            (
                "https://us-central1-aiplatform.googleapis.com/v1/projects/p",
                Provider::Gemini,
            ),
            (
                "https://bedrock-runtime.us-east-1.amazonaws.com/model/x/converse",
                Provider::Bedrock,
            ),
            ("https://api.mistral.ai/v1", Provider::Mistral),
            ("https://api.cohere.com/v2/chat", Provider::Cohere),
            ("https://api.groq.com/openai/v1", Provider::Groq),
            ("HTTPS://OpenRouter.ai:443/api/v1", Provider::OpenRouter),
            (
                "https://user:secret@api.together.xyz/v1",
                Provider::Together,
            ),
            ("http://localhost:11434/api/chat", Provider::Ollama),
        ] {
            assert_eq!(Provider::from_url(url), Some(provider), "{url}");
        }
        for url in [
            "",
            "https://",
            "api.openai.com",
            "https://openai.com.evil.example",
            "https://notopenai.com",
            "https://example.com/?u=https://api.openai.com",
            "https://api.openai.com@example.com",
        ] {
            assert_eq!(Provider::from_url(url), None, "{url}");
        }
    }
}
