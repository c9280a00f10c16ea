//! Pages as nobody should write them: what the tests of bad input feed the program.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// A page that is as it should be, so that the tests see that the rest goes on.
pub const GOOD: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Minister visits Graz</title>\
    <meta property=\"og:site_name\" content=\"Morning Ledger\">\
    <meta property=\"article:published_time\" content=\"2026-03-12T08:00:00Z\"></head><body><article>\
    <h1>Minister visits Graz</h1>\
    <p>Foreign Minister Petra Lindqvist visited Graz on March 10 and met Mayor Anton Leitgeb at the town hall.</p>\
    <p>The two talked for an hour about the new railway line between the city and the coast, her office said.</p>\
    <p>She left for Ljubljana the following day, where she will open an exhibition on rivers and bridges.</p>\
    </article></body></html>";

/// A sentence that only the good page has.
pub const GOOD_SENTENCE: &str = "met Mayor Anton Leitgeb at the town hall";

/// A page that holds no text at all.
pub const WORDLESS: &str =
    "<html><head><title></title><script>var a = 1;</script></head><body><img src=a.png></body></html>";

/// The good page with bytes that no UTF-8 has, in its first sentence.
pub fn not_utf8() -> Vec<u8> {
    let (before, after) = GOOD.split_once("Petra").expect("the good page");
    [before.as_bytes(), b"\xff\xfe\xc3", b"Petra", after.as_bytes()].concat()
}

/// Five megabytes of which 60,000 tags are nested and none is closed, with one sentence at the bottom.
pub fn nested() -> Vec<u8> {
    let mut page = b"<html><body>".to_vec();
    for number in 0..60_000 {
        write!(
            page,
            "<div class=\"level-{number:06} padding-padding-padding-padding-padding-padding-padding\">"
        )
        .expect("memory");
    }
    page.resize(5_000_000, b' ');
    page.extend_from_slice(
        b"<p>At the bottom of it all, the minister visited Graz on March 10 and met the mayor.</p>",
    );
    page
}

/// 64 KiB that are no text in any encoding: every byte there is, in a fixed disorder.
pub fn binary() -> Vec<u8> {
    (0..65_536_u32)
        .map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect()
}

/// The page, packed.
pub fn gzip(page: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(page).expect("memory");
    packer.finish().expect("memory")
}

/// The page, packed, without the second half.
pub fn truncated_gzip(page: &[u8]) -> Vec<u8> {
    let mut packed = gzip(page);
    packed.truncate(packed.len() / 2);
    packed
}
