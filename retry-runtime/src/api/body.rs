//! What the body of a reply says about an error, in whatever of the providers' shapes.
//!
//! It is read as a stream, and what was read before a body breaks off, turns into garbage or nests too deeply
//! counts: a body that cannot be read whole is still worth what it says. Reading never fails.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::time;

/// So much of a body is read and kept. The bodies of errors are small; what is larger is none, or broken.
pub(super) const LIMIT: usize = 64 * 1024;

/// How deep what is looked for lies, in objects.
const DEPTH: usize = 5;

/// So many codes are kept, and so much of each: more are none.
const WORDS: usize = 16;
const WORD_LENGTH: usize = 128;

/// What a body says.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// All that a rule may know the error by, in lower case: codes, types, statuses, reasons, names of quotas.
    pub(super) words: Vec<String>,
    pub(super) codes: Codes,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) retry_delay: Option<Duration>,
    pub(super) resets_at: Option<SystemTime>,
    /// The status that the body names, where HTTP's says 200.
    pub(super) status: Option<u16>,
    /// There is an error object, so the reply is an error even where HTTP's status says 200.
    pub(super) is_error: bool,
    /// It was read to its end.
    pub(super) is_whole: bool,
    pub(super) shape: Shape,
}

/// The names of the error as the provider spells them, in the order of how much they tell.
#[derive(Debug, Default)]
pub(super) struct Codes {
    finest: Option<String>,
    code: Option<String>,
    status: Option<String>,
    kind: Option<String>,
}

impl Codes {
    pub(super) fn best(&self) -> Option<&str> {
        [&self.finest, &self.code, &self.status, &self.kind]
            .into_iter()
            .find_map(Option::as_deref)
    }
}

/// Traits of a body that only one provider's have.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    #[default]
    Unknown,
    Anthropic,
    Bedrock,
    Google,
    Mistral,
    Ollama,
    OpenRouter,
}

impl Facts {
    /// Reads JSON, an event stream or lines of JSON: the first value there is.
    pub(super) fn read(body: &[u8]) -> Self {
        let mut facts = Self::default();
        let text = String::from_utf8_lossy(&body[..body.len().min(LIMIT)]);
        let json = first_json(text.trim_start_matches('\u{feff}'));
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let walk = Walk {
            facts: &mut facts,
            path: &mut Vec::new(),
        };
        let is_whole = walk.deserialize(&mut deserializer).is_ok();
        facts.is_whole = is_whole;
        // Events of OpenAI are of the type `error` as well: theirs have a code, or are flat.
        let is_event = facts.codes.code.is_some() || facts.codes.kind.is_none();
        if facts.shape == Shape::Anthropic && is_event {
            facts.shape = Shape::Unknown;
        }
        facts
    }

    /// Adds the name of an exception that stands in a header.
    pub(super) fn add_exception(&mut self, text: &str) {
        self.add_code(text, |codes| &mut codes.finest);
    }

    /// Adds a name by which a rule may know the error.
    fn add_word(&mut self, name: &str) {
        if self.words.len() < WORDS && (1..=WORD_LENGTH).contains(&name.len()) {
            self.words.push(name.to_ascii_lowercase());
        }
    }

    fn note(&mut self, path: &[String], scalar: Scalar<'_>) {
        let mut steps = [""; DEPTH];
        for (step, key) in steps.iter_mut().zip(path) {
            *step = key;
        }
        // A failed response of OpenAI in an event, and an error that a gateway has wrapped once more.
        let steps = match &steps[..path.len()] {
            [_, error @ ..] if matches!(steps, ["response" | "error", "error", ..]) => error,
            steps => steps,
        };
        match scalar {
            Scalar::Text(text) => self.note_text(steps, text.trim()),
            Scalar::Number(number) => self.note_number(steps, number),
        }
    }

