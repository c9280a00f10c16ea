//! Appends captures to WARC 1.1 files, one gzip member a record. What is written stays as it is; the caller makes a
//! record count by noting where it lies, after [`WarcWriter::sync`].

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use libdeflater::{CompressionLvl, Compressor};

use crate::company::Surroundings;
use crate::{Aside, CaptureId, Company, Error, RECORD_LIMIT, Result, WarcReader, digest, http};

/// A new file is begun when one has reached this size, in bytes.
pub const FILE_LIMIT: u64 = 1 << 30;

/// A page to be kept, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Deposit<'a> {
    /// The body as it came; with `http_head`, still in the encodings that the head names.
    pub bytes: &'a [u8],
    /// Where it was found.
    pub url: &'a str,
    /// When it was seen.
    pub captured: Timestamp,
    /// What its server or file name claims that it is.
    pub content_type: Option<&'a str>,
    /// HTTP status line and headers.
    pub http_head: Option<&'a [u8]>,
    /// The machine that was really connected; `None` where that is not known, or was a proxy.
    pub machine: Option<IpAddr>,
    /// The publication date that whoever adds it vouches for.
    pub date: Option<Date>,
    /// The outlet that whoever adds it names.
    pub source: Option<&'a str>,
    /// The name of the file it came from.
    pub file_name: Option<&'a str>,
}

impl<'a> Deposit<'a> {
    /// The payload: the bytes with their encodings undone, or as they are where that fails.
    pub fn payload(&self) -> Cow<'a, [u8]> {
        let decoded = self.http_head.map(|head| http::decoded(head, self.bytes));
        decoded
            .and_then(std::result::Result::ok)
            .unwrap_or(Cow::Borrowed(self.bytes))
    }

    /// Its address as it is kept: spaces and control characters are percent-encoded.
    pub fn address(&self) -> Cow<'a, str> {
        printable(self.url)
    }

    /// The HTTP head as it is kept: only if it is one, and with its blank line.
    fn head(&self) -> Cow<'a, [u8]> {
        match self.http_head.filter(|head| head.starts_with(b"HTTP/")) {
            None => Cow::Borrowed(&[]),
            Some(head) if head.ends_with(b"\r\n\r\n") || head.ends_with(b"\n\n") => Cow::Borrowed(head),
            Some(head) => Cow::Owned([head.trim_ascii_end(), b"\r\n\r\n"].concat()),
        }
    }

    /// The id that its record will have.
    pub(crate) fn record_id(&self) -> String {
        let (address, instant) = (self.address(), self.captured.to_string());
        digest::record_id([address.as_bytes(), instant.as_bytes(), &self.head(), self.bytes])
    }

    /// The capture it will be.
    pub fn id(&self) -> CaptureId {
        self.identity().0
    }

    /// The capture it will be, and the SHA-256 of its payload.
    pub fn identity(&self) -> (CaptureId, [u8; 32]) {
        let sha256 = digest::sha256(&self.payload());
        (
            CaptureId::of_digest(&printable(self.url), self.captured, &sha256),
            sha256,
        )
    }
}

/// Where a capture lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The capture.
    pub id: CaptureId,
    /// The name of the WARC file in its folder.
    pub file: String,
    /// The offset of its gzip member.
    pub offset: u64,
    /// The length of its gzip member.
    pub length: u64,
    /// SHA-256 of the payload.
    pub sha256: [u8; 32],
}

/// One gzip member as it was written: what tells later that not a bit of it has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The name of the WARC file in its folder.
    pub file: String,
    /// The offset of the member.
    pub offset: u64,
    /// Its length.
    pub length: u64,
    /// SHA-256 of its bytes in the file.
    pub sha256: [u8; 32],
}

/// Appends to the WARC files of a folder.
pub struct WarcWriter {
    folder: PathBuf,
    limit: u64,
    open: Option<OpenFile>,
    last_number: u32,
    written: Vec<Written>,
    compressor: Compressor,
}

struct OpenFile {
    file: File,
    name: String,
    length: u64,
    /// The id of its first record, which describes it.
    warcinfo: Option<String>,
}

impl WarcWriter {
    /// Goes on behind `last`, the name and length of the last file in which anything counts, or begins the first one.
    /// A new file is begun behind `limit` bytes.
    pub fn new(folder: &Path, last: Option<(&str, u64)>, limit: u64) -> Result<Self> {
        let mut writer = WarcWriter {
            folder: folder.to_owned(),
            limit,
            open: None,
            last_number: 0,
            written: Vec::new(),
            compressor: Compressor::new(CompressionLvl::default()),
        };
        if let Some((name, length)) = last {
            writer.last_number =
                file_number(name).ok_or_else(|| Error::new(format!("{name}: not one of our files")))?;
            writer.open = Some(writer.reopen(name, length)?);
        }
        Ok(writer)
    }

