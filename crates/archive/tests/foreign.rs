//! Files that other programs wrote, and mutations of them, where a collection of them is at hand: beside the repository in
//! `shared/bench/hostile`, or where ANNALS_BENCH says. None is part of this repository.

use std::fs::File;
use std::io::Cursor;
use std::path::PathBuf;

use annals_archive::WarcReader;

/// A folder of them, or `None` and a message.
pub(crate) fn collection(kind: &str) -> Option<PathBuf> {
    let named = std::env::var_os("ANNALS_BENCH").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench");
    let folder = named.unwrap_or(beside).join("hostile").join(kind);
    if !folder.is_dir() {
        eprintln!(
            "skipped: no shared/bench/hostile/{kind} beside the repository, and ANNALS_BENCH is not set"
        );
        return None;
    }
    Some(folder)
}

#[test]
fn foreign_files_are_survived_and_mutations_reported() {
    let Some(folder) = collection("warcs") else { return };
    let mut unreported = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let found: Vec<_> = WarcReader::new(File::open(&path).unwrap()).collect();
        let damaged = [
            "mut__trunc",
            "mut__bitflip",
            "mut__clen",
            "mut__nul",
            "mut__long",
            "mut__notwarc",
        ];
        if damaged.iter().any(|kind| name.starts_with(kind)) && found.iter().all(Result::is_ok) {
            unreported.push(name);
        }
    }
    assert_eq!(unreported, [""; 0]);
}

/// How an ARC begins.
const ARC: &str = "filedesc://harbour.arc 0.0.0.0 20040501100000 text/plain 74\n1 0 Harbour Archive\n\
    URL IP-address Archive-date Content-type Archive-length\n\n";

fn arc_record(url: &str, body: &str) -> String {
    let block = format!("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    format!(
        "{url} 192.0.2.1 20040501100102 text/html {}\n{block}\n",
        block.len()
    )
}

#[test]
fn an_arc_is_read_as_records() {
    let length = ARC.split_once('\n').unwrap().1.len() - 1;
    let head = ARC.replace(" 74\n", &format!(" {length}\n"));
    let records =
        ["http://harbour.example/a b", "http://harbour.example/b"].map(|url| arc_record(url, "<p>open</p>"));
    let plain = [head.clone(), records.concat()].concat().into_bytes();
    let packed: Vec<u8> = [&head, &records[0], &records[1]]
        .iter()
        .flat_map(|record| crate::gzip(record.as_bytes()))
        .collect();
    for bytes in [&plain, &packed] {
        let found: Vec<_> = WarcReader::new(Cursor::new(bytes)).map(Result::unwrap).collect();
        let kinds: Vec<String> = found.iter().map(|record| record.kind()).collect();
        assert_eq!(kinds, ["arc_header", "response", "response"]);
        assert_eq!(found[1].url(), Some("http://harbour.example/a%20b"));
        assert_eq!(found[1].captured().unwrap().to_string(), "2004-05-01T10:01:02Z");
        assert_eq!(*found[1].payload().unwrap(), *b"<p>open</p>");
        assert!(found.iter().all(|record| record.faults.is_empty()));
    }
    let between = [head.as_str(), "a line that is none\n", &records[1]].concat();
    let found: Vec<_> = WarcReader::new(Cursor::new(between.as_bytes())).collect();
    assert_eq!(
        (found.len(), found[1].is_err(), found[2].is_ok()),
        (3, true, true),
        "{found:?}"
    );
    let wrong = [
        head,
        records[0].replace("text/html 5", "text/html 2"),
        records[1].clone(),
    ]
    .concat();
    let found: Vec<_> = WarcReader::new(Cursor::new(wrong.as_bytes())).collect();
    assert!(found[1].is_err(), "{found:?}");
    assert_eq!(
        found.last().unwrap().as_ref().unwrap().url(),
        Some("http://harbour.example/b")
    );
}

/// Three records of our own, packed by the reference program, a frame each: alone, and with a dictionary in front.
fn samples(name: &str) -> Vec<u8> {
    std::fs::read(
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/samples")
            .join(name),
    )
    .unwrap()
}