    fn note_text(&mut self, steps: &[&str], text: &str) {
        if text.is_empty() {
            return;
        }
        if let ["error", ..] = steps {
            self.is_error = true;
        }
        match steps {
            ["error"] => {
                self.shape = Shape::Ollama;
                set(&mut self.message, text);
            }
            ["error", "message" | "detail"]
            | ["message" | "Message" | "detail"]
            | ["detail" | "errors", "msg" | "message"] => {
                set(&mut self.message, text);
            }
            ["type"] if text == "error" => {
                self.is_error = true;
                if self.shape == Shape::Unknown {
                    self.shape = Shape::Anthropic;
                }
            }
            ["object"] if text == "error" => {
                self.is_error = true;
                self.shape = Shape::Mistral;
            }
            ["__type"] => {
                self.is_error = true;
                self.shape = Shape::Bedrock;
                self.add_exception(text);
            }
            ["error", "details", "error_code" | "reason"]
            | ["error", "innererror", "code"]
            | ["error", "metadata", "error_type"] => self.add_exception(text),
            ["error", "code"] | ["code"] => {
                self.status = self.status.or(text.parse().ok());
                if text.parse::<u64>().is_err() {
                    self.add_code(text, |codes| &mut codes.code);
                }
            }
            ["error", "status"] => self.add_code(text, |codes| &mut codes.status),
            ["error", "type"] | ["type"] => self.add_code(text, |codes| &mut codes.kind),
            ["error", "details", "violations", "quotaId"] => self.add_word(text),
            ["error", "metadata", "limit_source"] => {
                self.shape = Shape::OpenRouter;
                self.add_word(text);
            }
            ["error", "metadata", "provider_name"] => self.shape = Shape::OpenRouter,
            ["error", "details", "@type"] if text.starts_with("type.googleapis.com/") => {
                self.shape = Shape::Google;
            }
            ["error", "details", "retryDelay"] => {
                self.retry_delay = self.retry_delay.or(time::duration(text));
            }
            ["request_id" | "requestId"] | ["error", "request_id"] => {
                set(&mut self.request_id, text);
            }
            _ => {}
        }
    }

    fn note_number(&mut self, steps: &[&str], number: f64) {
        match steps {
            ["error", "code" | "status"] | ["code" | "status"] => {
                self.is_error |= steps.len() == 2;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
                let status = number as u16;
                self.status = self.status.or(Some(status));
                if status >= 1000 {
                    self.add_code(&status.to_string(), |codes| &mut codes.code); // Mistral's numbers
                }
            }
            ["error", "resets_at"] => self.resets_at = time::unix(number),
            ["error", "details", "retryDelay", "seconds"] => {
                let wait = Duration::try_from_secs_f64(number).ok();
                self.retry_delay = self.retry_delay.or(wait.filter(|wait| !wait.is_zero()));
            }
            _ => {}
        }
    }

    fn add_code(&mut self, text: &str, place: impl FnOnce(&mut Codes) -> &mut Option<String>) {
        let name = without_namespace(text);
        self.add_word(name);
        if name.len() <= WORD_LENGTH {
            set(place(&mut self.codes), name);
        }
    }
}

/// Services of AWS put a namespace before a name and an address behind it, and botocore cuts both.
fn without_namespace(name: &str) -> &str {
    let name = name.split(':').next().unwrap_or_default();
    name.rsplit('#').next().unwrap_or_default().trim()
}

/// The first says what went wrong; later ones repeat it or wrap it.
fn set(place: &mut Option<String>, text: &str) {
    if place.is_none() {
        *place = Some(text.to_owned());
    }
}

/// Past the fields of an event stream, if it is one.
fn first_json(text: &str) -> &str {
    let text = text.trim_start();
    if text.starts_with(['{', '[']) {
        return text;
    }
    text.lines()
        .find_map(|line| {
            let data = line.strip_prefix("data:")?.trim_start();
            let at = data.as_ptr() as usize - text.as_ptr() as usize;
            data.starts_with(['{', '[']).then(|| &text[at..])
        })
        .unwrap_or_default()
}

#[derive(Clone, Copy)]
enum Scalar<'a> {
    Text(&'a str),
    Number(f64),
}

/// Walks through JSON and notes what lies on the way; the elements of a list lie where the list does.
struct Walk<'a> {
    facts: &'a mut Facts,
    path: &'a mut Vec<String>,
}

