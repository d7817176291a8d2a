use retry_attr::Policy;

const POLICY: Policy = Policy::new().max(0).checked();

fn main() {
    let _ = POLICY;
}
