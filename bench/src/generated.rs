//! Crates of many functions, made from the files in `contenders/`: each function with another name and another number.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::contenders::Contender;

/// Functions to a module.
const PER_MODULE: usize = 10;

/// A crate to write.
#[derive(Clone, Copy)]
pub struct Crate {
    pub contender: Contender,
    pub is_async: bool,
    pub functions: usize,
    /// How many of them, from the first, are the contender's; the others are bare.
    pub retried: usize,
    /// A program that calls all of them, so that their code is made; else a library.
    pub is_program: bool,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The target folder for crates that are not measured from nothing.
pub fn target() -> PathBuf {
    root().join("target/generated/target")
}

impl Crate {
    /// The file in `contenders/`, if the contender can be used so.
    fn template(&self, contender: &str) -> Option<String> {
        let kind = if self.is_async { "async" } else { "sync" };
        fs::read_to_string(root().join(format!("contenders/{kind}/{contender}.rs"))).ok()
    }

    /// Writes the crate and returns its folder; `None` if the contender has no such functions.
    pub fn write(&self) -> Option<PathBuf> {
        let (retried, bare) = (self.template(self.contender.file)?, self.template("bare")?);
        let name = format!(
            "{}-{}-{}-{}",
            if self.is_async { "async" } else { "sync" },
            self.contender.file.replace('_', "-"),
            if self.is_program {
                "program"
            } else {
                "library"
            },
            self.retried,
        );
        let folder = root().join("target/generated").join(&name);
        let source = folder.join("src");
        let _ = fs::remove_dir_all(&source);
        fs::create_dir_all(&source).expect("a folder");
        let write = |path: &str, text: &str| fs::write(source.join(path), text).expect("a file");

        let mut main = String::from("#![allow(warnings)]\n");
        let visibility = if self.is_program { "" } else { "pub " };
        writeln!(main, "{visibility}mod server;").expect("text");
        for (index, first) in (0..self.functions).step_by(PER_MODULE).enumerate() {
            let last = (first + PER_MODULE).min(self.functions);
            let is_retried = |number: &usize| *number < self.retried;
            let mut module = String::new();
            for (template, numbers) in [
                (
                    &retried,
                    (first..last).filter(is_retried).collect::<Vec<_>>(),
                ),
                (&bare, (first..last).filter(|it| !is_retried(it)).collect()),
            ] {
                if !numbers.is_empty() {
                    module += &functions(template, &numbers);
                    break;
                }
            }
            write(&format!("m{index}.rs"), &module);
            writeln!(main, "{visibility}mod m{index};").expect("text");
        }
        main += if self.is_async {
            ASYNC_ANSWER
        } else {
            SYNC_ANSWER
        };
        if self.is_program {
            main += &self.table();
        }
        write(if self.is_program { "main.rs" } else { "lib.rs" }, &main);
        fs::copy(
            root().join("contenders/server.rs"),
            source.join("server.rs"),
        )
        .expect("a file");
        write_manifest(&folder, &name, self.contender.crates, &["tokio"]);
        Some(folder)
    }

    /// A main function that keeps all functions, and calls none of them unless told to.
    fn table(&self) -> String {
        let mut text = String::from(if self.is_async {
            "type Call = fn(&server::Server) -> std::pin::Pin<Box<dyn Future<Output = Result<Answer, server::Error>> + '_>>;\n"
        } else {
            "type Call = fn(&server::Server) -> Result<Answer, server::Error>;\n"
        });
        text += "static CALLS: &[Call] = &[\n";
        for number in 0..self.functions {
            let path = format!("m{}::ask_{number}", number / PER_MODULE);
            let _ = if self.is_async {
                writeln!(text, "    |server| Box::pin({path}(server)),")
            } else {
                writeln!(text, "    {path},")
            };
        }
        text += "];\nfn main() { std::hint::black_box(CALLS); }\n";
        text
    }
}

const SYNC_ANSWER: &str = "
pub type Answer = u64;
#[inline(never)]
pub fn answer(server: &server::Server, id: u64) -> Result<Answer, server::Error> {
    if server.fails() { Err(server::Error) } else { Ok(id) }
}
";

const ASYNC_ANSWER: &str = "
pub type Answer = u64;
pub struct Request<'a>(&'a server::Server, u64);
impl Future for Request<'_> {
    type Output = Result<Answer, server::Error>;
    #[inline(never)]
    fn poll(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> {
        std::task::Poll::Ready(if self.0.fails() { Err(server::Error) } else { Ok(self.1) })
    }
}
pub fn answer(server: &server::Server, id: u64) -> Request<'_> { Request(server, id) }
";

/// The head of a contender's file, and its last item for each number.
fn functions(template: &str, numbers: &[usize]) -> String {
    let (head, function) = template.trim_end().rsplit_once("\n\n").expect("a head");
    let mut text = head.to_owned();
    for number in numbers {
        let numbered = function.replace("server, 17)", &format!("server, {})", number + 1000));
        text += "\n\n";
        text += &numbered.replace("fn ask(", &format!("fn ask_{number}("));
    }
    text + "\n"
}

/// A manifest with crates as this workspace takes them, and with the versions that it has locked.
pub fn write_manifest(folder: &Path, name: &str, crates: &[&str], also: &[&str]) {
    let own = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let repository = root()
        .parent()
        .expect("the repository")
        .display()
        .to_string();
    let mut manifest = format!(
        "[workspace]\n[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n"
    );
    for wanted in crates.iter().chain(also) {
        let line = match *wanted {
            "tokio" => "tokio = { version = \"1\", features = [\"time\"] }".to_owned(),
            wanted => own
                .lines()
                .find(|line| line.starts_with(&format!("{wanted} = ")))
                .expect("a dependency of this workspace")
                .replace("\"..\"", &format!("{repository:?}")),
        };
        manifest += &line;
        manifest += "\n";
    }
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a file");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a file");
}
