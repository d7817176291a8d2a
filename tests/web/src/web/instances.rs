//! What several instances of one module draw: each draws its own.

use std::time::Duration;

use js_sys::{Array, Function, Object, Reflect, WebAssembly};
use retry_attr::{Jitter, Policy, retry};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// The first delay of an instance, in seconds.
#[wasm_bindgen]
pub fn first_delay() -> f64 {
    const POLICY: Policy = Policy::new().jitter(Jitter::Full);
    POLICY
        .delays()
        .next()
        .map_or(0.0, |delay: Duration| delay.as_secs_f64())
}

/// The start of the first key of an instance.
#[wasm_bindgen]
pub fn first_key() -> f64 {
    #[retry(max = 1, attempt = attempt)]
    fn key() -> Result<String, String> {
        Ok(attempt.idempotency_key().to_string())
    }
    let key = key().unwrap();
    f64::from(u32::from_str_radix(&key[..8], 16).unwrap())
}

/// One more instance of this module, in which all of JavaScript is 0, but for `Math.random`.
async fn instance() -> JsValue {
    let module: WebAssembly::Module = wasm_bindgen::module().unchecked_into();
    let (zero, random) = (
        Function::new_no_args("return 0"),
        Function::new_no_args("return Math.random()"),
    );
    let imports = Object::new();
    for import in WebAssembly::Module::imports(&module).iter() {
        let [from, name] = ["module", "name"].map(|it| Reflect::get(&import, &it.into()).unwrap());
        let known = Reflect::get(&imports, &from).unwrap();
        let functions = if known.is_undefined() {
            Object::new().into()
        } else {
            known
        };
        let is_random = name.as_string().unwrap().contains("random");
        let function = if is_random { &random } else { &zero };
        Reflect::set(&functions, &name, function).unwrap();
        Reflect::set(&imports, &from, &functions).unwrap();
    }
    let instance = JsFuture::from(WebAssembly::instantiate_module(&module, &imports))
        .await
        .unwrap();
    Reflect::get(&instance, &"exports".into()).unwrap()
}

/// What five instances return.
async fn five(export: &str) -> Vec<f64> {
    let mut all = Vec::new();
    for _ in 0..5 {
        let exports = instance().await;
        let function: Function = Reflect::get(&exports, &export.into())
            .unwrap()
            .unchecked_into();
        let returned = Reflect::apply(&function, &JsValue::UNDEFINED, &Array::new()).unwrap();
        all.push(returned.as_f64().unwrap());
    }
    all
}

fn assert_all_differ(mut all: Vec<f64>) {
    all.sort_by(f64::total_cmp);
    assert!(all.windows(2).all(|two| two[0] < two[1]), "{all:?}");
}

#[wasm_bindgen_test]
async fn first_delays_differ() {
    assert_all_differ(five("first_delay").await);
}

#[wasm_bindgen_test]
async fn first_keys_differ() {
    assert_all_differ(five("first_key").await);
}
