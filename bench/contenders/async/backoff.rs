use std::time::Duration;

use backoff::backoff::Constant;

use super::{Answer, answer};
use crate::server::{Error, Server};

pub async fn ask(server: &Server) -> Result<Answer, Error> {
    let delays = Constant::new(Duration::from_millis(1));
    backoff::future::retry(delays, || async {
        answer(server, 17).await.map_err(backoff::Error::transient)
    })
    .await
}
