//! [`genai`](https://docs.rs/genai/0.7) 0.7, and the providers that it supports.
//!
//! `genai::Error` is classified by the reply that it holds, whose status, headers and body are judged by the rules of
//! the adapter's provider; if there was no reply, by the error of reqwest; and in a stream, by the event that is an
//! error. What genai rejects before it sends a request is permanent.
//!
//! # Streams
//!
//! Errors of its `ChatStream` are classified like those of a call: a `WebStream` by the error or reply behind it, an
//! error object (`ChatResponse`) by the provider's rules, and a `response.failed`, of which genai passes on only the
//! message, by the words of the message.
//!
//! `exec_chat_stream` returns its stream in a field, where the attribute does not see it. With the option `stream`, return
//! that field, as `genai::Result<impl Stream<Item = genai::Result<ChatStreamEvent>> + use<>>`; the predicate
//! `|event| matches!(event, ChatStreamEvent::Chunk(_))` then retries the call until there is a piece of text.
//!
//! What genai does not pass on cannot be classified. A stream that breaks off at the end of a chunk looks complete:
//! with the adapters of Gemini, the Responses API and Ollama it yields an `End` as if the answer had ended, and with
//! all others it stops without one. An error in a line of Ollama is skipped. If that matters, check that
//! `captured_stop_reason` of the `End` is not `None`, or read [`Events`](crate::api::Events).
//!
//! # Its own retries
//!
//! genai does not retry.

use std::error::Error as StdError;

use ::genai::adapter::AdapterKind;
use ::genai::{Error, webc};
use http::{HeaderMap, StatusCode};

use crate::api::{self, ApiError, ErrorKind, Facts, Provider, Reply};
use crate::classify::{Classification, Classify};

/// `None` for a gateway, whose errors may be anybody's.
const fn provider(adapter: AdapterKind) -> Option<Provider> {
    match adapter {
        AdapterKind::OpenAI | AdapterKind::OpenAIResp => Some(Provider::OpenAi),
        AdapterKind::Anthropic => Some(Provider::Anthropic),
        AdapterKind::Gemini | AdapterKind::GeminiIx | AdapterKind::Vertex => Some(Provider::Gemini),
        AdapterKind::Together => Some(Provider::Together),
        AdapterKind::Groq => Some(Provider::Groq),
        AdapterKind::Mistral => Some(Provider::Mistral),
        AdapterKind::Cohere => Some(Provider::Cohere),
        AdapterKind::Ollama | AdapterKind::OllamaCloud => Some(Provider::Ollama),
        AdapterKind::BedrockApi => Some(Provider::Bedrock),
        AdapterKind::OpenRouter => Some(Provider::OpenRouter),
        _ => None,
    }
}

fn reply(
    status: StatusCode,
    headers: &HeaderMap,
    body: &str,
    provider: Option<Provider>,
) -> ApiError {
    let reply = Reply::new(status, headers, body.as_bytes());
    match provider {
        Some(provider) => reply.provider(provider),
        None => reply,
    }
    .into_error()
}

fn judge(error: &Error) -> ApiError {
    match error {
        Error::WebModelCall {
            model_iden,
            webc_error,
        } => judge_call(webc_error, provider(model_iden.adapter_kind)),
        Error::WebAdapterCall {
            adapter_kind,
            webc_error,
        } => judge_call(webc_error, provider(*adapter_kind)),
        Error::HttpError {
            status,
            body,
            headers,
            ..
        } => reply(*status, headers, body, None),
        Error::ChatResponse { model_iden, body } => {
            let facts = Facts::of_json(body);
            let provider = provider(model_iden.adapter_kind);
            api::judge(facts, &HeaderMap::new(), provider).with_status(StatusCode::OK)
        }
        Error::WebStream {
            model_iden,
            error,
            cause,
        } => judge_stream(&**error, cause, provider(model_iden.adapter_kind)),
        Error::StreamParse {
            model_iden,
            serde_error: json,
        } if is_of_the_server(model_iden.adapter_kind, json) => {
            let mut facts = Facts::default();
            facts.note(api::Field::Message, &json.to_string());
            let provider = provider(model_iden.adapter_kind);
            api::judge(facts, &HeaderMap::new(), provider).with_status(StatusCode::OK)
        }
        Error::StreamParse {
            serde_error: json, ..
        }
        | Error::SerdeJson(json) => {
            ApiError::malformed(Classify::classify(json), &json.to_string())
        }
        Error::NoChatResponse { .. } | Error::InvalidJsonResponseElement { .. } => {
            ApiError::malformed(Classification::Transient, &error.to_string())
        }
        // The whole of the request and of the answer stand in the text of this one.
        Error::ChatResponseGeneration { cause, .. } => {
            ApiError::malformed(Classification::permanent(), cause)
        }
        Error::JsonValueExt(json) => {
            ApiError::malformed(Classification::permanent(), &json.to_string())
        }
        Error::RequiresApiKey { .. }
        | Error::NoAuthResolver { .. }
        | Error::NoAuthData { .. }
        | Error::Resolver { .. } => before_the_request(ErrorKind::Authentication, error),
        Error::ChatReqHasNoMessages { .. }
        | Error::LastChatMessageIsNotUser { .. }
        | Error::MessageRoleNotSupported { .. }
        | Error::MessageContentTypeNotSupported { .. }
        | Error::JsonModeWithoutInstruction
        | Error::VerbosityParsing { .. }
        | Error::ReasoningParsingError { .. }
        | Error::ServiceTierParsing { .. }
        | Error::PromptCacheRetentionParsing { .. }
        | Error::ModelMapperFailed { .. }
        | Error::AdapterNotSupported { .. }
        | Error::CacheBreakpointNoEligibleContent { .. }
        | Error::AdapterKindMismatch { .. }
        | Error::ClientBuildFail { .. } => before_the_request(ErrorKind::InvalidRequest, error),
        Error::Internal(_) => ApiError::without_reply(
            ErrorKind::Server,
            Classification::Transient,
            &error.to_string(),
        ),
    }
}

