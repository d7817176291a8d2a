//! The providers that have rules of their own. What is known about each is in its profile.

/// An AI API with rules of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Provider {
    /// Any other API. It is judged as one that is compatible with OpenAI's.
    #[default]
    Compatible,
    /// Anthropic.
    Anthropic,
    /// Azure OpenAI and Azure AI Foundry.
    AzureOpenAi,
    /// Amazon Bedrock.
    Bedrock,
    /// Cerebras.
    Cerebras,
    /// Cloudflare Workers AI.
    Cloudflare,
    /// Cohere.
    Cohere,
    /// DashScope, Alibaba's Model Studio.
    DashScope,
    /// DeepSeek.
    DeepSeek,
    /// Fireworks.
    Fireworks,
    /// Gemini, on Google AI and on Vertex AI.
    Gemini,
    /// Groq.
    Groq,
    /// Hugging Face, and servers that run its Text Generation Inference.
    HuggingFace,
    /// LiteLLM, whatever provider is behind it.
    LiteLlm,
    /// llama.cpp's server.
    LlamaCpp,
    /// LM Studio.
    LmStudio,
    /// MiniMax.
    MiniMax,
    /// Mistral.
    Mistral,
    /// Ollama, local or hosted.
    Ollama,
    /// OpenAI.
    OpenAi,
    /// OpenRouter.
    OpenRouter,
    /// Perplexity.
    Perplexity,
    /// Replicate.
    Replicate,
    /// Together.
    Together,
    /// vLLM.
    Vllm,
    /// xAI.
    Xai,
    /// Z.ai, and Zhipu's BigModel.
    Zai,
}
