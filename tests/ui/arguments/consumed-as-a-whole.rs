use retry_attr::retry;

struct Prompt;

#[retry]
fn bound(prompt: Prompt) -> Result<(), String> {
    let _other = prompt;
    Ok(())
}

#[retry]
fn returned(prompt: Prompt) -> Result<Prompt, String> {
    Ok(prompt)
}

#[retry]
fn tail(prompt: Option<Prompt>) -> Option<Prompt> {
    prompt
}

#[retry]
fn moved_to_a_closure(prompt: Prompt) -> Result<(), String> {
    std::thread::spawn(move || {
        let _prompt = prompt;
    });
    Ok(())
}

#[retry]
fn taken_apart(prompt: Option<Prompt>) -> Result<(), String> {
    match prompt {
        Some(_prompt) => Ok(()),
        None => Ok(()),
    }
}

fn main() {}
