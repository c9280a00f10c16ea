//! WACZ and the index: what is written is read back and is in order, and what is forged, cut or would leave a folder is
//! refused by name.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use annals_archive::{Company, Wacz, WaczPage, WarcWriter, cdxj, surt, write_wacz};
use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::deposit;

#[test]
fn addresses_have_keys_from_the_host_down() {
    let cases = [
        (
            "https://www.harbour.example/News/1?b=2&A=1#top",
            "example,harbour)/news/1?a=1&b=2",
        ),
        ("http://harbour.example", "example,harbour)/"),
        ("http://www2.Harbour.example.:80//a//b/", "example,harbour)/a/b"),
        ("https://harbour.example:8443/a b", "example,harbour:8443)/a%20b"),
        ("http://192.0.2.7/a?", "192.0.2.7)/a"),
        ("http://www.example/", "example)/"),
        ("file:Visit.html", "file:///visit.html"),
        ("urn:sha256:AB", "urn:sha256:ab"),
        ("a name", "a%20name"),
    ];
    for (address, key) in cases {
        assert_eq!(surt(address), key, "{address}");
    }
}

/// A WARC file of three pages.
fn archive(folder: &Path) -> (PathBuf, String, u64) {
    let mut writer = WarcWriter::new(folder, None, 1 << 30).unwrap();
    let mut length = 0;
    for (url, text) in [
        ("https://b.example/2", "two"),
        ("https://a.example/", "one"),
        ("https://b.example/1", "three"),
    ] {
        let mut page = deposit(url, text.as_bytes());
        page.http_head = Some(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n");
        let kept = writer.append(&page, &Company::default()).unwrap();
        length = kept.offset + kept.length;
    }
    writer.sync().unwrap();
    let name = "annals-00001.warc.gz".to_owned();
    (folder.join(&name), name, length)
}

pub(crate) fn written(folder: &Path) -> Vec<u8> {
    let archive = archive(folder);
    let captured = "2024-05-01T10:00:00Z".parse().unwrap();
    let pages = [WaczPage {
        url: "https://a.example/",
        captured,
        title: Some("One \"harbour\""),
    }];
    write_wacz(Vec::new(), &[archive], pages.into_iter(), captured, "Harbour").unwrap()
}

fn problems(bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wacz");
    fs::write(&path, bytes).unwrap();
    match Wacz::open(&path) {
        Ok(wacz) => wacz.problems(),
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn an_index_line_leads_to_its_record() {
    let folder = tempfile::tempdir().unwrap();
    let (path, name, length) = archive(folder.path());
    let lines = cdxj(&path, length, &name).unwrap();
    assert_eq!(lines.len(), 3);
    for (line, url) in lines
        .iter()
        .zip(["https://b.example/2", "https://a.example/", "https://b.example/1"])
    {
        let (key, rest) = line.split_once(" 20240501100000 ").unwrap();
        assert_eq!(key, surt(url));
        let fields: serde_json::Value = serde_json::from_str(rest).unwrap();
        let number = |name: &str| fields[name].as_str().unwrap().parse::<u64>().unwrap();
        let record = annals_archive::read_at(&path, number("offset"), number("length")).unwrap();
        assert_eq!(record.url(), Some(url));
        assert_eq!(fields["digest"].as_str(), record.field("WARC-Payload-Digest"));
        assert_eq!(
            (&fields["mime"], &fields["status"]),
            (&"text/html".into(), &"200".into())
        );
    }
}

#[test]
fn what_is_written_is_whole_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = written(folder.path());
    assert_eq!(problems(&bytes), [""; 0]);
    let path = folder.path().join("a.wacz");
    fs::write(&path, &bytes).unwrap();
    let wacz = Wacz::open(&path).unwrap();
    assert_eq!(wacz.archives(), ["archive/annals-00001.warc.gz"]);
    let pages: Vec<_> = wacz
        .pages(&wacz.archives()[0])
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!((pages.len(), pages[1].body.as_slice()), (3, &b"one"[..]));
    assert!(
        written(tempfile::tempdir().unwrap().path()) == bytes,
        "the same pages, the same bytes"
    );
}

#[test]
fn every_flipped_bit_that_counts_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = written(folder.path());
    // Every bit of the first entry, the evidence, and of the description of the whole.
    let warc = bytes.windows(3).position(|part| part == [0x1f, 0x8b, 8]).unwrap();
    let length = archive(tempfile::tempdir().unwrap().path()).2 as usize;
    let package = bytes
        .windows(12)
        .position(|part| part == b"\"created\": \"")
        .unwrap();
    for at in (warc..warc + length).chain(package..package + 30) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(!problems(&changed).is_empty(), "{at}");
    }
    for cut in [0, 10, bytes.len() / 2, bytes.len() - 1] {
        assert!(!problems(&bytes[..cut]).is_empty(), "cut at {cut}");
    }
}

/// One entry of a ZIP archive made by hand: its name, bytes, method, Unix attributes, and the size that it claims.
struct Entry<'a> {
    name: &'a str,
    bytes: &'a [u8],
    method: u16,
    mode: u32,
    size: u32,
}

fn stored<'a>(name: &'a str, bytes: &'a [u8]) -> Entry<'a> {
    Entry {
        name,
        bytes,
        method: 0,
        mode: 0o100_644,
        size: bytes.len() as u32,
    }
}

fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for entry in entries {
        let mut crc = flate2::Crc::new();
        crc.update(entry.bytes);
        let mut common = vec![20, 0, 0, 0];
        common.extend(entry.method.to_le_bytes());
        common.extend([0; 4]);
        common.extend(crc.sum().to_le_bytes());
        common.extend((entry.bytes.len() as u32).to_le_bytes());
        common.extend(entry.size.to_le_bytes());
        common.extend((entry.name.len() as u16).to_le_bytes());
        common.extend([0; 2]);
        list.extend(b"PK\x01\x02\x14\x03");
        list.extend(&common);
        list.extend([0; 6]);
        list.extend((entry.mode << 16).to_le_bytes());
        list.extend((out.len() as u32).to_le_bytes());
        list.extend(entry.name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(common);
        out.extend(entry.name.as_bytes());
        out.extend(entry.bytes);
    }
    let at = out.len() as u32;
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

#[test]
fn what_could_leave_a_folder_or_fill_one_is_refused_by_name() {
    let zeros = {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![0; 8 << 20]).unwrap();
        encoder.finish().unwrap()
    };
    let link = Entry {
        mode: 0o120_777,
        ..stored("archive/link.warc.gz", b"/etc/passwd")
    };
    let bomb = Entry {
        method: 8,
        size: 8 << 20,
        ..stored("archive/bomb.warc", &zeros)
    };
    let odd = Entry {
        method: 99,
        ..stored("archive/odd.warc", b"x")
    };
    let cases = [
        (stored("../evil.txt", b"x"), "lead out of a folder"),
        (stored("archive/../../evil.txt", b"x"), "lead out of a folder"),
        (stored("/etc/evil", b"x"), "lead out of a folder"),
        (stored("..\\evil.txt", b"x"), "lead out of a folder"),
        (stored("C:evil.txt", b"x"), "lead out of a folder"),
        (stored("archive/a.warc.gz\0.txt", b"x"), "lead out of a folder"),
        (link, "is a link"),
        (bomb, "200 times"),
        (odd, "not known here"),
    ];
    for (entry, expected) in cases {
        let name = entry.name.to_owned();
        let found = problems(&zip(&[stored("datapackage.json", b"{\"resources\": []}"), entry]));
        assert!(
            found.iter().any(|what| what.contains(expected)),
            "{name}: {found:?}"
        );
    }
    let twice = zip(&[
        stored("datapackage.json", b"{}"),
        stored("datapackage.json", b"{}"),
    ]);
    assert!(problems(&twice)[0].contains("given twice"));
    let unlisted = zip(&[
        stored("datapackage.json", b"{\"resources\": []}"),
        stored("archive/a.warc", b"x"),
    ]);
    assert!(problems(&unlisted)[0].contains("not listed"));
    let missing = zip(&[stored(
        "datapackage.json",
        b"{\"resources\": [{\"path\": \"a\", \"hash\": \"sha256:0\", \"bytes\": 1}]}",
    )]);
    assert!(problems(&missing)[0].contains("missing"));
    assert!(problems(b"")[0].contains("no ZIP"));
}

#[test]
fn a_signature_is_named_and_not_vouched_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("signed.wacz");
    let package = b"{\"resources\": []}";
    let hash = format!("sha256:{}", annals_archive::hex(&annals_archive::sha256(package)));
    let signed = |said: serde_json::Value| {
        let digest =
            serde_json::json!({"path": "datapackage.json", "hash": hash, "signedData": said}).to_string();
        zip(&[
            stored("datapackage.json", package),
            stored("datapackage-digest.json", digest.as_bytes()),
        ])
    };
    let said_by = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        Wacz::open(&path)
            .unwrap()
            .signature()
            .map(|signature| signature.to_string())
    };
    let domain = signed(
        serde_json::json!({"hash": hash, "created": "2024-05-01T10:00:00Z", "domain": "archive.example\u{7}",
        "domainCert": "-----", "signature": "MGU=", "timeSignature": "MIIC", "timestampCert": "-----"}),
    );
    assert_eq!(problems(&domain), [""; 0]);
    assert_eq!(
        said_by(&domain).unwrap(),
        "signed by archive.example on 2024-05-01T10:00:00Z; the signature was not verified"
    );
    let key = "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE";
    let anonymous = signed(serde_json::json!({"hash": hash, "signature": "MGU=", "publicKey": key}));
    assert_eq!(
        said_by(&anonymous).unwrap(),
        "signed by the key MHYwEAYHKoZIzj0C...; the signature was not verified"
    );
    assert_eq!(said_by(&signed(serde_json::Value::Null)), None);
    assert_eq!(said_by(&written(folder.path())), None);
    // What was signed must be this file, and a signature there must be.
    let other =
        signed(serde_json::json!({"hash": "sha256:00", "signature": "MGU=", "domain": "archive.example"}));
    assert!(
        problems(&other)[0].contains("not what was signed"),
        "{:?}",
        problems(&other)
    );
    let none = signed(serde_json::json!({"hash": hash, "domain": "archive.example"}));
    assert!(
        problems(&none)[0].contains("holds no signature"),
        "{:?}",
        problems(&none)
    );
    assert_eq!((said_by(&other), said_by(&none)), (None, None));
}

/// Files of other programs, where a collection of them is at hand (see `foreign`).
#[test]
fn foreign_files_are_taken_or_refused() {
    let Some(folder) = crate::foreign::collection("wacz") else {
        return;
    };
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let found = problems(&fs::read(&path).unwrap());
        // What is wrong with one of them is a signature, which is not verified here.
        let sound = name.starts_with("valid") || name.starts_with("invalid_signed");
        if found.is_empty() != sound {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}
