//! What a failure means by the words of its message and its names, whoever wrote them.
//!
//! No list of texts: a meaning is a subject and what is said of it, both in one sentence. Names such as
//! `insufficient_balance_error` or `WeeklyLimitReached` are sentences too.

use super::meaning::{
    AUTHENTICATION, BILLING, CONTEXT, INVALID, Meaning, NOT_FOUND, OVERLOADED, PERMISSION, POLICY,
    QUOTA, RATE_LIMIT, SERVER, TIMEOUT,
};

/// Any of these, which begin with a space as words do; one that ends with a space is a whole word.
type Words = &'static [&'static str];

const MONEY: Words = &[
    " balance ",
    " bill ",
    " billing",
    " credit",
    " funds ",
    " payment",
    " prepaid ",
    " prepayment",
    " spend cap",
    " spend limit",
    " spending cap",
    " spending limit",
];
const LACKING: Words = &[
    " 0 ",
    " below ",
    " deplete",
    " did not ",
    " disabled ",
    " do not ",
    " does not ",
    " doesnt ",
    " dont ",
    " empty ",
    " exceed",
    " exhaust",
    " expired ",
    " hit ",
    " inactive ",
    " insufficient",
    " no ",
    " not active ",
    " not enough",
    " out of ",
    " overdue ",
    " past due ",
    " ran out ",
    " reach",
    " require",
    " too low ",
    " unpaid ",
    " used all ",
    " used up ",
    " zero ",
];
/// Money, and that it lacks, in one word.
const UNPAID: Words = &[
    " arrear",
    " failed payment",
    " payment failed ",
    " payment required ",
    " insufficient quota ",
    "余额不足",
    "欠费",
    "请充值",
];

const LIMIT: Words = &[
    " allocation",
    " allowance",
    " cap ",
    " calls ",
    " limit",
    " quota",
    " rate limited ",
    " requests ",
    " tokens ",
    " usage ",
];
const REACHED: Words = &[
    " consumed ",
    " exceed",
    " exhaust",
    " hit ",
    " ran out ",
    " reach",
    " run out ",
    " used all ",
    " used up ",
    "limited ",
];
const LONG: Words = &[
    " 24 hours ",
    " 24h ",
    " annual",
    " daily ",
    " day ",
    " hour ",
    " hourly ",
    " midnight ",
    " month ",
    " monthly ",
    " rpd ",
    " session usage ",
    " tomorrow ",
    " tpd ",
    " week ",
    " weekly ",
    " year ",
    " yearly ",
];
const SHORT: Words = &[
    " concurren",
    " min ",
    " minute",
    " per sec",
    " qpm ",
    " qps ",
    " rpm ",
    " rps ",
    " second ",
    " tpm ",
];

const PROMPT: Words = &[
    " context ",
    " conversation ",
    " input ",
    " inputs ",
    " message ",
    " messages ",
    " prompt",
];
const TOO_LONG: Words = &[
    " at most ",
    " exceed",
    " greater than ",
    " is only ",
    " larger than ",
    " less than ",
    " limit",
    " longer than ",
    " maximum ",
    " max ",
    " must be ",
    " over ",
    " overflow",
    " reduce ",
    " shorten ",
    " shorter ",
    " should be ",
    " too large ",
    " too long ",
    " too many ",
    " up to ",
];
const SIZE: Words = &[" context ", " length ", " long ", " token"];
/// What is said of the answer's length, of other parts of a request, or of what is too short.
const NO_PROMPT: Words = &[
    " array ",
    " at least ",
    " deadline ",
    " empty ",
    " file",
    " image",
    " missing ",
    " minimum ",
    " per minute ",
    " quota",
    " rate ",
    " too short ",
    " try again ",
    " wait ",
];
const ANSWER: Words = &[
    " completion tokens ",
    " max completion tokens ",
    " max new tokens ",
    " max output tokens ",
    " max tokens ",
    " output tokens ",
];

const REFUSED: Words = &[
    " content filter",
    " content management policy ",
    " content policies ",
    " content policy ",
    " flagged ",
    " harmful content ",
    " inappropriate content ",
    " moderation ",
    " safety reasons ",
    " safety system",
    " sensitive content ",
    " usage guidelines ",
    " usage policies ",
    " usage policy ",
    "敏感内容",
];

