// The methods are there for their names.
#![allow(clippy::unused_self, clippy::unused_async)]

use std::marker::PhantomData;

use async_trait::async_trait;
use retry_attr::{Event, retry};

use crate::{keep, kept};

fn name(event: &Event<'_>) {
    assert_eq!(event.module(), module_path!());
    keep(&event.function());
}

struct OpenAi;
struct Client<'a, T>(PhantomData<&'a T>);

impl OpenAi {
    #[retry(max = 1, on_give_up = name)]
    fn ask(&self) -> Option<()> {
        None
    }

    #[retry(max = 1, on_give_up = name)]
    async fn ask_async(&self) -> Option<()> {
        None
    }

    /// Nothing but `Self` tells that this is a method.
    #[retry(max = 1, on_give_up = name)]
    fn new() -> Option<Self> {
        None
    }

    #[retry(max = 1, on_give_up = name)]
    fn without_a_trace() -> Option<()> {
        None
    }
}

impl<T> Client<'_, T> {
    #[retry(max = 1, on_give_up = name)]
    async fn ask(&mut self, _prompt: &str) -> Option<()> {
        None
    }
}

trait Ask {
    #[retry(max = 1, on_give_up = name)]
    fn default(&self) -> Option<()> {
        None
    }

    fn own(&self) -> Option<()>;
}

impl Ask for OpenAi {
    #[retry(max = 1, on_give_up = name)]
    fn own(&self) -> Option<()> {
        None
    }
}

impl<T> Ask for Client<'_, T> {
    fn own(&self) -> Option<()> {
        None
    }
}

#[async_trait]
trait AskAsync {
    #[retry(max = 1, on_give_up = name)]
    async fn default_async(&self) -> Option<()> {
        None
    }

    async fn own_async(&self) -> Option<()>;
}

#[async_trait]
impl AskAsync for OpenAi {
    #[retry(max = 1, on_give_up = name)]
    async fn own_async(&self) -> Option<()> {
        None
    }
}

#[retry(max = 1, on_give_up = name)]
fn r#try() -> Option<()> {
    None
}

#[tokio::test]
async fn a_method_is_named_with_its_type() {
    OpenAi.ask();
    OpenAi.ask_async().await;
    OpenAi::new();
    OpenAi::without_a_trace();
    Client::<Vec<u8>>(PhantomData).ask("hi").await;
    OpenAi.default();
    Client::<u8>(PhantomData).default();
    (&OpenAi as &dyn Ask).default();
    OpenAi.own();
    OpenAi.default_async().await;
    OpenAi.own_async().await;
    r#try();
    assert_eq!(
        kept(),
        [
            "OpenAi::ask",
            "OpenAi::ask_async",
            "OpenAi::new",
            "without_a_trace",
            "Client::ask",
            "OpenAi::default",
            "Client::default",
            "OpenAi::default",
            "OpenAi::own",
            "OpenAi::default_async",
            "OpenAi::own_async",
            "try",
        ]
    );
}

#[test]
fn the_text_of_an_event_names_it_too() {
    struct Local;
    impl Local {
        #[retry(max = 1, on_give_up = |event| keep(event))]
        fn ask(&self) -> Option<()> {
            None
        }
    }
    Local.ask();
    assert_eq!(
        kept(),
        ["Local::ask: attempt 1 of 1 failed: no value; giving up: attempts exhausted"]
    );
}