    /// Appends one capture, in the company of what is written beside it. It is not safe before [`WarcWriter::sync`] has
    /// returned.
    pub fn append(&mut self, deposit: &Deposit<'_>, company: &Company) -> Result<Kept> {
        let size = deposit.bytes.len() + deposit.http_head.map_or(0, <[u8]>::len);
        if size as u64 > RECORD_LIMIT {
            return Err(Error::new(format!(
                "{}: larger than {} MiB",
                deposit.url,
                RECORD_LIMIT >> 20
            )));
        }
        let surroundings = self.surroundings(deposit.captured, company)?;
        let record = record(deposit, surroundings);
        let member = self.packed(&record)?;
        let (file, offset) = self.write(&member)?;
        let (id, sha256) = deposit.identity();
        Ok(Kept {
            id,
            file,
            offset,
            length: member.len() as u64,
            sha256,
        })
    }

    /// Appends a record that is no capture. Returns the file and its length behind the record. It is not safe before
    /// [`WarcWriter::sync`] has returned.
    pub fn append_aside(&mut self, aside: &Aside<'_>, company: &Company) -> Result<(String, u64)> {
        let surroundings = self.surroundings(aside.asked(), company)?;
        let record = aside.record(surroundings);
        let member = self.packed(&record)?;
        let (file, offset) = self.write(&member)?;
        Ok((file, offset + member.len() as u64))
    }

    /// Returns when everything appended has reached the disk.
    pub fn sync(&mut self) -> Result<()> {
        let Some(open) = &self.open else { return Ok(()) };
        let path = self.folder.join(&open.name);
        open.file.sync_all().map_err(|error| Error::at(&path, error))
    }

    /// Every member written since this was last asked, in order, those that hold no capture too.
    pub fn take_written(&mut self) -> Vec<Written> {
        std::mem::take(&mut self.written)
    }

    /// What the next record, made at `date`, says of those beside it. Begins a file where that is needed.
    fn surroundings<'a>(&'a mut self, date: Timestamp, company: &'a Company) -> Result<Surroundings<'a>> {
        if self.open.as_ref().is_none_or(|open| open.length >= self.limit) {
            self.begin_file(date)?;
        }
        let open = self.open.as_ref().expect("a file is open");
        Ok(Surroundings {
            warcinfo: open.warcinfo.as_deref(),
            company,
        })
    }

    fn reopen(&self, name: &str, length: u64) -> Result<OpenFile> {
        let path = self.folder.join(name);
        let at = |error| Error::at(&path, error);
        let file = OpenOptions::new().append(true).open(&path).map_err(at)?;
        let found = file.metadata().map_err(at)?.len();
        if found != length {
            let message = format!(
                "{}: {found} bytes long, but {length} of them are in the catalogue",
                path.display()
            );
            return Err(Error::new(message));
        }
        Ok(OpenFile {
            file,
            name: name.to_owned(),
            length,
            warcinfo: description(&path).map_err(at)?,
        })
    }

    /// Begins the next file with its warcinfo record. The old one is synced first, so that `sync` needs to see only one.
    fn begin_file(&mut self, date: Timestamp) -> Result<()> {
        self.sync()?;
        self.open = None;
        let name = format!("annals-{:05}.warc.gz", self.last_number + 1);
        let path = self.folder.join(&name);
        let at = |error| Error::at(&path, error);
        let file = OpenOptions::new()
            .append(true)
            .create_new(true)
            .open(&path)
            .map_err(at)?;
        File::open(&self.folder)
            .and_then(|folder| folder.sync_all())
            .map_err(at)?;
        self.last_number += 1;
        let id = digest::record_id([name.as_bytes(), date.to_string().as_bytes()]);
        let member = self.packed(&warcinfo(&name, &id, date))?;
        self.open = Some(OpenFile {
            file,
            name,
            length: 0,
            warcinfo: Some(id),
        });
        self.write(&member).map(drop)
    }

    /// A gzip member. It carries no time: the same input gives the same bytes.
    fn packed(&mut self, record: &[u8]) -> Result<Vec<u8>> {
        let mut member = vec![0; self.compressor.gzip_compress_bound(record.len())];
        let packed = self.compressor.gzip_compress(record, &mut member);
        let length = packed.map_err(|error| Error::new(format!("a record cannot be packed: {error}")))?;
        member.truncate(length);
        Ok(member)
    }

