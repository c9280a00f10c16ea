//! The whole chain into an annals folder on disk, as `annals add` and `annals build` do it, and what one page more costs.

use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use annals_store::{Addition, Annals, Progress};

use super::meter::{self, Spent};
use super::replicas::{Replica, Replicas};

/// Pages handed to the folder at once: each batch is safe on disk before the next one is read.
const BATCH: usize = 64;

/// Adds `count` pages to a new folder, builds it, prints what each stage took, and removes the folder.
pub fn run(seed: u64, count: usize) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("chain-{}", std::process::id()));
    let mut annals = Annals::init(&root).expect("a new annals folder");
    let (bytes, added) = add(&mut annals, seed, 0..count);
    meter::line("add", count, bytes, added);
    let built = build(&mut annals, count, bytes);
    let whole = Spent {
        computed: added.computed + built.computed,
        passed: added.passed + built.passed,
    };
    meter::line("add + build", count, bytes, whole);
    println!(
        "peak memory {} MiB; on disk {:.1} MB",
        meter::peak_memory(),
        size(&root) as f64 / 1e6
    );
    one_more(&mut annals, seed, count);
    drop(annals);
    std::fs::remove_dir_all(&root).expect("the folder can be removed");
}

/// Adds the pages with these numbers to a folder, which is made if it is not there, and leaves it unbuilt.
pub fn fill(root: &Path, seed: u64, pages: Range<usize>) {
    let annals = if root.exists() {
        Annals::open(root)
    } else {
        Annals::init(root)
    };
    add(&mut annals.expect("an annals folder"), seed, pages);
}

fn add(annals: &mut Annals, seed: u64, numbers: Range<usize>) -> (usize, Spent) {
    let (mut replicas, mut bytes, mut spent) = (Replicas::new(seed), 0, Spent::default());
    for start in numbers.clone().step_by(BATCH) {
        let pages: Vec<Replica> = (start..numbers.end.min(start + BATCH))
            .map(|number| replicas.page(number))
            .collect();
        bytes += pages.iter().map(|page| page.bytes.len()).sum::<usize>();
        let additions: Vec<Addition> = pages.iter().map(addition).collect();
        meter::timed(&mut spent, || annals.add(&additions)).expect("the pages can be added");
    }
    (bytes, spent)
}

/// What a build costs after one more page has come in.
fn one_more(annals: &mut Annals, seed: u64, count: usize) {
    let page = Replicas::new(seed).page(count);
    annals.add(&[addition(&page)]).expect("the page can be added");
    let mut spent = Spent::default();
    meter::timed(&mut spent, || annals.build(None, &mut |_| {})).expect("the folder can be built");
    meter::line("build, one page more", 1, page.bytes.len(), spent);
}

fn addition(page: &Replica) -> Addition<'_> {
    Addition {
        bytes: &page.bytes,
        url: Some(&page.url),
        file_name: None,
        content_type: Some(page.content_type),
        captured: page.captured,
        date: None,
        source: None,
        http_head: None,
        machine: None,
    }
}

/// Builds, and charges the time between two reports of progress to the stage that the first one names.
fn build(annals: &mut Annals, count: usize, bytes: usize) -> Spent {
    let mut stages: Vec<(&'static str, Spent)> = Vec::new();
    let mut last = (meter::process_time(), Instant::now());
    let mut take = |stage: &'static str| {
        let now = (meter::process_time(), Instant::now());
        if stages.last().is_none_or(|(name, _)| *name != stage) {
            stages.push((stage, Spent::default()));
        }
        let spent = &mut stages.last_mut().expect("just pushed").1;
        spent.computed += now.0 - last.0;
        spent.passed += now.1 - last.1;
        last = now;
    };
    let built = annals
        .build(None, &mut |progress: Progress| take(progress.stage))
        .expect("the folder can be built");
    take("build, the rest");
    let mut whole = Spent::default();
    for (stage, spent) in stages {
        meter::line(&format!("  {stage}"), count, bytes, spent);
        whole.computed += spent.computed;
        whole.passed += spent.passed;
    }
    meter::line("build", count, bytes, whole);
    println!(
        "{} articles, {} events, {} entities",
        built.articles, built.events, built.entities
    );
    whole
}

fn size(path: &Path) -> u64 {
    let entries = walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok);
    entries
        .filter_map(|entry| entry.metadata().ok())
        .filter(|file| file.is_file())
        .map(|file| file.len())
        .sum()
}
