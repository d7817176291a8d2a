use super::{Answer, answer};
use crate::server::{Error, Server};

#[retry_attr::retry(max = 3, backoff = "fixed", base = "1ms")]
pub async fn ask(server: &Server) -> Result<Answer, Error> {
    answer(server, 17).await
}
