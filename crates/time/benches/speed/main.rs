//! How fast times are found: megabytes a second of invented news in every language and, where it lies beside the repository, of the
//! development sets. The sentences are split beforehand, since every layer shares them; splitting has its own line.
//!
//! ```text
//! cargo bench -p annals-time --bench speed
//! cargo bench -p annals-time --bench speed -- --print 200000   # the invented news itself, for peers.py
//! ```
//!
//! Times are processor time of the one thread that works, the best of several rounds. It runs on Unix.

// A benchmark reads files and its own arguments.
#![allow(clippy::disallowed_methods)]

mod documents;
mod foreign;
mod news;

use std::hint::black_box;
use std::time::Duration;

use annals_text::sentences;
use annals_time::tag;
use documents::Document;
use rustix::time::{ClockId, clock_gettime};

/// Rounds over each set; the best counts.
const ROUNDS: usize = 9;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--print") {
        let size = arguments.get(at + 1).and_then(|size| size.parse().ok());
        return news::of_size(size.unwrap_or(100_000))
            .iter()
            .for_each(|text| println!("{text}\n"));
    }
    measure("invented news", &documents::invented(1_000_000));
    for (name, documents) in foreign::invented(500_000) {
        measure(&name, &documents);
    }
    for (name, documents) in documents::development_sets() {
        measure(&name, &documents);
    }
    hostile();
}

fn measure(name: &str, documents: &[Document]) {
    let bytes: usize = documents
        .iter()
        .map(|document| document.text.as_str().len())
        .sum();
    let split = best(|| {
        documents
            .iter()
            .map(|document| sentences(&document.text).len())
            .sum()
    });
    let mut found = 0;
    let tagged = best(|| {
        found = documents.iter().map(Document::count).sum();
        found
    });
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{name:<28} {:>6.2} MB {found:>6} times   sentences {:>7.1} MB/s   times {:>7.1} MB/s",
        bytes as f64 / 1e6,
        rate(split),
        rate(tagged)
    );
}

/// Text made of times and nothing else, a megabyte each: the grammar at work everywhere.
fn hostile() {
    println!("\n== hostile text, 1 MB each");
    for piece in [
        "3 ",
        "May ",
        "1990 ",
        "the last ",
        "from ",
        "2001-",
        "in the first half of ",
        "a year ago ",
        "、",
        "1.",
        "' ",
    ] {
        let document = Document::new(piece.repeat(1_000_000 / piece.len()), None, None);
        let time = best(|| document.count());
        println!("{piece:<28?} {:>8.1} ms", time.as_secs_f64() * 1e3);
    }
}

fn best(mut work: impl FnMut() -> usize) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let start = now();
        black_box(work());
        now().saturating_sub(start)
    });
    rounds.min().unwrap_or_default()
}

/// Processor time that this thread has used.
fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

impl Document {
    /// How many times it speaks of.
    fn count(&self) -> usize {
        let times = tag(&self.text, &self.sentences, &self.reference);
        times.expressions.len() + times.ranges.len()
    }
}
