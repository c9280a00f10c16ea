//! Character sets: sentences put into the encodings of their languages and read back, declarations in every place one
//! can stand, and the public sets where they stand beside the repository.

use std::path::Path;

use annals_extract::Page;
use annals_extract::inspection::{decode, encoding, sniff};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

use crate::shared::{rows, shared};

#[path = "../../examples/charset_predictions/tables.rs"]
mod tables;

/// Each sentence of the page of cases with each encoding that it is to be put into.
fn sentences() -> Vec<(&'static Encoding, String)> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charsets/languages.md");
    let page = std::fs::read_to_string(page).expect("the page of cases");
    let (mut encodings, mut found) = (Vec::new(), Vec::new());
    for line in page.lines() {
        if let Some(names) = line.strip_prefix("`encodings: ") {
            let names = names.trim_end_matches('`').split(' ');
            encodings = names
                .map(|name| Encoding::for_label(name.as_bytes()).expect("a label of the standard"))
                .collect();
        } else if let Some(sentence) = line.strip_prefix("    ") {
            found.extend(encodings.iter().map(|&encoding| (encoding, sentence.to_owned())));
        }
    }
    found
}

fn bytes(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    encoding.encode(text).0.into_owned()
}

fn read(bytes: &[u8], content_type: Option<&str>, url: Option<&str>) -> String {
    decode(&Page {
        bytes,
        url,
        content_type,
    })
    .0
}

/// What of a sentence the encoding has.
fn writable(sentence: &str, encoding: &'static Encoding) -> String {
    encoding
        .decode_without_bom_handling(&bytes(sentence, encoding))
        .0
        .into_owned()
}

