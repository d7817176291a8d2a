use retry_attr::retry;

fn main() {
    #[retry]
    let ask = || Ok::<_, String>(());
    drop(ask());
}
