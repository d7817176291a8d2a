use super::{Answer, answer};
use crate::server::{Error, Server};

pub async fn ask(server: &Server) -> Result<Answer, Error> {
    answer(server, 17).await
}
