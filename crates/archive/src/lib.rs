//! Captured pages as evidence: captures and their ids, and the reading and writing of WARC. The only writer of evidence:
//! it appends, and never rewrites.
//!
//! Nouns: [`CaptureId`] (digest), [`Capture`] (one page as it was seen at one instant), [`Deposit`] (a page to be kept),
//! [`Aside`] (what stands beside captures), [`Company`] (which records belong together),
//! [`WarcWriter`], [`WarcReader`] (records of any WARC, and its [`Damage`]), [`WarcPage`] (a record that holds a page),
//! [`Wacz`] (WARC files with an index in one ZIP).
//!
//! The reader is our own, over flate2, rather than the fastwarc crate: what counts here is to say which record of which
//! file is damaged, at which offset and how, and to go on behind it; a parser that stops at, or glides over, the first
//! irregular byte cannot be asked that afterwards.
//!
//! ```
//! use annals_archive::WarcReader;
//!
//! let warc = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n\
//!              WARC-Target-URI: https://harbour.example/1\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n";
//! let records: Vec<_> = WarcReader::new(std::io::Cursor::new(warc)).collect();
//! assert_eq!(records[0].as_ref().unwrap().block, b"hi");
//! ```
//!
//! What it does not do: files packed with lz4, records of more than 64 MiB. They are reported.

#![deny(missing_docs)]
// This crate faces the disk: it is the only writer of evidence.
#![allow(clippy::disallowed_methods)]

mod arc;
mod aside;
mod capture;
mod cdxj;
mod company;
mod digest;
mod error;
mod frame;
mod header;
mod http;
mod md5;
mod pages;
mod reader;
mod record;
mod rules;
mod surt;
mod volume;
mod wacz;
mod writer;
mod zip;

pub use aside::Aside;
pub use capture::{Capture, CaptureId};
pub use cdxj::{cdxj, fourteen_digits};
pub use company::Company;
pub use digest::{hex, sha256, sha256_of_file, sha256_of_first};
pub use error::{Error, Result};
pub use http::{decoded, decoded_within};
pub use pages::{Pages, WarcPage, pages};
pub use reader::{RECORD_LIMIT, WarcReader, read_at};
pub use record::{Damage, DamageKind, Record};
pub use surt::surt;
pub use wacz::{Signature, Wacz, WaczContent, WaczPage, write_wacz};
pub use writer::{Deposit, FILE_LIMIT, Kept, WarcWriter, Written};
