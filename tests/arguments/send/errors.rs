//! An error that is not `Send` does not make the future so.

use std::cell::Cell;
use std::rc::Rc;

use retry_attr::retry;

use super::{NotSend, probe};
use crate::wait;

#[test]
fn send_with_an_error_that_is_not() {
    {
        pair!((text: &str) -> Result<u32, Rc<str>> {
            wait().await;
            Err(text.into())
        });
        assert_send!(true, "text");
    }
    {
        pair!((text: String) -> Result<Rc<str>, Box<dyn std::error::Error>> {
            wait().await;
            Err(text.into())
        });
        assert_send!(true, "text".to_owned());
    }
    {
        async fn plain() -> Result<u32, Box<dyn std::error::Error>> {
            wait().await;
            Ok(1)
        }
        #[retry(timeout = "1s", deadline = "1m")]
        async fn annotated() -> Result<u32, Box<dyn std::error::Error>> {
            wait().await;
            Ok(1)
        }
        assert_send!(true,);
    }
    {
        async fn plain(counter: Cell<u32>, text: &str) -> Result<u32, Rc<str>> {
            wait().await;
            let count = counter.into_inner();
            if count == 0 { Err(text.into()) } else { Ok(1) }
        }
        #[retry(
            when = |error: &Rc<str>| error.len() > 3,
            on_retry = |event: &retry_attr::Event<'_>| drop(event.to_string()),
            attempt = attempt
        )]
        async fn annotated(counter: Cell<u32>, text: &str) -> Result<u32, Rc<str>> {
            wait().await;
            let count = counter.into_inner() + attempt.number();
            if count == 0 { Err(text.into()) } else { Ok(1) }
        }
        assert_send!(true, Cell::new(0), "text");
    }
}
