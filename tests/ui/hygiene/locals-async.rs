use retry_attr::retry;

#[retry(timeout = "5s", attempt = attempt)]
async fn ask() -> Result<u32, String> {
    drop(attempt);
    drop((
        call, site, policy, result, delay, limit, cut, what, output, classifier, SITE,
    ));
    Ok(1)
}

#[retry]
async fn arguments(prompt: String, (a, b): (u32, u32)) -> Result<String, String> {
    drop((
        __prompt,
        __original,
        __arg1,
        __way_of_prompt,
        way,
        fresh,
        a,
        b,
    ));
    Ok(prompt)
}

struct Client;

impl Client {
    #[retry]
    async fn receiver(&mut self) -> Result<(), String> {
        drop(__self);
        change(self);
        Ok(())
    }
}

fn change(_: &mut Client) {}

fn main() {}
