//! Runs a function over many items on several threads and writes the answers in the order of the items. Memory is
//! bounded: no more items are held than one batch.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;

use crate::command::Outcome;

/// A queue of items whose answers are written as lines, in order.
pub struct Workers<T, W> {
    threads: usize,
    batch: Vec<T>,
    out: W,
    outcome: Outcome,
}

/// Items a thread gets in one batch: enough to keep threads busy, few enough to stay small in memory.
const BATCH: usize = 32;

impl<T: Sync, W: Write> Workers<T, W> {
    /// As many threads as asked for, or one a core.
    pub fn new(jobs: Option<usize>, out: W) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Workers {
            threads: jobs.unwrap_or(cores).max(1),
            batch: Vec::new(),
            out,
            outcome: Outcome::Done,
        }
    }

    /// Adds an item; a full batch is worked off and written.
    pub fn push(&mut self, item: T, work: impl Fn(&T) -> Result<String> + Sync) -> Result<()> {
        self.batch.push(item);
        if self.batch.len() >= self.threads * BATCH {
            self.work_off(work)
        } else {
            Ok(())
        }
    }

    /// Reports an item that could not even be read; the rest goes on.
    pub fn failed(&mut self, message: &str) {
        eprintln!("annals: {message}");
        self.outcome = Outcome::SomeFailed;
    }

    /// Works off what is left and says how it went.
    pub fn finish(mut self, work: impl Fn(&T) -> Result<String> + Sync) -> Result<Outcome> {
        self.work_off(work)?;
        self.out.flush()?;
        Ok(self.outcome)
    }

    fn work_off(&mut self, work: impl Fn(&T) -> Result<String> + Sync) -> Result<()> {
        let batch = std::mem::take(&mut self.batch);
        for answer in in_order(&batch, self.threads, |item| alone(|| work(item))) {
            match answer {
                Ok(line) => {
                    self.out.write_all(line.as_bytes())?;
                    self.out.write_all(b"\n")?;
                }
                Err(error) => self.failed(&format!("{error:#}")),
            }
        }
        Ok(())
    }
}

/// Works on one item; should the work panic over it, that costs this item and no other.
fn alone(work: impl FnOnce() -> Result<String>) -> Result<String> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    caught.unwrap_or_else(|_| {
        Err(anyhow::anyhow!(
            "an item panicked, which is a defect of this program; the rest goes on"
        ))
    })
}

fn in_order<T: Sync, A: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> A + Sync) -> Vec<A> {
    if threads == 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        while let Some((index, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, items.get(i)?)))
        {
            done.push((index, work(item)));
        }
        done
    };
    let mut answers: Vec<(usize, A)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        handles
            .into_iter()
            .flat_map(|handle| handle.join().expect("a worker panicked"))
            .collect()
    });
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
