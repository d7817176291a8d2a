//! However long a stream is, one event is the most that is kept, and nothing is taken before it is asked for.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::io::Read;

use http::{HeaderMap, StatusCode};
use retry_attr::api::Reply;

struct Counting;

thread_local! {
    // From the middle, as what one thread took another may give back.
    static NOW: Cell<usize> = const { Cell::new(usize::MAX / 2) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        NOW.set(NOW.get().wrapping_add(layout.size()));
        PEAK.set(PEAK.get().max(NOW.get()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.set(NOW.get().wrapping_sub(layout.size()));
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// An event again and again, until there are so many bytes.
struct Endless {
    event: &'static [u8],
    at: usize,
    left: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let rest = &self.event[self.at..];
        let taken = rest.len().min(buffer.len()).min(self.left);
        buffer[..taken].copy_from_slice(&rest[..taken]);
        self.at = (self.at + taken) % self.event.len();
        self.left -= taken;
        Ok(taken)
    }
}

fn peak(event: &'static [u8], bytes: usize) -> usize {
    let body = Endless {
        event,
        at: 0,
        left: bytes,
    };
    let before = NOW.get();
    PEAK.set(before);
    let events = Reply::new(StatusCode::OK, &HeaderMap::new(), b"").read_events(body);
    let read = events.flatten().count();
    assert!(read >= bytes / event.len() - 1);
    PEAK.get() - before
}

const EVENTS: [&[u8]; 3] = [
    b"data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n: waiting\n\n",
    b"{\"message\":{\"content\":\"a\"},\"done\":false}\n",
    b"{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]},\r\n",
];

/// What is read at once, and an event.
const MOST: usize = 17 << 10;

fn takes_no_more(bytes: usize) {
    for event in EVENTS {
        peak(event, 1000); // the tables that are made once
        let peak = peak(event, bytes);
        assert!(peak < MOST, "{peak}");
    }
}

#[test]
fn a_stream_of_any_length_takes_the_same_memory() {
    takes_no_more(20_000);
    takes_no_more(2 << 20);
}

/// It takes a minute: `cargo test -p tests --release --features api --test events -- --ignored`.
#[test]
#[ignore = "takes a minute: it parses three gigabytes"]
fn a_gigabyte_takes_the_same_memory() {
    takes_no_more(1 << 30);
}

#[cfg(feature = "stream")]
mod polled {
    use std::pin::Pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::task::{Context, Poll};

    use futures_util::{Stream, StreamExt};
    use http::{HeaderMap, StatusCode};
    use retry_attr::api::{ErrorKind, Reply};

    /// Has always more, and counts what was taken.
    struct Ready(Arc<AtomicUsize>);

    impl Stream for Ready {
        type Item = std::io::Result<&'static [u8]>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.0.fetch_add(1, Relaxed);
            Poll::Ready(Some(Ok(b"data: {\"x\":1}\n\ndata: {\"y\":2}\n\n")))
        }
    }

    #[tokio::test]
    async fn nothing_is_taken_before_it_is_asked_for() {
        let taken = Arc::new(AtomicUsize::new(0));
        let body = Ready(Arc::clone(&taken));
        let start = b"data: {\"z\":0}\n\n";
        let mut events = Reply::new(StatusCode::OK, &HeaderMap::new(), start).events(body);
        for (raw, chunks) in [
            ("{\"z\":0}", 0),
            ("{\"x\":1}", 1),
            ("{\"y\":2}", 1),
            ("{\"x\":1}", 2),
        ] {
            // As of any stream.
            let event = StreamExt::next(&mut events).await.unwrap().unwrap();
            assert_eq!((event.raw(), taken.load(Relaxed)), (raw, chunks));
        }
    }

    #[tokio::test]
    async fn an_error_is_read_as_far_as_errors_are() {
        let taken = Arc::new(AtomicUsize::new(0));
        let body = Ready(Arc::clone(&taken));
        let reply =
            Reply::new(StatusCode::TOO_MANY_REQUESTS, &HeaderMap::new(), b"slow ").events(body);
        let items: Vec<_> = reply.collect().await;
        let [Err(error)] = &items[..] else {
            panic!("{items:?}")
        };
        assert_eq!(error.kind(), ErrorKind::RateLimit);
        assert_eq!(error.body().len(), 64 << 10);
        assert!(error.body().starts_with(b"slow data"));
        assert!(taken.load(Relaxed) < 64 << 10);
    }
}
