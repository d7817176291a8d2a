//! Durations in text, as the attribute takes them: `"500ms"`, `"1.5s"`, `"1m30s"`.
//!
//! The macros have the same grammar, and cannot depend on this crate; a test there holds the two together.

/// Units by the name they are written with, in nanoseconds. `d` is 24 hours.
const UNITS: [(&str, u64); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60 * 1_000_000_000),
    ("h", 3_600 * 1_000_000_000),
    ("d", 86_400 * 1_000_000_000),
];

/// Nanoseconds, or what is wrong with `text`.
///
/// # Errors
///
/// What is wrong with it.
pub fn parse(text: &str) -> Result<u64, String> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err("the duration is empty".to_owned());
    }
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if number.is_empty() {
            return Err(format!("`{text}` is not a duration"));
        }
        let end = after
            .find(|c: char| c.is_ascii_digit() || c == '.')
            .unwrap_or(after.len());
        let (unit, next) = after.split_at_checked(end).unwrap_or((after, ""));
        let nanos = match UNITS.iter().find(|(name, _)| *name == unit.trim()) {
            Some((_, nanos)) => *nanos,
            None if unit.trim().is_empty() => return Err(format!("`{text}` has no unit")),
            None => return Err(format!("unknown unit `{}`", unit.trim())),
        };
        if !is_number(number) {
            return Err(format!("`{number}` is not a number"));
        }
        total = scale(number, nanos)
            .and_then(|part| total.checked_add(part))
            .ok_or_else(|| format!("`{text}` is longer than 584 years"))?;
        rest = next.trim_start();
    }
    Ok(total)
}

/// Digits, and perhaps a point and more digits.
fn is_number(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, decimals)) => is_digits(whole) && is_digits(decimals),
        None => is_digits(text),
    }
}

/// `number` × `unit`, exactly; `None` if that is too large.
fn scale(number: &str, unit: u64) -> Option<u64> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let whole = whole.parse::<u64>().ok()?.checked_mul(unit)?;
    // Digits after the 18th are below a nanosecond of every unit.
    let (mut part, mut divisor) = (0_u128, 1_u128);
    for digit in decimals.bytes().take(18) {
        part = part * 10 + u128::from(digit - b'0');
        divisor *= 10;
    }
    let part = u128::from(unit) * part / divisor;
    whole.checked_add(u64::try_from(part).ok()?)
}
