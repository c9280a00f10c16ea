//! Damage: what is wrong with which record, at which offset, and that reading goes on behind it.

use std::io::Cursor;

use annals_archive::{DamageKind, Pages, RECORD_LIMIT, WarcReader};

use crate::{gzip, record};

/// URLs of what could be read and kinds of what could not, in order, with number and offset.
fn read(bytes: &[u8]) -> Vec<String> {
    let found = WarcReader::new(Cursor::new(bytes));
    found
        .map(|found| match found {
            Ok(record) => format!(
                "{}@{} {}",
                record.number,
                record.offset,
                record.url().unwrap_or("-")
            ),
            Err(damage) => format!("{}@{} {:?}", damage.number, damage.offset, damage.kind),
        })
        .collect()
}

fn three() -> [String; 3] {
    ["a", "b", "c"].map(|url| record("resource", url, &format!("the page {url} of the harbour")))
}

#[test]
fn plain_and_packed_files_read_the_same() {
    let [a, b, c] = three();
    let (at_b, at_c) = (a.len(), a.len() + b.len());
    let whole = [a.clone(), b.clone(), c.clone()].concat();
    assert_eq!(
        read(whole.as_bytes()),
        ["0@0 a".into(), format!("1@{at_b} b"), format!("2@{at_c} c")]
    );
    let members = [&a, &b, &c].map(|record| gzip(record.as_bytes()));
    let (at_b, at_c) = (members[0].len(), members[0].len() + members[1].len());
    assert_eq!(
        read(&members.concat()),
        ["0@0 a".into(), format!("1@{at_b} b"), format!("2@{at_c} c")]
    );
    assert_eq!(read(&gzip(whole.as_bytes())), ["0@0 a", "1@0 b", "2@0 c"]);
}

#[test]
fn a_wrong_length_is_named_and_passed() {
    let [a, b, c] = three();
    let (at_b, at_c) = (a.len(), a.len() + b.len());
    for length in ["3", "40", "4000", "70000000", "99999999999999999999", "x", ""] {
        let wrong = b.replace("Content-Length: 25", &format!("Content-Length: {length}"));
        assert_ne!(wrong, b);
        let found = read([a.clone(), wrong.clone(), c.clone()].concat().as_bytes());
        assert_eq!(
            (found.len(), found[0].as_str()),
            (3, "0@0 a"),
            "{length}: {found:?}"
        );
        assert!(
            found[1].starts_with(&format!("1@{at_b} ")) && !found[1].ends_with('b'),
            "{length}: {found:?}"
        );
        assert_eq!(
            found[2],
            format!("2@{} c", at_c + wrong.len() - b.len()),
            "{length}"
        );
    }
}

#[test]
fn a_cut_file_keeps_what_is_whole() {
    let whole = three().concat();
    let first = three()[0].len();
    assert_eq!(
        read(&whole.as_bytes()[..whole.len() - 10])[2],
        format!("2@{} Truncated", 2 * first)
    );
    assert_eq!(
        read(&whole.as_bytes()[..first + 20]),
        ["0@0 a".into(), format!("1@{first} Truncated")]
    );
    let members: Vec<u8> = three()
        .iter()
        .flat_map(|record| gzip(record.as_bytes()))
        .collect();
    let found = read(&members[..members.len() - 3]);
    assert_eq!(
        (found.len(), found[2].ends_with("Packing")),
        (3, true),
        "{found:?}"
    );
}

#[test]
fn a_flipped_bit_costs_one_record() {
    let members = three().map(|record| gzip(record.as_bytes()));
    let whole = members.concat();
    let (first, second) = (members[0].len(), members[1].len());
    // Behind the header of ten bytes every bit counts, up to the end of the member; the last byte before the checksum
    // and the length, four bytes each, may hold bits that fill it up.
    let filled_up = first + second - 9;
    for at in (first + 10..first + second).filter(|&at| at != filled_up) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        let found = read(&damaged);
        assert_eq!(
            (found[0].as_str(), found.last().unwrap().ends_with(" c")),
            ("0@0 a", true),
            "{at}: {found:?}"
        );
        assert!(
            found[1].starts_with(&format!("1@{} ", members[0].len())) && !found[1].ends_with(" b"),
            "{at}: {found:?}"
        );
    }
}

