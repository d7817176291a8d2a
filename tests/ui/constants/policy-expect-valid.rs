use retry_attr::Policy;

const POLICY: Policy = Policy::new().max(0).expect_valid();

fn main() {
    let _ = POLICY;
}
