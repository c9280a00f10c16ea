//! How fast captures are kept: a WARC file of invented pages, as another archive would hand it over, is read and added in
//! groups as `annals add` does, in one thread. Prints captures a second, by the clock and by the processor's time, for each tenth, so that it shows
//! whether adding slows down as the folder grows.
//!
//!     cargo bench -p annals-store --bench keeping -- [CAPTURES]
//!
//! It measures reading, digests, packing, writing, syncing and the catalogue; nothing is extracted.

// It makes a folder, and looks at the clock.
#![allow(clippy::disallowed_methods)]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use annals_store::{Added, Addition, Annals};
use flate2::Compression;
use flate2::write::GzEncoder;

/// As `annals add` groups them.
const GROUP: usize = 256;
const TENTHS: usize = 10;
/// A packed page is about a fifth of this.
const PAGE: usize = 24 << 10;

fn main() {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse().ok());
    let captures = numbers.next().unwrap_or(10_000usize).max(TENTHS);
    let place = std::env::temp_dir().join(format!("annals-keeping-{}", std::process::id()));
    std::fs::create_dir_all(&place).expect("a folder");
    let batch = place.join("batch.warc.gz");
    let mut annals = Annals::init(&place.join("annals")).expect("an annals folder");
    println!("captures   a second   a second of processor time   MB/s (unpacked)   catalogue MB");
    for tenth in 0..TENTHS {
        let (from, until) = (captures * tenth / TENTHS, captures * (tenth + 1) / TENTHS);
        let bytes = write_batch(&batch, from..until);
        let (began, worked) = (Instant::now(), processor());
        let added = add(&mut annals, &batch);
        let (seconds, worked) = (began.elapsed().as_secs_f64(), processor() - worked);
        assert_eq!(added, until - from, "every page is new");
        println!(
            "{until:>8}   {:>8.0}   {:>26.0}   {:>15.1}   {:>12.1}",
            added as f64 / seconds,
            added as f64 / worked,
            bytes as f64 / 1e6 / seconds,
            size(&place.join("annals/annals.sqlite")) as f64 / 1e6,
        );
    }
    drop(annals);
    std::fs::remove_dir_all(&place).expect("the folder can go");
}

/// Seconds that the processor has worked for this program: what others take of the machine is not in it.
fn processor() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn add(annals: &mut Annals, batch: &Path) -> usize {
    let mut pages = annals_archive::pages(batch).expect("a WARC file");
    let mut count = 0;
    loop {
        let group: Vec<_> = pages
            .by_ref()
            .take(GROUP)
            .map(|page| page.expect("whole"))
            .collect();
        if group.is_empty() {
            return count;
        }
        let additions: Vec<Addition> = group
            .iter()
            .map(|page| Addition {
                bytes: &page.body,
                url: Some(&page.url),
                file_name: None,
                content_type: page.content_type.as_deref(),
                captured: page.captured,
                date: None,
                source: None,
                http_head: page.http_head.as_deref(),
                machine: None,
            })
            .collect();
        let added = annals.add(&additions).expect("room on the disk");
        count += added
            .iter()
            .filter(|added| matches!(added, Added::New(_)))
            .count();
    }
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

/// Writes pages with these numbers, a gzip member each; answers how much that is unpacked.
fn write_batch(path: &Path, numbers: std::ops::Range<usize>) -> usize {
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    let mut bytes = 0;
    for number in numbers {
        let page = page(number);
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:08}-0000-4000-8000-000000000000>\r\n\
             WARC-Date: 2024-05-{:02}T{:02}:00:00Z\r\nWARC-Target-URI: https://paper{}.example/news/{number}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            number % 28 + 1,
            number % 24,
            number % 40,
            block.len()
        );
        bytes += page.len();
        let mut member = GzEncoder::new(Vec::new(), Compression::default());
        member.write_all(record.as_bytes()).expect("memory");
        file.write_all(&member.finish().expect("memory"))
            .expect("room on the disk");
    }
    file.flush().expect("room on the disk");
    bytes
}

/// A page of about the same size as any other and of different words: a frame that an outlet repeats, and a text.
fn page(number: usize) -> String {
    const WORDS: [&str; 24] = [
        "harbour",
        "minister",
        "opened",
        "the",
        "bridge",
        "valley",
        "said",
        "of",
        "council",
        "northern",
        "railway",
        "a",
        "visit",
        "and",
        "agreement",
        "fishing",
        "in",
        "September",
        "delegation",
        "to",
        "school",
        "report",
        "on",
        "grain",
    ];
    let mut seed = number as u64 * 0x9e37_79b9_7f4a_7c15 + 1;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let menu: String = (0..80)
        .map(|entry| {
            format!(
                "<li class=\"menu-entry\"><a href=\"/section/{entry}?paper={}\">Section {entry}</a></li>",
                number % 40
            )
        })
        .collect();
    let mut page = format!(
        "<!doctype html><html><head><title>Report {number}</title></head><body><nav>{menu}</nav><article>"
    );
    while page.len() < PAGE {
        page.push_str("<p class=\"paragraph\">");
        for _ in 0..60 {
            let random = next();
            page.push_str(WORDS[random as usize % WORDS.len()]);
            // Names and numbers make news harder to pack than a list of words.
            if random % 5 == 0 {
                page.push_str(&format!(" {:x}", random >> 40));
            }
            page.push(' ');
        }
        page.push_str("</p>\n");
    }
    page + "</article></body></html>"
}
