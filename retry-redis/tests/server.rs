//! A `redis-server` of a test's own, on a free port, without persistence.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

/// Where servers keep their files.
pub(crate) const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");

pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

pub(crate) struct Server {
    port: u16,
    password: Option<&'static str>,
    /// More of its settings.
    settings: Vec<String>,
    child: Option<Child>,
}

impl Server {
    /// A port where there is none yet.
    pub(crate) fn absent() -> Self {
        Self::at(free_port())
    }

    pub(crate) fn at(port: u16) -> Self {
        Self {
            port,
            password: None,
            settings: Vec::new(),
            child: None,
        }
    }

    /// Started with more settings.
    pub(crate) fn with(mut self, settings: &[&str]) -> Self {
        self.settings = settings.iter().map(ToString::to_string).collect();
        self.start();
        self
    }

    pub(crate) fn started() -> Self {
        let mut server = Self::absent();
        server.start();
        server
    }

    pub(crate) fn with_password(password: &'static str) -> Self {
        Self::absent().locked(password).with(&[])
    }

    pub(crate) fn locked(mut self, password: &'static str) -> Self {
        self.password = Some(password);
        self
    }

    /// A sentinel with the settings in a file.
    #[cfg(feature = "sentinel")]
    pub(crate) fn sentinel(mut self, file: &str) -> Self {
        let mut command = Command::new("redis-server");
        command.args([file, "--sentinel"]);
        self.run_as(command);
        self
    }

    pub(crate) fn start(&mut self) {
        let mut command = Command::new("redis-server");
        command.args(["--save", "", "--appendonly", "no"]);
        self.run_as(command);
    }

    fn run_as(&mut self, mut command: Command) {
        command
            .args(["--bind", "127.0.0.1"])
            .args(["--port", &self.port.to_string()])
            .args(["--dir", FOLDER])
            .args(&self.settings)
            .stdout(Stdio::null());
        if let Some(password) = self.password {
            command.args(["--requirepass", password, "--masterauth", password]);
        }
        let child = command.spawn();
        self.child = Some(child.expect("these tests need redis-server on the path"));
        while self.connection().is_err() {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    pub(crate) fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Sends the process a signal, such as `STOP`.
    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.as_ref().unwrap().id().to_string();
        let kill = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(kill.unwrap().success());
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        match self.password {
            Some(password) => format!("redis://:{password}@127.0.0.1:{}", self.port),
            None => format!("redis://127.0.0.1:{}", self.port),
        }
    }

    fn connection(&self) -> redis::RedisResult<redis::Connection> {
        redis::Client::open(self.url())?.get_connection()
    }

    pub(crate) fn run<T: redis::FromRedisValue>(&self, words: &[&str]) -> T {
        self.try_run(words).unwrap()
    }

    pub(crate) fn try_run<T: redis::FromRedisValue>(
        &self,
        words: &[&str],
    ) -> redis::RedisResult<T> {
        let mut command = redis::cmd(words[0]);
        for word in &words[1..] {
            command.arg(word);
        }
        command.query(&mut self.connection()?)
    }

    /// The key of which there is one, by how it ends.
    pub(crate) fn key(&self, end: &str) -> String {
        let keys: Vec<String> = self.run(&["KEYS", &format!("*{end}")]);
        let [key] = &keys[..] else {
            panic!("{end}: {keys:?}")
        };
        key.clone()
    }

    /// What all instances hold of the budget.
    pub(crate) fn lent(&self) -> Vec<u32> {
        self.run(&["HVALS", &self.key(":leases")])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.is_some() {
            self.kill();
        }
    }
}
