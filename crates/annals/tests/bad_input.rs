//! What cannot be read, kept or understood: the message names it, the exit code says so, the rest goes on, and nothing
//! that was acknowledged is lost.

use crate::hostile::{self, GOOD, GOOD_SENTENCE};
use crate::trial::Trial;

/// An annals folder with the good page beside it.
fn started() -> Trial {
    let trial = Trial::new();
    trial.file("good.html", GOOD);
    trial.annals("init").ends(0);
    trial
}

/// The good page has been kept, can be read and found, and the folder is whole.
fn the_rest_is_there(trial: &Trial) {
    trial.annals("build").ends(0);
    trial.annals("timeline").ends(0).prints(GOOD_SENTENCE);
    trial.annals("check").ends(0);
}

/// Adding `name` beside the good page reports it by name and keeps the good page.
fn is_refused(name: &str, bytes: Option<&[u8]>) {
    let trial = started();
    if let Some(bytes) = bytes {
        trial.file(name, bytes);
    }
    trial
        .annals(&format!("add {name} good.html"))
        .ends(5)
        .says(name)
        .says("1 failed");
    the_rest_is_there(&trial);
}

/// Adding `name` beside the good page keeps both, and building gets through.
fn is_taken(name: &str, bytes: &[u8]) {
    let trial = started();
    trial.file(name, bytes);
    trial
        .annals(&format!("add {name} good.html"))
        .ends(0)
        .says("Added 2 captures");
    the_rest_is_there(&trial);
}

#[test]
fn a_missing_file() {
    is_refused("gone.html", None);
}

#[test]
fn an_empty_file() {
    is_refused("empty.html", Some(b""));
}

#[test]
fn a_binary_file() {
    is_refused("binary.html", Some(&hostile::binary()));
}

#[test]
fn a_truncated_gzip() {
    is_refused(
        "cut.html.gz",
        Some(&hostile::truncated_gzip(GOOD.replace("Graz", "Linz").as_bytes())),
    );
}

#[test]
fn what_is_called_gzip_and_is_not() {
    is_taken("plain.html.gz", GOOD.replace("Graz", "Linz").as_bytes());
}

#[test]
fn invalid_utf8() {
    is_taken("bad.html", &hostile::not_utf8());
}

#[test]
fn a_page_without_text() {
    is_taken("wordless.html", hostile::WORDLESS.as_bytes());
}

#[test]
fn five_megabytes_of_nested_tags() {
    is_taken("nested.html", &hostile::nested());
}

#[test]
fn a_folder_without_pages() {
    let trial = started();
    trial.file("pictures/cat.png", "not a page");
    trial.annals("add pictures good.html").ends(5).says("pictures");
    the_rest_is_there(&trial);
}

#[test]
fn an_address_where_a_file_is_wanted() {
    let trial = started();
    trial
        .annals("add https://news.example/visit")
        .ends(1)
        .says("https://news.example/visit");
}

#[test]
fn a_damaged_warc_file() {
    let trial = started();
    trial
        .file("first.html", GOOD.replace("Graz", "Linz"))
        .file("second.html", GOOD.replace("Graz", "Wels"));
    trial.annals("init other").ends(0);
    trial.annals("-C other add first.html second.html").ends(0);
    let file = warc_file(&trial, "other");
    let whole = std::fs::read(&file).expect("the other folder's evidence");
    trial.file("cut.warc.gz", &whole[..whole.len() - 40]);
    trial
        .annals("add cut.warc.gz good.html")
        .ends(5)
        .says("cut.warc.gz")
        .says("record");
    trial.annals("build").ends(0);
    trial.annals("timeline").ends(0).prints("Linz").prints("Graz");
    trial.annals("check").ends(0);
    trial
        .annals("check cut.warc.gz")
        .ends(1)
        .prints("cut.warc.gz")
        .prints("record");
}

#[test]
fn evidence_that_was_changed_by_another_hand() {
    let trial = started();
    trial.annals("add good.html").ends(0);
    trial.annals("build").ends(0);
    let file = warc_file(&trial, ".");
    let mut bytes = std::fs::read(&file).expect("the evidence");
    let middle = bytes.len() * 3 / 4;
    bytes[middle] ^= 0x55;
    std::fs::write(&file, bytes).expect("the evidence can be changed");
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    trial.annals("check").ends(1).prints(&name);
    trial.annals("check --exit-code").ends(10).prints(&name);
}

#[test]
fn not_an_annals_folder() {
    let trial = Trial::new();
    trial.file("good.html", GOOD).file("elsewhere/.keep", "");
    let commands = [
        "add ../good.html",
        "build",
        "search a",
        "timeline",
        "show a",
        "check",
        "export csv",
        "source list",
        "serve",
    ];
    for command in commands {
        trial
            .annals(&format!("-C elsewhere {command}"))
            .ends(1)
            .says("elsewhere")
            .says("annals init");
    }
    let left = std::fs::read_dir(trial.path("elsewhere"))
        .expect("the folder")
        .count();
    assert_eq!(left, 1, "a command that failed has written into the folder");
}

#[test]
fn a_folder_that_is_one_already() {
    started().annals("init").ends(1).says("already");
}

