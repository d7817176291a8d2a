use std::time::Duration;

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(transient = true)]
    Busy,
    #[classify(throttled = 0)]
    Limited(Duration),
    #[classify(throttled(after = 0))]
    Nested(Duration),
    #[classify(throttled, after)]
    NoField(Duration),
    #[classify(throttled, after = )]
    Empty(Duration),
    #[classify(throttled, after(0))]
    Parenthesized(Duration),
    #[classify(throttled, after = "wait")]
    Quoted { wait: Duration },
    #[classify(throttled, after = self.wait)]
    Expression { wait: Duration },
    #[classify(throttled, after = "3s")]
    Literal,
    #[classify(throttled after = 0)]
    NoComma(Duration),
    #[classify(throttled, after: 0)]
    Colon(Duration),
    #[classify(permanent =)]
    NoValue,
    #[classify(permanent, until = 1.5)]
    Float,
    #[classify(forward =)]
    NoForward(std::io::Error),
    #[classify("permanent")]
    Text,
    #[classify = "permanent"]
    NameValue,
    #[classify(permanent,, until = 0)]
    TwoCommas(std::time::SystemTime),
}

fn main() {}
