//! The providers that have rules of their own. What is known about each is in its profile.

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