    /// Appends whole or not at all: after a failed or short write the file is cut back to where it was.
    fn write(&mut self, member: &[u8]) -> Result<(String, u64)> {
        let open = self.open.as_mut().expect("a file is open");
        let path = self.folder.join(&open.name);
        let offset = open.length;
        let written = open
            .file
            .write_all(member)
            .and_then(|()| whole(&open.file, offset + member.len() as u64));
        if let Err(error) = written {
            let _ = open.file.set_len(offset);
            return Err(Error::at(&path, error));
        }
        open.length += member.len() as u64;
        self.written.push(Written {
            file: open.name.clone(),
            offset,
            length: member.len() as u64,
            sha256: digest::sha256(member),
        });
        Ok((open.name.clone(), offset))
    }
}

fn whole(file: &File, expected: u64) -> io::Result<()> {
    match file.metadata()?.len() == expected {
        true => Ok(()),
        false => Err(io::Error::new(
            io::ErrorKind::WriteZero,
            "a write came out short, or somebody else wrote too",
        )),
    }
}

/// The number in "annals-00012.warc.gz".
fn file_number(name: &str) -> Option<u32> {
    name.strip_prefix("annals-")?
        .strip_suffix(".warc.gz")?
        .parse()
        .ok()
}

/// The id of the record that describes a file; `None` where it does not begin with one that can be read.
fn description(path: &Path) -> io::Result<Option<String>> {
    let first = WarcReader::new(File::open(path)?).next();
    let described = first
        .and_then(std::result::Result::ok)
        .filter(|record| record.kind() == "warcinfo");
    Ok(described.and_then(|record| Some(record.field("WARC-Record-ID")?.trim().to_owned())))
}

fn warcinfo(name: &str, id: &str, date: Timestamp) -> Vec<u8> {
    let software = concat!(
        "software: annals/",
        env!("CARGO_PKG_VERSION"),
        "\r\nformat: WARC File Format 1.1\r\n"
    );
    let mut header = Header::new("warcinfo", id, date);
    header.field("WARC-Filename", name);
    header.field("Content-Type", "application/warc-fields");
    header.field("WARC-Block-Digest", &digest::labelled_sha1([software.as_bytes()]));
    header.with_block([software.as_bytes()])
}

fn record(deposit: &Deposit<'_>, surroundings: Surroundings<'_>) -> Vec<u8> {
    let url = printable(deposit.url);
    let head = &*deposit.head();
    let kind = if head.is_empty() { "resource" } else { "response" };
    let id = deposit.record_id();
    let mut header = Header::new(kind, &id, deposit.captured);
    header.field("WARC-Target-URI", &url);
    surroundings.tell(&mut header, &id, deposit.machine);
    match (kind, deposit.content_type) {
        ("response", _) => header.field("Content-Type", "application/http; msgtype=response"),
        (_, Some(media)) => header.field("Content-Type", media),
        _ => {}
    }
    header.field("WARC-Block-Digest", &digest::labelled_sha1([head, deposit.bytes]));
    header.field("WARC-Payload-Digest", &digest::labelled_sha1([deposit.bytes]));
    let date = deposit.date.map(|date| date.to_string());
    header.optional("WARC-Annals-Date", date.as_deref());
    header.optional("WARC-Annals-Source", deposit.source);
    header.optional("WARC-Annals-File", deposit.file_name);
    header.with_block([head, deposit.bytes])
}

/// The header of a record as it grows.
pub(crate) struct Header(String);

impl Header {
    pub fn new(kind: &str, id: &str, date: Timestamp) -> Self {
        Header(format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {id}\r\nWARC-Date: {date}\r\n"
        ))
    }

    pub fn field(&mut self, name: &str, value: &str) {
        let value: String = value
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        self.0.push_str(&format!("{name}: {}\r\n", value.trim()));
    }

    pub fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    pub fn with_block<'a>(self, parts: impl IntoIterator<Item = &'a [u8]> + Clone) -> Vec<u8> {
        let length: usize = parts.clone().into_iter().map(<[u8]>::len).sum();
        let mut record = self.0.into_bytes();
        record.extend(format!("Content-Length: {length}\r\n\r\n").bytes());
        parts.into_iter().for_each(|part| record.extend(part));
        record.extend(b"\r\n\r\n");
        record
    }
}

/// An address without the spaces and control characters that a header line or a URI must not hold: those are
/// percent-encoded.
pub(crate) fn printable(url: &str) -> Cow<'_, str> {
    if !url.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Cow::Borrowed(url);
    }
    let mut encoded = String::with_capacity(url.len());
    for character in url.trim().chars() {
        match character.is_control() || character.is_whitespace() {
            true => encoded.extend(character.to_string().bytes().map(|byte| format!("%{byte:02X}"))),
            false => encoded.push(character),
        }
    }
    Cow::Owned(encoded)
}
