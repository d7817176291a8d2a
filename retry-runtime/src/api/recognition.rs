//! Who answers, by the host of the URL, the headers of the reply, or its body.

use http::HeaderMap;

use super::pattern::matches;
use super::provider::Provider;
use super::providers::PROFILES;

impl Provider {
    /// The provider at a URL; `None` if its host is not known.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::api::Provider;
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
        let by_host = PROFILES
            .iter()
            .find(|profile| profile.hosts.iter().any(|it| is_at(host, it)));
        by_host
            .or_else(|| PROFILES.iter().find(|profile| profile.port == Some(port)))
            .map(|profile| profile.provider)
    }

    /// By a header that only this provider sends.
    pub(super) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let profile = PROFILES
            .iter()
            .find(|profile| profile.headers.iter().any(|it| headers.contains_key(*it)))?;
        Some(profile.provider)
    }

    /// By a header of the gateway in front of it.
    pub(super) fn from_gateway(headers: &HeaderMap) -> Option<Self> {
        let profile = PROFILES.iter().find(|profile| {
            let mut names = profile.gateway_headers.iter();
            names.any(|it| headers.contains_key(*it))
        })?;
        Some(profile.provider)
    }
}

fn is_at(host: &str, known: &str) -> bool {
    let is_below = || host.strip_suffix(known).is_some_and(|it| it.ends_with('.'));
    matches(known, host) || is_below()
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
