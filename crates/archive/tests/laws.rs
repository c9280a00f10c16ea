//! Laws: no bytes make the reader panic or run away, and what is written is read.

use std::io::Cursor;

use annals_archive::{WarcReader, WarcWriter, read_at};
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
    fn any_page_is_kept(url in "\\PC{1,40}", bytes in proptest::collection::vec(any::<u8>(), 0..400), head in proptest::option::of("HTTP/1.1 200 OK\r\n(Content-Encoding: (gzip|br|deflate)\r\n)?(Transfer-Encoding: chunked\r\n)?")) {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = WarcWriter::new(folder.path(), None, 1 << 30).unwrap();
        let mut page = deposit(&url, &bytes);
        page.http_head = head.as_deref().map(str::as_bytes);
        let kept = writer.append(&page).unwrap();
        let record = read_at(&folder.path().join(&kept.file), kept.offset, kept.length).unwrap();
        prop_assert_eq!(record.http().1, &bytes[..]);
        prop_assert!(record.faults.is_empty(), "{:?}", record.faults);
        prop_assert_eq!(record.capture().unwrap().id, kept.id);
    }
}
