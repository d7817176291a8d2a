use super::{Answer, answer};
use crate::server::{Error, Server};

#[retrying::retry(stop = attempts(3), wait = fixed(0.001))]
pub async fn ask(server: &Server) -> Result<Answer, Error> {
    answer(server, 17).await
}
