//! How fast extraction is, by stage and as a whole, beside html5ever's tokenizer and tree on the same pages in the same run.
//!
//! ```text
//! cargo bench -p annals-extract --bench stages                  # the pages of the demo, many times over
//! cargo bench -p annals-extract --bench stages -- FOLDER...     # all .html and .html.gz files of these folders
//! ```
//!
//! Times are processor time of the one thread that works; each page counts with the best of several rounds, so that
//! what else the machine does counts little. MB/s count bytes of HTML as captured, unpacked. `peers.py` beside this file
//! times other extractors on the same folders. It runs on Unix.

// A benchmark reads pages from disk and its own arguments.
#![allow(clippy::disallowed_methods)]

mod hostile;
mod meter;
mod pages;
mod peer;

use annals_extract::{Page, extract, workbench};
use meter::Table;

/// Rounds over all pages.
const ROUNDS: usize = 7;

/// The stages in the order of their lines.
const STAGES: [&str; 11] = [
    "unpack (gzip)",
    "decode",
    "tokenize",
    "tree (with its tokens)",
    "print",
    "metadata",
    "lists",
    "classify",
    "leads",
    "html5ever tokenizer",
    "html5ever tree",
];

fn main() {
    let folders: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let sets = if folders.is_empty() {
        vec![pages::demo()]
    } else {
        folders.iter().map(|folder| pages::of_folder(folder)).collect()
    };
    sets.iter().for_each(measure);
    hostile::measure();
}

fn measure(set: &pages::Set) {
    let mut stages = Table::new(STAGES.len(), set.pages.len());
    let mut whole = Table::new(2, set.pages.len());
    for _ in 0..ROUNDS {
        for (at, page) in set.pages.iter().enumerate() {
            by_stage(page, at, &mut stages);
            let bytes = page.unpack();
            whole.time(0, at, || extract(&page.as_page(&bytes)));
            whole.time(1, at, || extract(&page.as_page(&page.unpack())));
        }
    }
    let sizes: Vec<usize> = set.pages.iter().map(|page| page.unpack().len()).collect();
    println!(
        "\n== {}: {} pages, {:.1} MB",
        set.name,
        sizes.len(),
        sizes.iter().sum::<usize>() as f64 / 1e6
    );
    STAGES
        .iter()
        .enumerate()
        .for_each(|(stage, name)| stages.print(stage, name, &sizes));
    whole.print(0, "extract, everything", &sizes);
    whole.print(1, "unpack and extract", &sizes);
    whole.print_slowest(0, set, &sizes);
}

fn by_stage(page: &pages::PageFile, at: usize, table: &mut Table) {
    let bytes = table.time(0, at, || page.unpack());
    let page = page.as_page(&bytes);
    let html = table.time(1, at, || workbench::decode(&page));
    table.time(2, at, || workbench::tokenize(&html));
    let tree = table.time(3, at, || workbench::Parsed::new(&html));
    let printed = table.time(4, at, || tree.print());
    let known = table.time(5, at, || printed.metadata(page.url));
    let lists = table.time(6, at, || printed.lists());
    let classified = table.time(7, at, || printed.classify(&known, &lists));
    table.time(8, at, || printed.leads(lists, &classified, page.url));
    table.time(9, at, || peer::tokenize(&html));
    table.time(10, at, || peer::parse(&html));
}

/// Bytes as a page of HTML without an address.
fn html(bytes: &[u8]) -> Page<'_> {
    Page {
        bytes,
        url: None,
        content_type: Some("text/html"),
        ..Page::default()
    }
}