impl Walk<'_> {
    fn again(&mut self) -> Walk<'_> {
        Walk {
            facts: self.facts,
            path: self.path,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.path.len() > DEPTH {
            return IgnoredAny::deserialize(deserializer).map(drop);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            self.path.push(key);
            map.next_value_seed(self.again())?;
            self.path.pop();
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(self.again())?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.facts.note(self.path, Scalar::Text(text));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.facts.note(self.path, Scalar::Number(number));
        Ok(())
    }

    #[allow(clippy::cast_precision_loss)] // no number that is looked for is that large
    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.facts.note(self.path, Scalar::Number(number as f64));
        Ok(())
    }

    // None that is looked for is negative.
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Facts {
        Facts::read(body.as_bytes())
    }

    #[test]
    fn shapes_of_all_providers() {
        let openai = read(
            r#"{"error":{"message":"no","type":"insufficient_quota","param":null,"code":"billing"}}"#,
        );
        assert_eq!(openai.codes.best(), Some("billing"));
        assert_eq!(openai.words, ["insufficient_quota", "billing"]);
        assert_eq!(openai.message.as_deref(), Some("no"));
        assert!(openai.is_error && openai.is_whole);

        let anthropic = read(
            r#"{"type":"error","error":{"type":"rate_limit_error","message":"m","details":{"error_code":"spend"}},"request_id":"req_1"}"#,
        );
        assert_eq!(anthropic.codes.best(), Some("spend"));
        assert_eq!(anthropic.shape, Shape::Anthropic);
        assert_eq!(anthropic.request_id.as_deref(), Some("req_1"));

        let google = read(
            r#"[{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":[
                {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"PerDayPerProject"}]},
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}]"#,
        );
        assert_eq!(google.shape, Shape::Google);
        assert_eq!(google.status, Some(429));
        assert_eq!(google.words, ["resource_exhausted", "perdayperproject"]);
        assert_eq!(google.retry_delay, Some(Duration::from_millis(34_400)));

        let bedrock =
            read(r#"{"__type":"com.amazon.coral#ThrottlingException:http://x/","message":"m"}"#);
        assert_eq!(
            (bedrock.shape, bedrock.words.as_slice()),
            (Shape::Bedrock, &["throttlingexception".to_owned()][..])
        );

        let ollama = read(r#"{"error":"model not found"}"#);
        assert_eq!(
            (ollama.shape, ollama.message.as_deref()),
            (Shape::Ollama, Some("model not found"))
        );

        let failed = read(
            r#"{"type":"response.failed","response":{"error":{"code":"server_error","message":"m"}}}"#,
        );
        assert!(failed.is_error);
        assert_eq!(failed.codes.best(), Some("server_error"));

        let mistral = read(
            r#"{"object":"error","message":"m","type":"rate_limited","param":null,"code":1300}"#,
        );
        assert_eq!((mistral.shape, mistral.is_error), (Shape::Mistral, true));
        let invalid =
            read(r#"{"detail":[{"loc":["body"],"msg":"Field required","type":"missing"}]}"#);
        assert_eq!(invalid.message.as_deref(), Some("Field required"));
    }

    #[test]
    fn answers_are_no_errors() {
        for body in [
            r#"{"id":"1","choices":[{"message":{"content":"an error: {\"error\":1}"}}],"error":null}"#,
            r#"{"error":null,"status":"completed","output":[{"type":"message"}]}"#,
            r#"{"error":{"code":null,"message":null},"object":"fine_tuning.job"}"#,
            r#"{"type":"message","content":[{"type":"text","text":"hi"}]}"#,
            "data: {\"choices\":[]}\n\n",
            "",
            "null",
            "42",
            "[]",
        ] {
            assert!(!read(body).is_error, "{body}");
        }
    }

    #[test]
    fn events_are_read() {
        for body in [
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}\n\n",
            ": OPENROUTER PROCESSING\n\ndata: {\"error\":{\"code\":502,\"message\":\"m\"}}\n\ndata: [DONE]\n\n",
            "{\"error\":\"m\"}\n{\"done\":true}\n",
            "\u{feff} \n {\"error\":{\"message\":\"m\"}}",
        ] {
            let facts = read(body);
            assert!(facts.is_error, "{body}");
            assert_eq!(facts.message.as_deref(), Some("m"), "{body}");
        }
    }

    #[test]
    fn broken_bodies_are_worth_what_they_say() {
        let cut = read(r#"{"error":{"code":"insufficient_quota","message":"You exc"#);
        assert_eq!(cut.words, ["insufficient_quota"]);
        assert!(cut.is_error && !cut.is_whole);

        let deep = format!(
            r#"{{"error":{{"code":"slow_down","x":{}"#,
            "[".repeat(100_000)
        );
        assert_eq!(read(&deep).words, ["slow_down"]);
        let deep = format!(
            r#"{{"error":{{"code":"slow_down","x":{}"#,
            r#"{"x":"#.repeat(20_000)
        );
        assert_eq!(read(&deep).words, ["slow_down"]);

        let invalid = Facts::read(b"{\"error\":{\"code\":\"slow_down\",\"message\":\"\xff\xfe\"}}");
        assert_eq!(invalid.words, ["slow_down"]);
        assert!(invalid.is_whole);

        let huge = format!(
            r#"{{"error":{{"code":"slow_down","message":"{}"}}}}"#,
            "x".repeat(10 << 20)
        );
        assert_eq!(read(&huge).words, ["slow_down"]);
        let many = format!(r#"{{"error":[{}{{}}]}}"#, r#"{"code":"a"},"#.repeat(5000));
        assert_eq!(read(&many).words.len(), WORDS);

        for body in [
            "<html>error</html>",
            "{",
            "{\"error\"",
            "data:",
            "data: x",
            "\u{0}",
            "}{",
            "{\"error\":{\"code\":1e999}}",
        ] {
            assert!(read(body).words.is_empty(), "{body}");
        }
    }
}
