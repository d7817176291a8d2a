use retry_attr::retry;

#[retry(max = 2)]
fn call() -> Result<u32, String> {
    drop(call);
    drop((site, policy, result, delay, limit, cut));
    Ok(1)
}

#[retry]
fn arguments(prompt: String) -> Result<String, String> {
    drop((__prompt, __original, __arg0, __way_of_prompt, way, fresh));
    Ok(prompt)
}

struct Client;

impl Client {
    #[retry]
    fn receiver(&mut self) -> Result<(), String> {
        drop(__self);
        change(self);
        Ok(())
    }
}

fn change(_: &mut Client) {}

fn main() {}
