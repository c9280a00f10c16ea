//! The archive's tests: what is written is read back, whatever is damaged is named, and any bytes are survived.

// Tests write and damage files.
#![allow(clippy::disallowed_methods)]

mod company;
mod damage;
mod foreign;
mod laws;
mod wacz;
mod writing;

use std::io::Write;

use annals_archive::Deposit;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A record with a block, as another program would write it.
fn record(kind: &str, url: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n\
         WARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn deposit<'a>(url: &'a str, bytes: &'a [u8]) -> Deposit<'a> {
    Deposit {
        bytes,
        url,
        captured: "2024-05-01T10:00:00.25Z".parse().unwrap(),
        content_type: Some("text/html"),
        http_head: None,
        machine: None,
        date: None,
        source: None,
        file_name: None,
    }
}
