//! From facts to an [`ApiError`]: whose rules decide, whether to retry, how long to wait, and what is shown.

use std::time::SystemTime;

use http::HeaderMap;

use super::error::{ApiError, Parts};
use super::facts::Facts;
use super::kind::ErrorKind;
use super::mark::Mark;
use super::meaning::{Reset, Retry};
use super::profile::Field;
use super::provider::Provider;
use super::providers::PROFILES;
use super::retry_after::{Limit, Times};
use super::secrets::{redact, redact_id};
use super::{retry_after, rules, time, wrapped};
use crate::classify::Classification;

/// Cloudflare's name for a request, if nobody behind it has given it one.
const CLOUDFLARE: &str = "cf-ray";

/// So many characters of a message are kept.
pub(super) const MESSAGE: usize = 2000;

/// Judges a failure by the rules of `stated`, or of the provider that its headers and facts tell.
///
/// The error has neither status nor body, which the caller knows.
pub(crate) fn judge(mut facts: Facts, headers: &HeaderMap, stated: Option<Provider>) -> ApiError {
    for name in PROFILES.iter().flat_map(|it| it.reason_headers) {
        if let Some(reason) = text(headers, name) {
            facts.note(Field::Reason, reason);
        }
    }
    let outer = facts.provider();
    let shown = facts.message.clone().or(facts.page.take());
    let raw = facts.raw.take();
    let outer_code = facts.codes.exact().map(redact);
    if let Some(inner) = facts.message.as_deref().and_then(wrapped::within) {
        facts = facts.replaced_by(inner);
    }
    let signed = facts.provider();
    let provider = stated
        .or_else(|| Provider::from_headers(headers))
        .or(outer)
        .or(signed)
        .or_else(|| Provider::from_gateway(headers))
        .unwrap_or_default();
    // A cloud that sells the models of another hands on its errors.
    let profiles = [provider, signed.unwrap_or_default(), Provider::Compatible];
    let profiles = profiles.map(Provider::profile);
    let now = retry_after::now(headers);
    let times = Times::new(&facts, shown.as_deref(), profiles[0], now);
    let meaning = rules::meaning(profiles, &facts, &times);
    let retry = match facts.should_retry.or_else(|| should_retry(headers)) {
        Some(true) => Retry::Soon,
        Some(false) if meaning.retry == Retry::Soon => Retry::Never,
        // A quota that is full again so soon is worth waiting for.
        None if meaning.retry != Retry::Never && times.resets_soon() => Retry::Soon,
        _ => meaning.retry,
    };
    let is_throttling = matches!(meaning.kind, ErrorKind::RateLimit | ErrorKind::Overloaded);
    let limit = match retry {
        _ if !is_throttling && meaning.kind != ErrorKind::Quota => Limit::None,
        Retry::Soon => Limit::Soon,
        Retry::Never | Retry::Later(_) => Limit::Far,
    };
    let named = retry_after::named(headers, &times, limit);
    let reset_by_header = || retry_after::reset_by_header(headers, now, profiles[0], facts.status);
    let reset = (named.is_none() && limit == Limit::Soon)
        .then(reset_by_header)
        .flatten();
    let wait = named.or(reset);
    let message = match (shown, raw) {
        (Some(message), Some(raw)) => Some(format!("{message}: {raw}")),
        (message, _) => message,
    };
    let quota_resets_at = || times.reset().and_then(|it| now.checked_add(it));
    let resets_at = match retry {
        Retry::Soon | Retry::Never => facts.resets_at,
        Retry::Later(rule) => facts
            .resets_at
            .or_else(quota_resets_at)
            .or_else(|| next(rule, now))
            .or_else(|| now.checked_add(wait?)),
    };
    let throttled = match reset.filter(|it| *it <= retry_after::LONGEST_RESET) {
        Some(reset) => Classification::throttled_at_most(reset),
        None => Classification::throttled(named),
    };
    let classification = match retry {
        // Until a status says that the request was turned away.
        Retry::Soon if is_throttling || throttled.retry_after().is_some() => {
            throttled.maybe_processed()
        }
        Retry::Soon => Classification::Transient,
        Retry::Never | Retry::Later(_) => Classification::Permanent { until: resets_at },
    };
    ApiError::new(Parts {
        provider,
        status: None,
        kind: meaning.kind,
        classification,
        code: outer_code.or_else(|| facts.codes.best().map(redact)),
        message: message.map(|message| shorten(&redact(&message), MESSAGE)),
        request_id: request_id(headers)
            .or(facts.request_id.as_deref())
            .map(|id| shorten(&redact_id(id), 128)),
        retry_after: wait,
        resets_at,
        body: Box::default(),
        source: None,
        mark: Mark::default(),
    })
}

/// What some servers say beside the status, and their clients obey.
fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match text(headers, "x-should-retry")? {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn next(reset: Reset, now: SystemTime) -> Option<SystemTime> {
    match reset {
        Reset::Unknown => None,
        Reset::NextDay(zone) => time::next_day(now, zone),
        Reset::NextMonth(zone) => time::next_month(now, zone),
    }
}

fn request_id(headers: &HeaderMap) -> Option<&str> {
    let mut names = PROFILES.iter().flat_map(|it| it.request_id_headers);
    names
        .find_map(|name| text(headers, name))
        .or_else(|| text(headers, CLOUDFLARE))
}

/// No person reads more, and logs need not hold it. Secrets are to be cut first: half of one is not known for one.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then_some(text)
}
