//! Pages packed with gzip: bombs, members, packings inside of packings. What cannot be read is named, the rest goes on.

use crate::hostile::{GOOD, GOOD_SENTENCE, gzip};
use crate::trial::Trial;

#[test]
fn a_bomb_is_named_and_the_rest_goes_on() {
    let trial = Trial::new();
    trial
        .file("bomb.html.gz", gzip(&vec![b' '; 65 << 20]))
        .file("good.html", GOOD);
    let ended = trial.annals("extract --jsonl bomb.html.gz good.html").ends(5);
    assert_eq!(ended.column("id"), ["good"]);
    ended.says("bomb.html.gz: larger than 64 MiB unpacked");
}

#[test]
fn a_bomb_of_many_members_is_one() {
    let member = gzip(&vec![b' '; 5 << 20]);
    let trial = Trial::new();
    trial.file("bomb.html.gz", member.repeat(13));
    trial
        .annals("extract --jsonl bomb.html.gz")
        .ends(5)
        .says("bomb.html.gz: larger than 64 MiB unpacked");
}

#[test]
fn members_make_one_page() {
    let (head, tail) = GOOD.split_at(GOOD.len() / 2);
    let trial = Trial::new();
    trial.file(
        "page.html.gz",
        [gzip(head.as_bytes()), gzip(b""), gzip(tail.as_bytes())].concat(),
    );
    trial
        .annals("extract --jsonl page.html.gz")
        .ends(0)
        .prints(GOOD_SENTENCE);
}

#[test]
fn a_page_packed_twice_is_named() {
    let trial = Trial::new();
    trial.file("twice.html.gz", gzip(&gzip(GOOD.as_bytes())));
    trial
        .annals("extract --jsonl twice.html.gz")
        .ends(5)
        .says("twice.html.gz: packed twice");
}

/// Wrong but known: `gzip` reads such a file and warns of what stands behind its end.
#[test]
fn bytes_behind_the_last_member_make_a_file_unreadable() {
    let trial = Trial::new();
    trial.file("tail.html.gz", [gzip(GOOD.as_bytes()), vec![0; 512]].concat());
    trial
        .annals("extract --jsonl tail.html.gz")
        .ends(5)
        .says("tail.html.gz");
}
