use std::time::Duration;

use backoff::backoff::Constant;

use super::{Answer, answer};
use crate::server::{Error, Server};

pub fn ask(server: &Server) -> Result<Answer, Error> {
    let delays = Constant::new(Duration::from_nanos(1));
    backoff::retry(delays, || {
        answer(server, 17).map_err(backoff::Error::transient)
    })
    .map_err(|error| match error {
        backoff::Error::Permanent(error) | backoff::Error::Transient { err: error, .. } => error,
    })
}
