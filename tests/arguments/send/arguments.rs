//! The arguments decide whether the future is `Send`.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::mpsc::{self, Receiver};

use retry_attr::retry;
use test_support::zero;

use super::{NotSend, probe};
use crate::{third_async, wait};

#[test]
fn send_with_arguments_that_are_not_sync() {
    {
        pair!((cell: Cell<u32>, list: RefCell<Vec<u32>>) -> Result<u32, ()> {
            cell.set(1);
            wait().await;
            list.borrow_mut().push(1);
            Ok(cell.get())
        });
        assert_send!(true, Cell::new(0), RefCell::default());
    }
    {
        pair!((read: Box<dyn Fn() -> u32 + Send>) -> Result<u32, ()> {
            wait().await;
            Ok(read())
        });
        assert_send!(true, Box::new(|| 1));
    }
    {
        pair!((receiver: Receiver<u32>) -> Result<u32, ()> {
            wait().await;
            receiver.try_recv().map_err(drop)
        });
        assert_send!(true, mpsc::channel().1);
    }
    {
        pair!((receiver: Receiver<u32>) -> Result<u32, ()> {
            for item in &receiver {
                wait().await;
                assert_eq!(item, 1);
            }
            Err(())
        });
        // A reference to it lives across an await.
        assert_send!(false, mpsc::channel().1);
    }
    {
        pair!(((cell, _): (Cell<u32>, u32), [first, _]: [Cell<u32>; 2]) -> Result<u32, ()> {
            wait().await;
            Ok(cell.get() + first.get())
        });
        assert_send!(true, (Cell::new(0), 0), [const { Cell::new(0) }; 2]);
    }
    {
        pair!((cell: Cell<u32>) -> Result<u32, ()> {
            wait().await;
            Ok(cell.into_inner())
        });
        assert_send!(true, Cell::new(0));
    }
    {
        pair!((mut cell: Cell<u32>) -> Result<u32, ()> {
            *cell.get_mut() += 1;
            wait().await;
            Ok(cell.get())
        });
        assert_send!(true, Cell::new(0));
    }
}

#[test]
fn send_with_unique_references_that_need_no_sync() {
    {
        pair!((read: &mut (dyn FnMut() -> u32 + Send)) -> Result<u32, ()> {
            wait().await;
            Ok(read())
        });
        assert_send!(true, &mut || 1);
    }
    {
        pair!((cell: Option<&mut Cell<u32>>) -> Result<u32, ()> {
            wait().await;
            Ok(cell.as_ref().map_or(0, |it| it.get()))
        });
        assert_send!(true, None);
    }
    {
        pair!((cell: &mut Cell<u32>) -> Result<u32, ()> {
            wait().await;
            *cell.get_mut() += 1;
            Ok(*cell.get_mut())
        });
        assert_send!(true, &mut Cell::new(0));
    }
}

#[test]
fn send_with_unique_references_to_what_is_not_sync() {
    {
        pair!((cell: &mut Cell<u32>) -> Result<u32, ()> {
            wait().await;
            Ok(cell.get())
        });
        assert_send!(true, &mut Cell::new(0));
    }
    {
        #[allow(clippy::manual_async_fn)]
        fn plain(cell: &mut Cell<u32>) -> impl Future<Output = Result<u32, ()>> {
            async move {
                wait().await;
                Ok(cell.get())
            }
        }
        #[retry]
        fn annotated(cell: &mut Cell<u32>) -> impl Future<Output = Result<u32, ()>> {
            async move {
                wait().await;
                Ok(cell.get())
            }
        }
        assert_send!(true, &mut Cell::new(0));
    }
}

#[test]
fn not_send_where_the_plain_function_is_not() {
    {
        pair!((text: Rc<str>) -> Result<usize, ()> {
            wait().await;
            Ok(text.len())
        });
        assert_send!(false, "text".into());
    }
    {
        pair!((text: &Cell<u32>) -> Result<u32, ()> {
            wait().await;
            Ok(text.get())
        });
        assert_send!(false, &Cell::new(0));
    }
    {
        pair!(() -> Result<usize, ()> {
            let text: Rc<str> = "text".into();
            wait().await;
            Ok(text.len())
        });
        assert_send!(false,);
    }
}

#[test]
fn send_of_generic_arguments_follows_the_argument() {
    async fn plain<T: Clone>(value: T) -> Result<T, ()> {
        wait().await;
        Ok(value)
    }
    #[retry]
    async fn annotated<T: Clone>(value: T) -> Result<T, ()> {
        wait().await;
        Ok(value)
    }
    assert_send!(true, 1);
    assert_send!(true, Cell::new(1));
    assert_send!(false, Rc::new(1));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_send_is_retried_as_well() {
    #[retry]
    async fn annotated(
        attempts: &AtomicU32,
        text: Rc<str>,
        list: Rc<RefCell<Vec<u32>>>,
    ) -> Result<u32, Rc<str>> {
        let text = text;
        list.borrow_mut().push(1);
        let number = third_async(attempts).await.map_err(|_| text.clone())?;
        Ok(number)
    }
    let list = Rc::new(RefCell::new(vec![]));
    assert_eq!(annotated(&zero(), "text".into(), list.clone()).await, Ok(3));
    assert_eq!(*list.borrow(), [1, 1, 1]);
    assert_eq!(Rc::strong_count(&list), 1);
}

#[tokio::test(start_paused = true)]
async fn an_argument_goes_to_a_task() {
    #[retry]
    async fn annotated(
        attempts: Arc<AtomicU32>,
        text: String,
        list: Vec<String>,
    ) -> Result<u32, &'static str> {
        let task = tokio::spawn(async move {
            let joined = list.concat() + &text;
            assert_eq!(joined, "abc");
            third_async(&attempts).await
        });
        task.await.unwrap()
    }
    let list = vec!["a".to_owned(), "b".to_owned()];
    let future = annotated(Arc::new(zero()), "c".to_owned(), list);
    assert_eq!(tokio::spawn(future).await.unwrap(), Ok(3));
}