#[test]
fn undeclared_sentences_come_back() {
    let cases = sentences();
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for (encoding, sentence) in cases {
        let expected = writable(&sentence, encoding);
        let found = read(&bytes(&sentence, encoding), None, None);
        if found != expected {
            wrong.push(format!("{}: {found}", encoding.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn declared_sentences_come_back() {
    for (encoding, sentence) in sentences() {
        let name = encoding.name();
        let (sentence, header) = (
            writable(&sentence, encoding),
            format!("text/html; charset=\"{name}\""),
        );
        let body = bytes(&sentence, encoding);
        assert_eq!(read(&body, Some(&header), None), sentence, "{name} by the server");
        if encoding == UTF_16LE || encoding == UTF_16BE {
            continue;
        }
        for head in [
            format!("<html><head><meta charset={name}>"),
            format!("<meta content='text/html; charset={name}' http-equiv=content-type>"),
            format!("<?xml version='1.0' encoding='{name}'?>"),
            format!("<!-- {} --><meta charset='{name}'>", "late ".repeat(400)),
        ] {
            let page = [head.as_bytes(), &body].concat();
            assert!(
                read(&page, None, None).ends_with(&sentence),
                "{name} by {head:.60}"
            );
        }
    }
}

#[test]
fn a_country_and_a_language_help_where_bytes_leave_it_open() {
    let short = bytes("Żółw śpi", encoding_rs::ISO_8859_2);
    assert_eq!(read(&short, None, Some("https://zolw.pl/a")), "Żółw śpi");
    let page = bytes("<html lang=pl-PL>Żółw śpi", encoding_rs::ISO_8859_2);
    assert!(read(&page, None, Some("https://zolw.example/a")).ends_with("Żółw śpi"));
    let page = bytes(
        "<link hreflang=ru href=/ru><meta http-equiv='Content-Language' content='pl'>Żółw śpi",
        encoding_rs::ISO_8859_2,
    );
    assert!(read(&page, None, None).ends_with("Żółw śpi"));
    let page = bytes("<html lang='ja'>港の朝", encoding_rs::SHIFT_JIS);
    assert!(read(&page, None, None).ends_with("港の朝"));
}

#[test]
fn a_declaration_that_the_bytes_refute_does_not_count() {
    let utf_8 = "<meta charset=windows-1252>Mole für fünfzig Jahre";
    assert_eq!(read(utf_8.as_bytes(), None, None), utf_8);
    let wide = bytes("<meta charset=utf-8>The new pier", UTF_16LE);
    assert!(read(&wide, Some("text/html; charset=utf-8"), None).ends_with("The new pier"));
    let korean = bytes(
        "항만위원회는 어제 새 부두의 건설을 승인했다.",
        encoding_rs::EUC_KR,
    );
    assert!(read(&korean, Some("text/html; charset=utf-8"), None).starts_with("항만위원회는"));
}

#[test]
fn names_beyond_the_standard_are_understood() {
    let text = "Портовый совет одобрил причал";
    for (name, encoding) in [
        ("MacCyrillic", encoding_rs::X_MAC_CYRILLIC),
        ("win-1251", encoding_rs::WINDOWS_1251),
        ("iso8859_5", encoding_rs::ISO_8859_5),
        ("utf8mb4", encoding_rs::UTF_8),
    ] {
        let header = format!("text/plain; charset={name}");
        assert_eq!(read(&bytes(text, encoding), Some(&header), None), text, "{name}");
    }
}

#[test]
fn seven_bits_are_read_by_their_escapes() {
    let korean = b"\x1b$)C\x0e1W9.\x0f pier \x0e=CGW\x0f";
    assert!(!read(korean, None, None).contains('\x0e'));
    assert!(read(korean, None, None).contains(" pier "));
}

/// What "sniff" must say of the standard's rules, by our own pages.
#[test]
fn the_prescan_follows_the_standard() {
    for (page, expected) in [
        ("<meta charset=koi8-r>", "KOI8-R"),
        ("<meta charset='utf-16be'>", "UTF-8"),
        ("<meta charset=x-user-defined>", "windows-1252"),
        (
            "<meta name=a content='text/html; charset=koi8-r'>",
            "windows-1252",
        ),
        (
            "<meta content='charset = \"koi8-r\"' http-equiv='Content-Type'>",
            "KOI8-R",
        ),
        ("<meta charset=nonsense><meta charset=koi8-r>", "KOI8-R"),
        (
            "<meta charset=nonsense content='x charset=koi8-r' http-equiv=content-type>",
            "windows-1252",
        ),
        ("<p title='<meta charset=koi8-r>'>", "windows-1252"),
        ("<!--<meta charset=koi8-r>-->", "windows-1252"),
        ("<!--><meta charset=koi8-r>", "KOI8-R"),
        ("</p <meta charset=koi8-r>>", "windows-1252"),
        ("<?php <meta charset=koi8-r>", "windows-1252"),
        ("<metal charset=koi8-r>", "windows-1252"),
        ("<META/CHARSET = koi8-r>", "KOI8-R"),
        ("<?xml version=\"1.0\" encoding = \"koi8-r\"?>", "KOI8-R"),
        ("<?xml encoding='koi8-r'?><meta charset=ibm866>", "IBM866"),
        ("<?xml encoding='utf-16'?>", "UTF-8"),
        ("<?xml encoding=koi8-r?>", "windows-1252"),
        ("<?xml encoding='koi8-r '?>", "windows-1252"),
    ] {
        assert_eq!(sniff(page.as_bytes()), expected, "{page}");
    }
    assert_eq!(sniff(b"\xEF\xBB\xBF<meta charset=koi8-r>"), "UTF-8");
    assert_eq!(sniff(b"\xFE\xFF\0<"), "UTF-16BE");
    assert_eq!(sniff(b"<\0?\0x\0m\0l\0"), "UTF-16LE");
}

#[test]
fn the_public_texts() {
    let (Some(rows), Some(folder)) = (rows("bench/hostile/charset.jsonl"), shared("bench/hostile")) else {
        return;
    };
    let (mut right, mut all) = (0, 0);
    for row in rows.iter().filter(|row| row["whatwg"] == true) {
        let file = row["file"].as_str().expect("a row names its file");
        let bytes = std::fs::read(folder.join(file)).expect("the file");
        let page = Page {
            bytes: &bytes,
            ..Page::default()
        };
        let text = tables::of_the_consortium(&decode(&page).0, encoding(&page));
        let digest = Sha256::digest(text.trim_start_matches('\u{FEFF}').as_bytes());
        right += usize::from(Some(hex(&digest).as_str()) == row["text_sha256"].as_str());
        all += 1;
    }
    assert!(right * 1000 >= all * 975, "{right} of {all} texts");
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_public_prescan_cases() {
    let Some(rows) = rows("bench/hostile/charset_prescan.jsonl") else {
        return;
    };
    for row in rows {
        let bytes = row["bytes_b64"].as_str().expect("bytes").as_bytes();
        let bytes = data_encoding::BASE64.decode(bytes).expect("base 64");
        let expected = Encoding::for_label(row["encoding"].as_str().expect("a label").as_bytes());
        assert_eq!(expected.map(Encoding::name), Some(sniff(&bytes)), "{row}");
    }
}
