//! Calls that share an upstream.

use std::time::Duration;

use retry_attr::{Classification, Upstream, retry};
use wasm_bindgen_test::wasm_bindgen_test;
use web_time::Instant;

fn asks_to_wait(_: &String) -> Classification {
    Classification::throttled(Some(Duration::from_millis(60)))
}

#[wasm_bindgen_test]
async fn a_cool_down_holds_back_other_calls() {
    static SERVER: Upstream = Upstream::new("server");

    #[retry(max = 1, classify = asks_to_wait, upstream = SERVER)]
    async fn refused() -> Result<(), String> {
        Err("busy".to_owned())
    }
    #[retry(max = 1, upstream = SERVER)]
    async fn ask() -> Result<Instant, String> {
        Ok(Instant::now())
    }

    let start = Instant::now();
    refused().await.unwrap_err();
    assert!(SERVER.snapshot().cool_down > Duration::ZERO);
    let asked = ask().await.unwrap();
    assert!(
        asked - start >= Duration::from_millis(60),
        "{:?}",
        asked - start
    );
}
