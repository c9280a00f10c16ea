//! Processor time of this thread, page by page: for each stage the best of all rounds counts.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use super::pages::Set;

/// Processor time that this thread has used.
fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// What `work` answers and took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = now();
    let answer = std::hint::black_box(work());
    (answer, now().saturating_sub(start))
}

/// The best time of each stage on each page.
pub struct Table {
    pages: usize,
    best: Vec<Duration>,
}

impl Table {
    /// Nothing measured yet.
    pub fn new(stages: usize, pages: usize) -> Self {
        Table {
            pages,
            best: vec![Duration::MAX; stages * pages],
        }
    }

    /// Runs a stage on a page.
    pub fn time<T>(&mut self, stage: usize, page: usize, work: impl FnOnce() -> T) -> T {
        let (answer, spent) = timed(work);
        let best = &mut self.best[stage * self.pages + page];
        *best = spent.min(*best);
        answer
    }

    fn of_stage(&self, stage: usize) -> &[Duration] {
        &self.best[stage * self.pages..][..self.pages]
    }

    /// Prints the line of one stage.
    pub fn print(&self, stage: usize, name: &str, sizes: &[usize]) {
        let spent: Duration = self.of_stage(stage).iter().sum();
        let seconds = spent.as_secs_f64().max(1e-9);
        println!(
            "{name:<24} {:>8.0} pages/s {:>8.1} MB/s {:>9.2} ms",
            sizes.len() as f64 / seconds,
            sizes.iter().sum::<usize>() as f64 / 1e6 / seconds,
            seconds * 1e3
        );
    }

    /// Prints which page took longest for its size. Small pages tell nothing: the clock's own steps show.
    pub fn print_slowest(&self, stage: usize, set: &Set, sizes: &[usize]) {
        const SMALL: usize = 20_000;
        let per_mb = |at: &usize| self.of_stage(stage)[*at].as_secs_f64() * 1e9 / sizes[*at] as f64;
        let slowest = (0..sizes.len())
            .filter(|&at| sizes[at] >= SMALL || set.pages.len() < 100)
            .max_by(|a, b| per_mb(a).total_cmp(&per_mb(b)));
        if let Some(at) = slowest {
            println!("slowest page {:>24.2} ms/MB  {}", per_mb(&at), set.pages[at].name);
        }
    }
}
