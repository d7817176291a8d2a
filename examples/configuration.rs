//! A policy in a file, overridden by the environment, and reloaded while the program runs.
//!
//! `cargo run --example configuration --features configuration`, or with `RETRY__MAX=5` in front

use std::env::temp_dir;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use arc_swap::ArcSwap;
use config::{Config, ConfigError, Environment, File, FileFormat};
use retry_attr::{Event, Policy, retry};

/// The policy of all calls that start after this.
static POLICY: LazyLock<ArcSwap<Policy>> = LazyLock::new(|| ArcSwap::from_pointee(Policy::new()));

/// A call keeps the policy that it started with.
#[retry(policy = **POLICY.load(), on_retry = print, on_give_up = print)]
fn ask() -> Result<String, String> {
    Err("overloaded".to_owned())
}

/// Reads the file and then `RETRY__MAX` and so on from the environment, which take precedence. An error changes nothing.
fn reload(file: &Path) -> Result<(), ConfigError> {
    let environment = Environment::default().separator("__").try_parsing(true);
    let policy: Policy = Config::builder()
        .add_source(File::from(file).format(FileFormat::Toml))
        .add_source(environment)
        .build()?
        .get("retry")?;
    POLICY.store(policy.into());
    Ok(())
}

fn print(event: &Event<'_>) {
    println!("  {event}");
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file: PathBuf = temp_dir().join(format!("retry-{}.toml", std::process::id()));
    for text in [
        "[retry]\nmax = 3\nbase = \"10ms\"\njitter = \"full\"\n",
        // An operator has more patience.
        "[retry]\nmax = 4\nbackoff = \"fixed\"\nbase = \"20ms\"\n",
        // And makes a mistake, which is reported and changes nothing.
        "[retry]\nmax = 0\n",
        "[retry]\nmaximum = 9\n",
    ] {
        fs::write(&file, text)?;
        println!("{text}");
        match reload(&file) {
            Ok(()) => println!("  now: {}", POLICY.load()),
            Err(error) => println!("  still: {}\n  because: {error}", POLICY.load()),
        }
        let _ = ask();
        println!();
    }
    fs::remove_file(file)?;
    Ok(())
}
