// There is no option `stream`, but its trap is there.
use retry_attr::api::{BlockingEvents, Reply};
use retry_attr::{ApiError, retry};

#[retry]
fn ask(reply: &Reply) -> Result<BlockingEvents, ApiError> {
    Ok(reply.clone().read_events(std::io::empty()))
}

fn main() {}
