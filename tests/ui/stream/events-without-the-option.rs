use retry_attr::api::{BlockingEvents, Events, Reply};
use retry_attr::{ApiError, retry};

#[retry]
async fn ask(reply: &Reply) -> Result<Events, ApiError> {
    Ok(reply.clone().events(futures_util::stream::empty()))
}

type Asked = Result<BlockingEvents, ApiError>;

#[retry]
fn ask_blocking(reply: &Reply) -> Asked {
    Ok(reply.clone().read_events(std::io::empty()))
}

fn main() {}
