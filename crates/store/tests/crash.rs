//! A hundred crashes. A child process adds and builds, and is killed: at a step of writing with a seeded number, or from
//! outside after a seeded time. Whatever it had acknowledged must still be there, and the folder must check out.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use annals_archive::CaptureId;
use annals_store::{Added, Annals};

use crate::sample::{add, build, page, pages, problems};

const FOLDERS: usize = 20;
const CRASHES_IN_EACH: usize = 5;
/// About as many steps as the child's work has.
const STEPS: u64 = 48;

const FOLDER: &str = "ANNALS_CRASH_FOLDER";
const STEP: &str = "ANNALS_CRASH_STEP";
const FIRST_PAGE: &str = "ANNALS_CRASH_FIRST_PAGE";

/// Seeded numbers (splitmix64).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

/// The child's part: not a test of its own, and nothing to do unless the parent says so.
#[test]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let number = |name| std::env::var(name).unwrap().parse::<u64>().unwrap();
    let (mut left, first) = (number(STEP), number(FIRST_PAGE) as usize);
    let mut annals = Annals::open(Path::new(&folder)).unwrap();
    annals.set_warc_limit(4000);
    annals.watch_steps(Box::new(move |_| {
        left = left.saturating_sub(1);
        if left == 0 {
            std::process::abort();
        }
        Ok(())
    }));
    for round in 0..2 {
        for group in 0..2 {
            let from = first + 4 * round + 2 * group;
            let added = add(&mut annals, &pages(from..from + 2));
            added.iter().for_each(acknowledge);
        }
        build(&mut annals);
    }
}

fn acknowledge(added: &Added) {
    let (Added::New(id) | Added::Known(id)) = added;
    println!("\nkept {id}");
    std::io::stdout().flush().unwrap();
}

/// Runs the child until it dies or is killed, and answers what it acknowledged.
fn crash(folder: &Path, first_page: usize, seeded: &mut Seeded) -> Vec<CaptureId> {
    let timed = seeded.below(3) == 0;
    let step = if timed { u64::MAX } else { 1 + seeded.below(STEPS) };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::child", "--nocapture"])
        .envs([
            (FOLDER, folder.display().to_string()),
            (STEP, step.to_string()),
            (FIRST_PAGE, first_page.to_string()),
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if timed {
        std::thread::sleep(Duration::from_millis(20 + seeded.below(300)));
        child.kill().unwrap();
    }
    let output = BufReader::new(child.stdout.take().unwrap());
    let lines = output.lines().map_while(Result::ok);
    let kept = lines
        .filter_map(|line| CaptureId::parse(line.strip_prefix("kept ")?))
        .collect();
    child.wait().unwrap();
    kept
}

/// A folder in memory, where there is such a place: a killed process does not need a real disk to show what it lost.
fn in_memory() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory)
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

#[test]
fn no_acknowledged_capture_is_lost() {
    let mut seeded = Seeded(2001);
    let (mut acknowledged, mut quarantined) = (0, 0);
    for _ in 0..FOLDERS {
        let folder = in_memory();
        drop(Annals::init(folder.path()).unwrap());
        let mut kept = Vec::new();
        for round in 0..CRASHES_IN_EACH {
            kept.extend(crash(folder.path(), 3 * round, &mut seeded));
            let annals = Annals::open(folder.path()).unwrap();
            for id in &kept {
                assert!(
                    annals.capture(*id).unwrap().is_some(),
                    "{id} was acknowledged and is gone"
                );
            }
            assert_eq!(problems(&annals), [""; 0]);
        }
        let mut annals = Annals::open(folder.path()).unwrap();
        add(&mut annals, &[page(99)]);
        build(&mut annals);
        assert_eq!(problems(&annals), [""; 0]);
        acknowledged += kept.len();
        quarantined += usize::from(folder.path().join("quarantine").exists());
    }
    // Otherwise the crashes came too early or too late to show anything.
    assert!(
        acknowledged > 100,
        "only {acknowledged} captures were acknowledged"
    );
    assert!(quarantined > 0, "no crash left a tail behind");
}

#[test]
fn what_a_crash_left_in_the_index_is_cleared() {
    let folder = in_memory();
    let mut annals = Annals::init(folder.path()).unwrap();
    add(&mut annals, &[page(1)]);
    build(&mut annals);
    let leftover = folder.path().join("index").join("0f".repeat(16) + ".9.del");
    std::fs::write(&leftover, b"half a list of deletions").unwrap();
    add(&mut annals, &[page(2)]);
    build(&mut annals);
    assert!(!leftover.exists());
    assert_eq!(problems(&annals), [""; 0]);
}
