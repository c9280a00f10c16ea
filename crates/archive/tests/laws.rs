//! Laws: no bytes make the reader panic or run away, and what is written is read.

use std::io::Cursor;

use annals_archive::{Company, WarcReader, WarcWriter, read_at};
use proptest::prelude::*;

use crate::{deposit, gzip, record};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(WarcReader::new(Cursor::new(&bytes)).count() <= bytes.len());
        prop_assert!(WarcReader::new(Cursor::new(gzip(&bytes))).count() <= bytes.len());
    }

    #[test]
    fn damaged_records_are_survived(at in 0usize..600, byte in any::<u8>(), cut in 0usize..700, packed in any::<bool>()) {
        let whole = ["a", "b", "c"].map(|url| record("response", url, "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n\r\nopen"));
        let mut bytes = match packed {
            true => whole.iter().flat_map(|record| gzip(record.as_bytes())).collect(),
            false => whole.concat().into_bytes(),
        };
        if let Some(found) = bytes.get_mut(at) {
            *found = byte;
        }
        bytes.truncate(cut);
        for record in WarcReader::new(Cursor::new(&bytes)).flatten() {
            let _ = (record.payload(), record.content_type(), record.capture());
        }
        prop_assert!(WarcReader::new(Cursor::new(&bytes)).count() <= 12);
    }

    #[test]
    fn damaged_arcs_are_survived(at in 0usize..400, byte in any::<u8>(), cut in 0usize..500) {
        let line = "http://harbour.example/a 192.0.2.1 20040501100102 text/html 24\nHTTP/1.0 200 OK\r\n\r\n<p>ok\n";
        let mut bytes = format!("filedesc://a.arc 0.0.0.0 20040501100000 text/plain 14\n1 0 Harbour\nURL\n{}", line.repeat(4)).into_bytes();
        if let Some(found) = bytes.get_mut(at) {
            *found = byte;
        }
        bytes.truncate(cut);
        prop_assert!(WarcReader::new(Cursor::new(&bytes)).count() <= 16);
    }

    #[test]
    fn any_zip_is_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300), changes in proptest::collection::vec((0usize..4000, any::<u8>()), 0..6)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.wacz");
        let mut whole = crate::wacz::written(folder.path());
        for (at, byte) in changes {
            let length = whole.len();
            whole[at % length] = byte;
        }
        // The list of entries, at the end, is what a reader believes first.
        for content in [whole.clone(), bytes.clone(), [whole, bytes].concat()] {
            std::fs::write(&path, &content).unwrap();
            if let Ok(wacz) = annals_archive::Wacz::open(&path) {
                let _ = wacz.problems();
                for archive in wacz.archives() {
                    let _ = wacz.records(&archive).map(|records| records.count());
                }
            }
        }
    }

    #[test]
    fn any_page_is_kept(url in "\\PC{1,40}", bytes in proptest::collection::vec(any::<u8>(), 0..400), head in proptest::option::of("HTTP/1.1 200 OK\r\n(Content-Encoding: (gzip|br|deflate)\r\n)?(Transfer-Encoding: chunked\r\n)?")) {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = WarcWriter::new(folder.path(), None, 1 << 30).unwrap();
        let mut page = deposit(&url, &bytes);
        page.http_head = head.as_deref().map(str::as_bytes);
        let kept = writer.append(&page, &Company::default()).unwrap();
        let record = read_at(&folder.path().join(&kept.file), kept.offset, kept.length).unwrap();
        prop_assert_eq!(record.http().1, &bytes[..]);
        prop_assert!(record.faults.is_empty(), "{:?}", record.faults);
        prop_assert_eq!(record.capture().unwrap().id, kept.id);
    }
}