#[test]
fn zstd_frames_are_read_with_and_without_a_dictionary() {
    for name in [
        "harbour.warc.zst",
        "dictionary.warc.zst",
        "packed-dictionary.warc.zst",
    ] {
        let bytes = samples(name);
        let found: Vec<_> = WarcReader::new(Cursor::new(&bytes)).map(Result::unwrap).collect();
        let urls: Vec<_> = found.iter().map(|record| record.url().unwrap()).collect();
        assert_eq!(
            urls,
            [
                "https://harbour.example/1",
                "https://harbour.example/2",
                "https://harbour.example/3"
            ]
        );
        assert!(
            found
                .iter()
                .all(|record| record.faults.is_empty() && !record.is_altered())
        );
        let mut damaged = bytes.clone();
        let middle = found[1].offset as usize + 40;
        damaged[middle] ^= 0x11;
        let urls: Vec<_> = WarcReader::new(Cursor::new(damaged))
            .map(|found| found.map_or("damaged".into(), |record| record.url().unwrap().to_owned()))
            .collect();
        assert_eq!(
            urls,
            [
                "https://harbour.example/1",
                "damaged",
                "https://harbour.example/3"
            ],
            "{name}"
        );
    }
}

#[test]
fn what_is_packed_otherwise_is_refused_by_name() {
    let found: Vec<_> = WarcReader::new(Cursor::new(b"\x04\x22\x4d\x18@@\xc0rest")).collect();
    assert_eq!(found.len(), 1);
    assert!(found[0].as_ref().unwrap_err().what.contains("lz4"));
}

#[test]
fn digests_are_read_however_they_are_written() {
    let record = |digest: &str| {
        let block = crate::record("resource", "https://harbour.example/a", "open");
        block.replace(
            "Content-Length",
            &format!("WARC-Block-Digest: {digest}\r\nContent-Length"),
        )
    };
    for (digest, agrees) in DIGESTS {
        let bytes = record(digest);
        let found = WarcReader::new(Cursor::new(bytes.as_bytes()))
            .next()
            .unwrap()
            .unwrap();
        assert_eq!(found.digest_agrees, *agrees, "{digest}: {:?}", found.faults);
    }
}

/// Digests of "open", in the ways archivers write them, and some that are not its.
const DIGESTS: &[(&str, Option<bool>)] = &[
    ("md5:7cef8a734855777c2a9d0caf42666e69", Some(true)),
    ("md5:PTXYU42IKV3XYKU5BSXUEZTONE======", Some(true)),
    ("md5:fO+Kc0hVd3wqnQyvQmZuaQ==", Some(true)),
    ("sha1:5fc7e38bffe00ca46add89145464a2eaf759d5c2", Some(true)),
    ("sha1:L7D6HC774AGKI2W5REKFIZFC5L3VTVOC", Some(true)),
    ("sha1:X8fji//gDKRq3YkUVGSi6vdZ1cI=", Some(true)),
    (
        "sha256:2348f998744212575d85959674f9607ab26f67708a917157472832386337c904",
        Some(true),
    ),
    (
        "sha256:ENEPTGDUIIJFOXMFSWLHJ6LAPKZG6Z3QRKIXCV2HFAZDQYZXZECA====",
        Some(true),
    ),
    ("sha256:I0j5mHRCElddhZWWdPlgerJvZ3CKkXFXRygyOGM3yQQ=", Some(true)),
    (
        "sha512:fbda8fe18e9761785da66d4839b02e9b71363bf9a432499e95c164bcc9586a7221075b93680286b56276d9559b783275c4122e3ce627f530c88bb3fee7b7d1cf",
        Some(true),
    ),
    (
        "sha512:7PNI7YMOS5QXQXNGNVEDTMBOTNYTMO7ZUQZETHUVYFSLZSKYNJZCCB23SNUAFBVVMJ3NSVM3PAZHLRASFY6OMJ7VGDEIXM764635DTY=",
        Some(true),
    ),
    (
        "sha512:+9qP4Y6XYXhdpm1IObAum3E2O/mkMkmelcFkvMlYanIhB1uTaAKGtWJ22VWbeDJ1xBIuPOYn9TDIi7P+57fRzw==",
        Some(true),
    ),
    ("sha1:5FUDWUGUK22JEWX3RXPA2CADYPNZKHDX", Some(false)),
    ("md5:74985f5115ad149212a917dbef8ec801", Some(false)),
    ("blake3:abc", None),
    ("sha1:abc", None),
];
