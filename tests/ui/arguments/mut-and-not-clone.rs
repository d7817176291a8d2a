use retry_attr::retry;

struct Counter(u32);

#[retry]
fn sync(mut counter: Counter) -> Result<u32, String> {
    counter.0 += 1;
    Ok(counter.0)
}

#[retry]
async fn native(mut counter: Counter) -> Result<u32, String> {
    counter.0 += 1;
    Ok(counter.0)
}

fn main() {}
