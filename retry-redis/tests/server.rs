//! A `redis-server` of a test's own, on a free port, without persistence.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

pub(crate) struct Server {
    port: u16,
    password: Option<&'static str>,
    child: Option<Child>,
}

impl Server {
    /// A port where there is none yet.
    pub(crate) fn absent() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        Self {
            port,
            password: None,
            child: None,
        }
    }

    pub(crate) fn started() -> Self {
        let mut server = Self::absent();
        server.start();
        server
    }

    pub(crate) fn with_password(password: &'static str) -> Self {
        let mut server = Self::absent();
        server.password = Some(password);
        server.start();
        server
    }

    pub(crate) fn start(&mut self) {
        let mut command = Command::new("redis-server");
        command
            .args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .args(["--port", &self.port.to_string()])
            .args(["--dir", env!("CARGO_TARGET_TMPDIR")])
            .stdout(Stdio::null());
        if let Some(password) = self.password {
            command.args(["--requirepass", password]);
        }
        let child = command.spawn();
        self.child = Some(child.expect("these tests need redis-server on the path"));
        while self.connection().is_none() {
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

    fn connection(&self) -> Option<redis::Connection> {
        let client = redis::Client::open(self.url()).unwrap();
        client.get_connection().ok()
    }

    pub(crate) fn run<T: redis::FromRedisValue>(&self, words: &[&str]) -> T {
        let mut command = redis::cmd(words[0]);
        for word in &words[1..] {
            command.arg(word);
        }
        command.query(&mut self.connection().unwrap()).unwrap()
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
