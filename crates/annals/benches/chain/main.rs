//! How fast the chain is, by stage and as a whole, on the demo's pages replicated with seeded variations.
//!
//! ```text
//! cargo bench -p annals --bench chain                        # 10,000 pages
//! cargo bench -p annals --bench chain -- 1000 10000 100000   # other sizes
//! cargo bench -p annals --bench chain -- page 35             # one of the pages, to look at
//! cargo bench -p annals --bench chain -- fill DIR 0 10000    # pages 0 to 9999 into a folder that stays, not built
//! ```
//!
//! Every size runs in two processes of its own: the pure stages without disk, then `add` and `build` into a folder, whose
//! peak memory is printed. Times are processor time beside wall time; MB/s count page bytes for `extract` and the folder,
//! bytes of article text for the stages behind it. It uses one thread. It runs on Linux, whose `/proc` it reads.

// A benchmark reads the clock, the demo's pages and its own arguments.
#![allow(clippy::disallowed_methods)]

mod cast;
mod filler;
mod folder;
mod meter;
mod replicas;
mod seeded;
mod stages;

use std::process::Command;

/// The seed of all variations.
const SEED: u64 = 2026;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    match arguments.as_slice() {
        [part, count] if part == "stages" => stages::run(SEED, number(count)),
        [part, page] if part == "page" => print_page(number(page)),
        [part, count] if part == "folder" => folder::run(SEED, number(count)),
        [part, folder, from, until] if part == "fill" => {
            folder::fill(folder.as_ref(), SEED, number(from)..number(until));
        }
        [] => both_parts("10000"),
        counts => counts.iter().for_each(|count| both_parts(count)),
    }
}

fn number(count: &str) -> usize {
    count.parse().expect("a number of pages")
}

fn print_page(number: usize) {
    let page = replicas::Replicas::new(SEED).page(number);
    println!("{}\n{}", page.url, String::from_utf8_lossy(&page.bytes));
}

/// Runs each part in a process of its own, so that neither is charged the other's memory.
fn both_parts(count: &str) {
    let program = std::env::current_exe().expect("this program's own path");
    for part in ["stages", "folder"] {
        println!("== {count} pages: {part}");
        let status = Command::new(&program)
            .args([part, count])
            .status()
            .expect("this program runs again");
        assert!(status.success(), "{part} failed");
    }
}
