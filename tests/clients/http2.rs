//! A server that knows as much of HTTP/2 as it takes to turn a request away.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Codes of RFC 9113, section 7.
pub(crate) const NO_ERROR: u32 = 0;
pub(crate) const INTERNAL_ERROR: u32 = 2;
pub(crate) const REFUSED_STREAM: u32 = 7;
pub(crate) const CANCEL: u32 = 8;
pub(crate) const ENHANCE_YOUR_CALM: u32 = 11;

/// How a request is turned away.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Away {
    /// `RST_STREAM` with this code.
    Reset(u32),
    /// `GOAWAY` with this code: the request will not be processed.
    Before(u32),
    /// `GOAWAY` with this code: the request may be processed. No answer comes.
    After(u32),
}

/// All ways, and how many of three requests are made that must not be processed twice.
pub(crate) const WAYS: [(Away, usize); 8] = [
    (Away::Reset(REFUSED_STREAM), 3),
    (Away::Reset(INTERNAL_ERROR), 1),
    (Away::Reset(CANCEL), 1),
    (Away::Before(NO_ERROR), 3),
    (Away::Before(INTERNAL_ERROR), 3),
    (Away::Before(ENHANCE_YOUR_CALM), 3),
    (Away::After(NO_ERROR), 1),
    (Away::After(INTERNAL_ERROR), 1),
];

pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<AtomicUsize>,
}

impl Server {
    pub(crate) async fn start(away: Away) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let counter = Arc::clone(&counter);
                tokio::spawn(async move {
                    // The client hangs up sooner or later.
                    let _ = serve(socket, away, &counter).await;
                });
            }
        });
        Self { url, requests }
    }

    pub(crate) fn count(&self) -> usize {
        self.requests.load(Relaxed)
    }
}

async fn serve(mut socket: TcpStream, away: Away, requests: &AtomicUsize) -> std::io::Result<()> {
    const HEADERS: u8 = 1;
    const RST_STREAM: u8 = 3;
    const SETTINGS: u8 = 4;
    const GOAWAY: u8 = 7;
    const ACK: u8 = 1;

    let mut preface = [0; 24];
    socket.read_exact(&mut preface).await?;
    socket.write_all(&frame(SETTINGS, 0, 0, &[])).await?;
    loop {
        let mut head = [0; 9];
        socket.read_exact(&mut head).await?;
        let [a, b, c, kind, flags, stream @ ..] = head;
        let length = u32::from_be_bytes([0, a, b, c]) as usize;
        let stream = u32::from_be_bytes(stream);
        socket.read_exact(&mut vec![0; length]).await?;
        match kind {
            SETTINGS if flags & ACK == 0 => {
                socket.write_all(&frame(SETTINGS, ACK, 0, &[])).await?;
            }
            HEADERS => {
                requests.fetch_add(1, Relaxed);
                let frame = match away {
                    Away::Reset(code) => frame(RST_STREAM, 0, stream, &[code]),
                    Away::Before(code) => frame(GOAWAY, 0, 0, &[stream - 1, code]),
                    Away::After(code) => frame(GOAWAY, 0, 0, &[stream, code]),
                };
                socket.write_all(&frame).await?;
                if let Away::After(_) = away {
                    socket.shutdown().await?;
                }
            }
            _ => {}
        }
    }
}

fn frame(kind: u8, flags: u8, stream: u32, numbers: &[u32]) -> Vec<u8> {
    let length = u8::try_from(4 * numbers.len()).unwrap();
    let mut frame = vec![0, 0, length, kind, flags];
    frame.extend(stream.to_be_bytes());
    frame.extend(numbers.iter().flat_map(|it| it.to_be_bytes()));
    frame
}