#[test]
fn a_file_in_place_of_the_folder() {
    let trial = Trial::new();
    trial.file("taken", "a file");
    trial.annals("init taken").ends(1).says("taken");
    trial.annals("-C taken build").ends(1).says("taken");
}

#[test]
fn a_folder_that_cannot_be_written() {
    let trial = started();
    trial.annals("add good.html").ends(0);
    std::fs::rename(trial.path("warc"), trial.path("warc-away")).expect("warc/ can be moved");
    trial
        .file("warc", "a file in its place")
        .file("late.html", GOOD.replace("Graz", "Linz"));
    trial.annals("add late.html").ends(1).says("warc");
    std::fs::remove_file(trial.path("warc")).expect("the file can be removed");
    std::fs::rename(trial.path("warc-away"), trial.path("warc")).expect("warc/ can be moved back");
    the_rest_is_there(&trial);
}

#[test]
fn an_answer_that_cannot_be_written() {
    let trial = started();
    trial.annals("add good.html").ends(0);
    trial.annals("build").ends(0);
    trial
        .annals("export csv -o no/such/folder.csv")
        .ends(1)
        .says("no/such/folder.csv");
    if std::path::Path::new("/dev/full").exists() {
        for command in ["export csv", "export jsonl", "timeline", "search Graz"] {
            trial
                .annals(&format!("{command} -o /dev/full"))
                .ends(3)
                .says("No space left");
        }
    }
}

/// A limit on the size of any file stands for a full disk: writing beyond it fails in the same place.
#[cfg(unix)]
#[test]
fn no_space_left_while_adding() {
    let trial = started();
    trial.annals("add good.html").ends(0);
    for number in 0..40 {
        trial.file(&format!("more/{number}.html"), incompressible(number));
    }
    let limited = "trap '' XFSZ; ulimit -f 600; exec \"$ANNALS\" add more";
    trial.shell(limited).ends(3).says("warc");
    trial.annals("check").ends(0);
    trial.annals("add more").ends(0).says("Added");
    the_rest_is_there(&trial);
    let rows = trial.annals("source list --json").ends(0).rows();
    let captures: u64 = rows.iter().filter_map(|row| row["captures"].as_u64()).sum();
    assert_eq!(captures, 41);
}

/// On a file system of its own that has room for the evidence but not for what is built from it.
#[cfg(target_os = "linux")]
#[test]
fn no_space_left_while_building() {
    let trial = Trial::new();
    for number in 0..40 {
        trial.file(&format!("more/{number}.html"), incompressible(number));
    }
    trial.file("small.sh", SMALL_DISK);
    if trial
        .shell("unshare -rm mount -t tmpfs tmpfs more 2> /dev/null || echo no")
        .ends(0)
        .out
        .contains("no")
    {
        eprintln!("skipped: no file system of its own can be mounted here");
        return;
    }
    trial
        .shell("mkdir small && exec unshare -rm sh small.sh")
        .ends(3)
        .says("building ended with 3")
        .says("All is well");
}

/// Adds, fills the disk but for 300 KiB, builds in vain, makes room, and goes on; ends as the building in vain did.
#[cfg(target_os = "linux")]
const SMALL_DISK: &str = r#"
mount -t tmpfs -o size=6m tmpfs small && cd small || exit 70
"$ANNALS" init && "$ANNALS" add ../more || exit 71
dd if=/dev/zero of=filler bs=1k count=$(($(df -k . | tail -n 1 | awk '{print $4}') - 300)) 2> /dev/null
"$ANNALS" build
code=$?
echo "building ended with $code" >&2
rm filler
"$ANNALS" build && "$ANNALS" check || exit 72
exit $code
"#;

/// A page of 24 kB that no packer makes much smaller, so that a limit on file sizes is reached.
fn incompressible(number: u32) -> String {
    let mut state = number.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let mut word = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("{:07x} ", state >> 4)
    };
    let paragraph: String = (0..3000).map(|_| word()).collect();
    format!(
        "<html><body><p>Page {number} of many was written on March 3.</p><p>{paragraph}</p></body></html>"
    )
}

#[test]
fn settings_that_cannot_be_understood() {
    let trial = started();
    trial.file("annals.toml", "name = [\n");
    trial.annals("build").ends(4).says("annals.toml");
}

#[test]
fn questions_without_an_answer() {
    let trial = started();
    trial.annals("add good.html").ends(0);
    trial.annals("build").ends(0);
    trial.annals("show zzzzzzzz").ends(1).says("zzzzzzzz");
    trial.annals("search zeppelin").ends(0).says("Nothing found");
    trial.annals("timeline Nobody").ends(1).says("Nobody");
    trial
        .annals("timeline --kind PICNIC")
        .ends(1)
        .says("PICNIC")
        .says("VISIT");
    trial
        .annals("serve --listen 0.0.0.0:8800 --token short")
        .ends(1)
        .says("16 or more");
}

#[test]
fn words_that_are_no_command() {
    let trial = Trial::new();
    for line in [
        "",
        "fetsh",
        "add",
        "build --from nowhere",
        "timeline --from yesterday",
        "export pigeon",
    ] {
        trial.annals(line).ends(2).says("--help");
    }
}

fn warc_file(trial: &Trial, folder: &str) -> std::path::PathBuf {
    let entries = std::fs::read_dir(trial.path(folder).join("warc")).expect("warc/");
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files.remove(0)
}