/// A response that failed, of which these adapters keep nothing but the message, as if JSON were wrong that they read.
/// Nothing has been read there, so it has no line.
fn is_of_the_server(adapter: AdapterKind, json: &serde_json::Error) -> bool {
    matches!(adapter, AdapterKind::OpenAIResp | AdapterKind::GeminiIx) && json.line() == 0
}

/// Found wrong before anything was sent.
fn before_the_request(kind: ErrorKind, error: &Error) -> ApiError {
    ApiError::without_reply(kind, Classification::permanent(), &error.to_string())
}

fn judge_call(error: &webc::Error, provider: Option<Provider>) -> ApiError {
    match error {
        webc::Error::ResponseFailedStatus {
            status,
            body,
            headers,
        } => reply(*status, headers, body, provider),
        webc::Error::Reqwest(error) => {
            super::reqwest_0_13::judge(error, provider.unwrap_or_default())
        }
        // An answer of the 200s that is none: a page of a gateway, or an answer that broke off.
        webc::Error::ResponseFailedNotJson { content_type, .. } => ApiError::malformed(
            Classification::Transient,
            &format!("the answer is {content_type}, and not JSON"),
        ),
        webc::Error::ResponseFailedInvalidJson { cause, .. } => {
            ApiError::malformed(Classification::Transient, cause)
        }
        webc::Error::JsonValueExt(json) => {
            ApiError::malformed(Classification::permanent(), &json.to_string())
        }
    }
}

/// The error of a stream comes in a box.
fn judge_stream(
    error: &(dyn StdError + 'static),
    cause: &str,
    provider: Option<Provider>,
) -> ApiError {
    if let Some(Error::HttpError {
        status,
        body,
        headers,
        ..
    }) = error.downcast_ref()
    {
        return reply(*status, headers, body, provider);
    }
    if let Some(error) = error.downcast_ref::<Error>() {
        return judge(error);
    }
    if let Some(error) = error.downcast_ref::<::reqwest::Error>() {
        return super::reqwest_0_13::judge(error, provider.unwrap_or_default());
    }
    let kind = if error.is::<webc::StreamTimeout>() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Connection
    };
    ApiError::without_reply(kind, Classification::of(error), cause)
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for Error {
    fn classify(&self) -> Classification {
        judge(self).classify()
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for webc::Error {
    fn classify(&self) -> Classification {
        judge_call(self, None).classify()
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[doc(hidden)]
impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        judge(&error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adapters() {
        for (adapter, expected) in [
            (AdapterKind::OpenAI, Provider::OpenAi),
            (AdapterKind::OpenAIResp, Provider::OpenAi),
            (AdapterKind::Anthropic, Provider::Anthropic),
            (AdapterKind::Gemini, Provider::Gemini),
            (AdapterKind::Vertex, Provider::Gemini),
            (AdapterKind::Together, Provider::Together),
            (AdapterKind::Groq, Provider::Groq),
            (AdapterKind::Mistral, Provider::Mistral),
            (AdapterKind::Cohere, Provider::Cohere),
            (AdapterKind::Ollama, Provider::Ollama),
            (AdapterKind::BedrockApi, Provider::Bedrock),
            (AdapterKind::OpenRouter, Provider::OpenRouter),
        ] {
            assert_eq!(provider(adapter), Some(expected), "{adapter:?}");
        }
        assert_eq!(provider(AdapterKind::DeepSeek), None);
    }
}