#[test]
fn bytes_between_records_are_said() {
    let [a, b, c] = three();
    let found = read(
        [a.as_str(), "<html>not a record</html>\n", &b, "\0\0\0\0\n", &c]
            .concat()
            .as_bytes(),
    );
    assert_eq!(found.len(), 5, "{found:?}");
    assert!(found[1].ends_with("NotARecord") && found[3].ends_with("NotARecord") && found[4].ends_with(" c"));
    assert_eq!(read(b"<html>hello</html>"), ["0@0 NotARecord"]);
    assert_eq!(read(b""), [""; 0]);
    assert_eq!(
        read(&[gzip(a.as_bytes()), vec![0; 512], gzip(c.as_bytes())].concat()).len(),
        3
    );
}

#[test]
fn a_header_without_end_is_not_read_into_memory() {
    let endless = format!("WARC/1.0\r\nWARC-Type: {}", "x".repeat(2 << 20));
    assert_eq!(
        read([record("resource", "a", "open"), endless].concat().as_bytes())[1]
            .split(' ')
            .next_back(),
        Some("Header")
    );
}

#[test]
fn a_bomb_is_not_unpacked() {
    let size = RECORD_LIMIT + 1;
    let head = record("resource", "b", "").replace("Content-Length: 0", &format!("Content-Length: {size}"));
    let head = head.trim_end().to_owned() + "\r\n\r\n";
    let bomb = gzip(&[head.as_bytes(), &vec![0; size as usize], b"\r\n\r\n"].concat());
    let after = gzip(record("resource", "c", "open").as_bytes());
    let found = read(&[bomb.clone(), after].concat());
    assert_eq!(found, ["0@0 TooLarge".to_owned(), format!("1@{} c", bomb.len())]);
}

#[test]
fn many_records_that_claim_too_much_are_read_in_linear_time() {
    let wrong = record("resource", "b", "").replace("Content-Length: 0", "Content-Length: 60000000");
    let bytes = wrong.repeat(20_000).into_bytes();
    assert!(WarcReader::new(Cursor::new(bytes)).count() >= 1);
}

#[test]
fn a_wrong_digest_is_marked_and_never_becomes_a_page() {
    let with_digest = |digest: &str| {
        record("resource", "https://harbour.example/a", "open").replace(
            "Content-Length",
            &format!("WARC-Block-Digest: {digest}\r\nContent-Length"),
        )
    };
    let right = with_digest(&format!(
        "sha256:{}",
        annals_archive::hex(&annals_archive::sha256(b"open"))
    ));
    let wrong = with_digest("sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let found: Vec<_> = WarcReader::new(Cursor::new([right.clone(), wrong.clone()].concat()))
        .map(Result::unwrap)
        .collect();
    let right_is_right =
        annals_archive::sha256(b"open") == annals_archive::sha256(&found[0].block) && !found[0].is_altered();
    assert!(
        found[1].is_altered() && found[1].faults[0].contains("digest"),
        "{:?}",
        found[1].faults
    );
    let pages: Vec<_> = Pages::new(Cursor::new([right, wrong].concat())).collect();
    assert_eq!(pages[1].as_ref().unwrap_err().kind, DamageKind::Digest);
    assert!(right_is_right && pages[0].is_ok());
}

#[test]
fn only_successful_pages_are_pages() {
    let response = |status: &str, media: &str| {
        record(
            "response",
            "https://harbour.example/a",
            &format!("HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\nopen"),
        )
    };
    let file = [
        response("200 OK", "text/html; charset=utf-8"),
        response("404 Not Found", "text/html"),
        response("200 OK", "image/png"),
        record("revisit", "https://harbour.example/a", ""),
        record("request", "https://harbour.example/a", "GET / HTTP/1.1\r\n\r\n"),
        response("200 OK", "text/html")
            .replace("\r\n\r\nopen", "\r\nContent-Encoding: br\r\n\r\nopen")
            .replace("Content-Length: 4", "Content-Length: 6"),
    ];
    let mut pages = Pages::new(Cursor::new(file.concat()));
    let found: Vec<_> = pages.by_ref().collect();
    let page = found[0].as_ref().unwrap();
    assert_eq!(
        (page.body.as_slice(), page.content_type.as_deref()),
        (&b"open"[..], Some("text/html; charset=utf-8"))
    );
    assert!(
        found[1..].iter().all(Result::is_err) && found.len() == 2,
        "{found:?}"
    );
    let skipped: Vec<_> = pages
        .skipped()
        .iter()
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    assert_eq!(skipped, ["image/png 1", "request 1", "revisit 1", "status 404 1"]);
}
