use std::time::Duration;

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(transient = true)]
    Busy,
    #[retry(throttled = 0)]
    Limited(Duration),
    #[retry(throttled(after = 0))]
    Nested(Duration),
    #[retry(throttled, after)]
    NoField(Duration),
    #[retry(throttled, after = )]
    Empty(Duration),
    #[retry(throttled, after(0))]
    Parenthesized(Duration),
    #[retry(throttled, after = "wait")]
    Quoted { wait: Duration },
    #[retry(throttled, after = self.wait)]
    Expression { wait: Duration },
    #[retry(throttled, after = "3s")]
    Literal,
    #[retry(throttled after = 0)]
    NoComma(Duration),
    #[retry(throttled, after: 0)]
    Colon(Duration),
    #[retry(permanent =)]
    NoValue,
    #[retry(permanent, until = 1.5)]
    Float,
    #[retry(forward =)]
    NoForward(std::io::Error),
    #[retry("permanent")]
    Text,
    #[retry = "permanent"]
    NameValue,
    #[retry(permanent,, until = 0)]
    TwoCommas(std::time::SystemTime),
}

fn main() {}
