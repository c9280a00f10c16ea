//! How long the search for near-duplicates takes, and how much memory: `near_duplicates [ARTICLES]` invents so many articles,
//! a third of them copies that were cut or edited, groups them, and prints articles a second, the peak of memory, and how
//! many copies were found. The words follow Zipf's law, so that stock phrases repeat as they do in news.

// A program for whoever measures: it prints, reads a clock and asks the system for its memory.
#![allow(clippy::disallowed_methods)]

use std::time::Instant;

use annals_dedup::{Families, Fingerprint};
use annals_text::Text;

/// Words of the language that the articles are written in.
const VOCABULARY: u64 = 60_000;

/// Seeded numbers (splitmix64).
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// The rank of a word: half of all words are among the first few hundred.
    fn word(&mut self) -> u64 {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        (VOCABULARY as f64).powf(share) as u64
    }
}

fn article(number: u64) -> Vec<u64> {
    let mut seeded = Seeded(number.wrapping_mul(0x1234_5678_9abc_def1));
    let length = 120 + seeded.below(360);
    (0..length).map(|_| seeded.word()).collect()
}

/// The same with a word in fifteen changed, and perhaps its last third cut.
fn copy(number: u64, salt: u64) -> Vec<u64> {
    let mut words = article(number);
    let mut seeded = Seeded(number ^ salt << 40);
    if seeded.below(3) == 0 {
        words.truncate(words.len() * 2 / 3);
    }
    for word in &mut words {
        if seeded.below(15) == 0 {
            *word = seeded.word();
        }
    }
    words
}

fn text(words: &[u64]) -> Text {
    let words: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
    Text::new(words.join(" "))
}

fn main() {
    let count: u64 = std::env::args()
        .nth(1)
        .and_then(|count| count.parse().ok())
        .unwrap_or(100_000);
    let mut families = Families::default();
    let mut taking = std::time::Duration::ZERO;
    // Every third article is a copy of the one before it but one.
    let original = |number: u64| if number % 3 == 2 { number - 2 } else { number };
    for number in 0..count {
        let words = match original(number) == number {
            true => article(number),
            false => copy(original(number), number),
        };
        let text = text(&words);
        let begun = Instant::now();
        families.push(&Fingerprint::of(&text));
        taking += begun.elapsed();
    }
    let begun = Instant::now();
    let first = families.into_first_members();
    let grouping = begun.elapsed();
    let copies = (0..count).filter(|number| original(*number) != *number);
    let found = copies
        .clone()
        .filter(|&number| first[number as usize] == original(number) as usize)
        .count();
    let wrong = (0..count).filter(|&number| {
        let first = first[number as usize] as u64;
        first != number && first != original(number)
    });
    let seconds = (taking + grouping).as_secs_f64();
    println!(
        "{count} articles: {:.0} a second ({:.1} s to take them in, {:.1} s to group them), {} MiB at the peak; {found} of {} \
         copies found, {} wrong",
        count as f64 / seconds,
        taking.as_secs_f64(),
        grouping.as_secs_f64(),
        peak_mib(),
        copies.count(),
        wrong.count()
    );
}

/// The most memory that this process has held, as Linux tells it; 0 elsewhere.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}