/// What an error that nothing else tells is called. The first row that fits decides: a time-out of an invalid
/// certificate's server is a time-out.
const ANY: &[(Words, Meaning)] = &[
    (
        &[
            " rate limit",
            " ratelimit",
            " too many requests ",
            " throttl",
        ],
        RATE_LIMIT,
    ),
    (
        &[
            " busy ",
            " capacity ",
            " high demand ",
            " loading ",
            " overload",
            " unavailable ",
        ],
        OVERLOADED,
    ),
    (
        &[
            " deadline exceeded ",
            " time out ",
            " timed out ",
            " timeout ",
        ],
        TIMEOUT,
    ),
    (&[" internal ", " server error ", " server had "], SERVER),
    (
        &[
            " api key ",
            " authentication ",
            " credentials ",
            " invalid token ",
            " unauthenticated ",
            " unauthorized ",
        ],
        AUTHENTICATION,
    ),
    (
        &[
            " access denied ",
            " forbidden ",
            " not allowed ",
            " not authorized ",
            " permission",
        ],
        PERMISSION,
    ),
    (
        &[" does not exist ", " no such ", " not found ", " notfound "],
        NOT_FOUND,
    ),
    (
        &[
            " bad request ",
            " badrequest",
            " does not support ",
            " expected ",
            " invalid",
            " is required ",
            " malformed ",
            " missing ",
            " must be ",
            " not supported ",
            " unsupported ",
            " validation ",
        ],
        INVALID,
    ),
];

/// The sentences of a message and the names beside it, in lower case, without punctuation.
pub(super) struct Wording(Vec<String>);

impl Wording {
    pub(super) fn new<'a>(message: &str, names: impl Iterator<Item = &'a str>) -> Self {
        let mut sentences = sentences(message);
        sentences.extend(names.map(spelled));
        Self(sentences)
    }

    /// One request that is larger than the limit which it exceeds: it never fits.
    pub(super) fn never_fits(&self) -> Option<Meaning> {
        let too_large = |it: &String| has(it, &[" request too large ", " requested tokens exceed"]);
        if self.0.iter().any(too_large) {
            return Some(CONTEXT);
        }
        self.0.iter().find_map(|sentence| {
            let limit = number_after(sentence, " limit ")?;
            let requested = number_after(sentence, " requested ");
            if limit > 0 {
                return requested.is_some_and(|it| it > limit).then_some(CONTEXT);
            }
            // The plan has none of it, whatever is requested.
            (requested.is_some() || sentence.contains(" quota ")).then_some(BILLING)
        })
    }

    /// A bill, or credit that is used up. What is called a quota may be that of a minute: then `heals_soon` says so.
    pub(super) fn bill(&self, heals_soon: bool) -> Option<Meaning> {
        let is_bill = |it: &String| {
            let is_unpaid = has(it, MONEY) && has(it, LACKING) && !it.contains(" load balance ");
            let is_budget = it.contains(" budget ")
                && has(it, REACHED)
                && !has(it, &[" thinking ", " reasoning "]);
            (is_unpaid || is_budget || has(it, UNPAID))
                && !(it.contains(" quota ") && (heals_soon || self.is_short()))
        };
        self.0.iter().any(is_bill).then_some(BILLING)
    }

    /// The limit of a day, or of another time that nobody waits for.
    pub(super) fn quota(&self) -> Option<Meaning> {
        (self.period() == Some(true)).then_some(QUOTA)
    }

    /// The same, where nothing else says that it is a limit, nor that it was reached.
    pub(super) fn quota_reached(&self) -> Option<Meaning> {
        let is_reached = |limit: Words| self.0.iter().any(|it| has(it, limit) && has(it, REACHED));
        let is_quota = match self.period() {
            Some(is_long) => is_long && is_reached(LIMIT),
            None => is_reached(&[" quota "]),
        };
        is_quota.then_some(QUOTA)
    }

    /// The prompt, or the request as a whole, is too long.
    pub(super) fn context(&self) -> Option<Meaning> {
        let is_too_long = |it: &String| {
            let is_context = it.contains(" context ")
                && has(
                    it,
                    &[
                        " length ",
                        " limit",
                        " overflow",
                        " size ",
                        " token",
                        " window ",
                    ],
                );
            let is_prompt = has(it, PROMPT) || it.contains(" token") && !has(it, ANSWER);
            is_context && !it.contains(" deadline ")
                || is_prompt && has(it, TOO_LONG) && has(it, SIZE) && !has(it, NO_PROMPT)
        };
        self.0.iter().any(is_too_long).then_some(CONTEXT)
    }

    /// The provider's policy refuses it.
    pub(super) fn policy(&self) -> Option<Meaning> {
        let is_refused = |it: &String| {
            has(it, REFUSED)
                || it.contains(" violat") && has(it, &[" polic", " guidelines ", " terms "])
        };
        self.0.iter().any(is_refused).then_some(POLICY)
    }

    /// What it is called, whatever it is.
    pub(super) fn any(&self) -> Option<Meaning> {
        let is_called = |words: Words| self.0.iter().any(|it| has(it, words));
        let row = ANY.iter().find(|(words, _)| is_called(words))?;
        Some(row.1)
    }

    fn is_short(&self) -> bool {
        self.period() == Some(false)
    }

    /// Whether the limit is one of a long time; `None` if no time is named. The first one counts: what follows is
    /// advice.
    fn period(&self) -> Option<bool> {
        let mut limits = self.0.iter().filter(|it| has(it, LIMIT));
        limits.find_map(|it| {
            let first = |words: Words| words.iter().filter_map(|word| it.find(word)).min();
            match (first(LONG), first(SHORT)) {
                (None, None) => None,
                (long, short) => Some(short.is_none_or(|short| long.is_some_and(|it| it < short))),
            }
        })
    }
}

