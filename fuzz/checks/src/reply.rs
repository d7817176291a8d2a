//! A reply as text: status, headers and body as on the wire, so that seeds can be read and written by hand.
//!
//! ```text
//! 429 https://api.openai.com/v1/responses
//! retry-after: 20
//!
//! {"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}
//! ```

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

/// The server's clock, behind any date that the input has: with the machine's own, two calls would differ.
const DATE: &str = "Thu, 26 Nov 2026 07:00:00 GMT";

/// So many headers: a client that takes more is not the crate's affair.
const HEADERS: usize = 64;

pub(crate) struct Written {
    pub(crate) status: StatusCode,
    pub(crate) url: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Written {
    pub(crate) fn read(input: &[u8]) -> Self {
        let mut rest = input;
        let first = line(&mut rest);
        let (status, url) = first.split_at(first.len().min(3));
        let status = std::str::from_utf8(status)
            .ok()
            .and_then(|status| status.parse().ok())
            .and_then(|status| StatusCode::from_u16(status).ok());
        let mut headers = HeaderMap::new();
        while headers.len() < HEADERS {
            let header = line(&mut rest);
            if header.is_empty() {
                break;
            }
            if let Some((name, value)) = header_of(header) {
                headers.append(name, value);
            }
        }
        headers.append(http::header::DATE, HeaderValue::from_static(DATE));
        Self {
            status: status.unwrap_or(StatusCode::TOO_MANY_REQUESTS),
            url: String::from_utf8_lossy(url).trim().to_owned(),
            headers,
            body: rest.to_vec(),
        }
    }
}

fn line<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let end = rest.iter().position(|byte| *byte == b'\n');
    let line = &rest[..end.unwrap_or(rest.len())];
    *rest = end.map_or(&[], |end| &rest[end + 1..]);
    line
}

fn header_of(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = HeaderName::from_bytes(&line[..colon]).ok()?;
    let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
    Some((name, value))
}
