//! What the oldest compiler accepts without a warning: arguments that are moved to each attempt and back, and bodies that
//! never reach their end. `.ci/msrv` checks it.
#![deny(warnings)]

use retry_attr::retry;

pub struct Failure;

/// Not `Clone`.
pub struct Connection;

impl Connection {
    fn ask(&self) -> Result<u8, Failure> {
        Err(Failure)
    }

    #[retry]
    pub async fn once(self) -> Result<u8, Failure> {
        ask().await?;
        self.ask()
    }

    #[retry]
    pub fn once_blocking(self) -> Result<u8, Failure> {
        self.ask()
    }
}

async fn ask() -> Result<u8, Failure> {
    Err(Failure)
}

#[retry]
pub fn moved(connection: Connection) -> Result<u8, Failure> {
    connection.ask()
}

#[retry]
pub async fn moved_async(connection: Connection) -> Result<u8, Failure> {
    ask().await?;
    connection.ask()
}

#[retry]
pub async fn generic(ask_again: impl Fn() -> u8) -> Result<u8, Failure> {
    ask().await?;
    Ok(ask_again())
}

#[retry]
pub fn cloned(text: String) -> Result<String, Failure> {
    Ok(text)
}

#[retry]
pub async fn cloned_async(text: String) -> Result<String, Failure> {
    ask().await?;
    Ok(text)
}

#[retry]
pub fn without_end(connection: Connection) -> Result<u8, Failure> {
    loop {
        connection.ask()?;
    }
}

#[retry]
pub async fn without_end_async(connection: Connection) -> Result<u8, Failure> {
    loop {
        connection.ask()?;
        ask().await?;
    }
}

#[retry]
pub async fn panics(connection: Connection) -> Result<u8, Failure> {
    drop(connection.ask());
    panic!("never answered")
}

#[retry(timeout = "1s", attempt = attempt, last_error = last)]
pub async fn limited(connection: Connection) -> Result<u8, String> {
    let _ = (attempt, last);
    connection.ask().map_err(|_| String::new())
}
