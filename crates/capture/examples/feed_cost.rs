//! Reads each file below a folder as a feed, and prints the slowest one, the highest memory, and how many were feeds. For
//! folders of files made to break readers.
//!
//!     cargo run --release -p annals-capture --example feed_cost -- FOLDER

// It reads files and measures time: that is what it is for.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use annals_capture::{Feed, Origin, Sitemap};

fn main() {
    let folder = std::env::args().nth(1).expect("usage: feed_cost FOLDER");
    let (mut files, mut feeds, mut slowest) = (0, 0, (Duration::ZERO, PathBuf::new()));
    for path in below(Path::new(&folder)) {
        let bytes = std::fs::read(&path).expect("a file");
        let begun = Instant::now();
        feeds += usize::from(Feed::read(&bytes, Origin::default()).is_some());
        Sitemap::read(&bytes, Origin::default());
        slowest = slowest.max((begun.elapsed(), path));
        files += 1;
    }
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = peak
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or("VmHWM unknown")
        .to_owned();
    println!(
        "{files} files, {feeds} feeds, slowest {:?} {}, {peak}",
        slowest.0,
        slowest.1.display()
    );
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] })
        .collect()
}
