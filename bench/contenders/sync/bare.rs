use super::{Answer, answer};
use crate::server::{Error, Server};

pub fn ask(server: &Server) -> Result<Answer, Error> {
    answer(server, 17)
}
