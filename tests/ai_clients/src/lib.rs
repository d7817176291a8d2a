//! Fourteen AI clients, each in a function with the line that the guide's page "Your client" names, and without it.
//!
//! The blocks of that page stand in these files, word for word.

pub mod anthropic_ai_sdk;
pub mod async_anthropic;
pub mod async_openai;
pub mod claude_api;
pub mod gemini_rust;
pub mod genai;
pub mod llm;
pub mod misanthropic;
pub mod ollama_rs;
pub mod openai_api_rs;
pub mod openai_dive;
pub mod openai_oxide;
pub mod openrouter_rs;
pub mod rig_core;

use std::future::Future;
use std::pin::Pin;

/// Whose errors a client speaks of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Api {
    Anthropic,
    Gemini,
    Ollama,
    OpenAi,
    OpenRouter,
}

/// Whether a function has the line for its client.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line {
    Without,
    With,
}

/// One client.
#[derive(Clone, Copy)]
pub struct Client {
    /// As the registry has it.
    pub name: &'static str,
    pub api: Api,
    /// Calls the API at this URL, until the attribute gives up.
    pub call: fn(String, Line) -> Pin<Box<dyn Future<Output = Result<(), String>>>>,
}

macro_rules! clients {
    ($($module:ident $name:literal $api:ident;)*) => {
        pub const ALL: &[Client] = &[$(Client {
            name: $name,
            api: Api::$api,
            call: |url, line| Box::pin(async move {
                let client = $module::client(&url);
                let result = match line {
                    Line::Without => $module::without(&client).await,
                    Line::With => $module::ask(&client).await,
                };
                result.map_err(|it| it.to_string())
            }),
        }),*];
    };
}

clients! {
    genai "genai" OpenAi;
    async_openai "async-openai" OpenAi;
    rig_core "rig-core" OpenAi;
    ollama_rs "ollama-rs" Ollama;
    openai_api_rs "openai-api-rs" OpenAi;
    openai_dive "openai_dive" OpenAi;
    openrouter_rs "openrouter-rs" OpenRouter;
    gemini_rust "gemini-rust" Gemini;
    llm "llm" OpenAi;
    claude_api "claude-api" Anthropic;
    misanthropic "misanthropic" Anthropic;
    anthropic_ai_sdk "anthropic-ai-sdk" Anthropic;
    async_anthropic "async-anthropic" Anthropic;
    openai_oxide "openai-oxide" OpenAi;
}
