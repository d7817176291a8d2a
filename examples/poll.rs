//! Polls a batch job until it is done: `when_ok` rejects answers that are not good enough yet.
//!
//! `cargo run --example poll`

use std::cell::Cell;
use std::io;
use std::time::Instant;

use retry_attr::retry;

#[derive(Debug)]
struct Job {
    status: Status,
    /// In percent.
    progress: u32,
}

#[derive(Debug, PartialEq)]
enum Status {
    InProgress,
    Completed,
}

impl Job {
    fn is_in_progress(&self) -> bool {
        self.status == Status::InProgress
    }
}

/// Returns the job when it is completed. After `max` polls it returns the job as it is, so check its status.
#[retry(max = 6, backoff = "linear", base = "100ms", when_ok = Job::is_in_progress)]
async fn completed(batches: &Batches) -> Result<Job, io::Error> {
    batches.get()
}

/// An API that makes progress with every poll.
struct Batches {
    step: u32,
    polls: Cell<u32>,
    started: Instant,
}

impl Batches {
    fn new(step: u32) -> Self {
        Self {
            step,
            polls: Cell::new(0),
            started: Instant::now(),
        }
    }

    fn get(&self) -> Result<Job, io::Error> {
        let polls = self.polls.replace(self.polls.get() + 1);
        let job = match (polls, (polls * self.step).min(100)) {
            // A poll that fails is retried like any other call.
            (2, _) => Err(io::ErrorKind::ConnectionReset.into()),
            (_, progress) => Ok(Job {
                status: if progress < 100 {
                    Status::InProgress
                } else {
                    Status::Completed
                },
                progress,
            }),
        };
        println!("  {:.1}s: {job:?}", self.started.elapsed().as_secs_f64());
        job
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), io::Error> {
    for step in [30, 10] {
        println!("a job that makes {step} % a poll");
        let job = completed(&Batches::new(step)).await?;
        println!("-> {:?} at {} %\n", job.status, job.progress);
    }
    Ok(())
}