fn has(sentence: &str, words: &[&str]) -> bool {
    words.iter().any(|word| sentence.contains(word))
}

/// Words between single spaces, which stand at both ends as well.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = vec![String::from(' ')];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let sentence = sentences.last_mut().expect("there is one");
        // An address says nothing: of `/settings/billing` nothing is lacking.
        if sentence.ends_with(' ') && (rest.starts_with("http://") || rest.starts_with("https://"))
        {
            rest = rest.find(char::is_whitespace).map_or("", |at| &rest[at..]);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '.' | '!' | '?' | ';' | '\n'
                if rest.is_empty() || rest.starts_with(is_blank) || c == '\n' =>
            {
                close(sentence);
                sentences.push(String::from(' '));
            }
            // In numbers, and in words such as `doesn't`.
            '.' if rest.starts_with(|it: char| it.is_ascii_digit())
                && sentence.ends_with(|it: char| it.is_ascii_digit()) =>
            {
                sentence.push('.');
            }
            ',' if rest.starts_with(|it: char| it.is_ascii_digit())
                && sentence.ends_with(|it: char| it.is_ascii_digit()) => {}
            '\'' | '’' if !sentence.ends_with(' ') && rest.starts_with(char::is_alphabetic) => {}
            _ if c.is_alphanumeric() => sentence.extend(c.to_lowercase()),
            _ => close(sentence),
        }
    }
    if let Some(sentence) = sentences.last_mut() {
        close(sentence);
    }
    sentences
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '"'
}

fn close(sentence: &mut String) {
    if !sentence.ends_with(' ') {
        sentence.push(' ');
    }
}

/// `insufficient_balance_error`, `WeeklyLimitReached`: the words of a name.
fn spelled(name: &str) -> String {
    let mut words = String::from(' ');
    let mut was_lower = false;
    for c in name.chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && was_lower {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        } else {
            close(&mut words);
        }
        was_lower = c.is_lowercase();
    }
    close(&mut words);
    words
}

/// The whole number behind a word, if one stands there.
fn number_after(sentence: &str, word: &str) -> Option<u64> {
    sentence.match_indices(word).find_map(|(at, _)| {
        let rest = &sentence[at + word.len()..];
        rest.split(' ').next()?.parse().ok()
    })
}
