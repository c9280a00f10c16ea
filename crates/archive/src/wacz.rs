//! WACZ: WARC files with their index, a list of pages and a digest of each file, in one ZIP that replay tools open in place.
//! One that is read must be whole and agree with its digests, and hold nothing that could lead out of a folder.
//!
//! Format: <https://specs.webrecorder.net/wacz/1.1.1/>.

mod package;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use flate2::Crc;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::zip::{Content, Section, Zip, ZipWriter};
use crate::{Error, Pages, Result, WarcReader, cdxj, digest};
use package::Package;
pub use package::Signature;

/// A WACZ file that is read.
pub struct Wacz {
    path: PathBuf,
    zip: Zip,
}

impl Wacz {
    /// Opens a file. Error: it is no ZIP archive, or a damaged one.
    pub fn open(path: &Path) -> Result<Self> {
        let zip = Zip::open(path).map_err(|error| Error::at(path, error))?;
        Ok(Wacz {
            path: path.to_owned(),
            zip,
        })
    }

    /// What is wrong with it, but for its records: entries that are refused, a package that is not described, digests and
    /// checksums that do not agree. Empty: all is as its maker left it. Signatures are not verified: [`Wacz::signature`].
    pub fn problems(&self) -> Vec<String> {
        let refused = self.zip.entries.iter().filter_map(|entry| {
            let why = entry.refused.as_ref()?;
            Some(format!("{:?} {why}", entry.name))
        });
        let mut problems: Vec<String> = refused.collect();
        if !problems.is_empty() {
            return problems;
        }
        match Package::read(&self.zip) {
            Ok(package) => problems.extend(package.problems(&self.zip)),
            Err(what) => problems.push(what),
        }
        problems
    }

    /// Who signed it, by what it says. `None` if nobody did, or if its description cannot be read.
    pub fn signature(&self) -> Option<Signature> {
        Package::read(&self.zip).ok()?.signature
    }

    /// The names of the WARC files in it.
    pub fn archives(&self) -> Vec<String> {
        let names = self.zip.entries.iter().map(|entry| &entry.name);
        let archives = names.filter(|name| {
            let bare = name.strip_suffix(".gz").unwrap_or(name);
            name.starts_with("archive/") && bare.ends_with(".warc")
        });
        archives.cloned().collect()
    }

    /// The pages of one of them.
    pub fn pages(&self, archive: &str) -> Result<Pages<WaczContent>> {
        self.content(archive).map(Pages::new)
    }

    /// The records of one of them.
    pub fn records(&self, archive: &str) -> Result<WarcReader<WaczContent>> {
        self.content(archive).map(WarcReader::new)
    }

    fn content(&self, name: &str) -> Result<WaczContent> {
        let entry = self.zip.entry(name);
        let entry = entry.ok_or_else(|| Error::new(format!("{}: no {name:?} in it", self.path.display())))?;
        let content = self.zip.content(entry);
        content
            .map(WaczContent)
            .map_err(|error| Error::at(&self.path, error))
    }
}

/// The bytes of a file in a WACZ file.
pub struct WaczContent(Content);

impl Read for WaczContent {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Seek for WaczContent {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// A page in the list of a WACZ file.
pub struct WaczPage<'a> {
    /// Its address.
    pub url: &'a str,
    /// When it was seen.
    pub captured: Timestamp,
    /// Its headline.
    pub title: Option<&'a str>,
}

/// Writes a WACZ file of the first bytes of WARC files (path, name, how many count), with an index and a list of pages.
/// The same input gives the same bytes.
pub fn write_wacz<'a, W: Write>(
    out: W,
    archives: &[(PathBuf, String, u64)],
    pages: impl Iterator<Item = WaczPage<'a>>,
    created: Timestamp,
    title: &str,
) -> Result<W> {
    let mut writer = Writer {
        zip: ZipWriter::new(out),
        resources: Vec::new(),
    };
    let mut index = Vec::new();
    for (path, name, length) in archives {
        writer
            .archive(path, name, *length)
            .map_err(|error| Error::at(path, error))?;
        index.extend(cdxj(path, *length, name)?);
    }
    index.sort_unstable();
    let written = writer.finish(index, pages, created, title);
    written.map_err(|error| Error::at(Path::new("the WACZ file"), error))
}

struct Writer<W> {
    zip: ZipWriter<W>,
    resources: Vec<Value>,
}

impl<W: Write> Writer<W> {
    /// A WARC file is read twice: for its digests, which stand in front of it, and to be copied.
    fn archive(&mut self, path: &Path, name: &str, length: u64) -> io::Result<()> {
        let mut sums = Sums::new();
        io::copy(&mut Section::new(File::open(path)?, 0, length)?, &mut sums)?;
        let (crc, sha256, found) = sums.finish();
        if found < length {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "shorter than the catalogue says",
            ));
        }
        let inner = format!("archive/{name}");
        let mut content = Section::new(File::open(path)?, 0, length)?;
        self.zip.add(&inner, length, crc, &mut content)?;
        self.note(&inner, &sha256, length);
        Ok(())
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.zip.add_bytes(name, bytes)?;
        self.note(name, &digest::hex(&digest::sha256(bytes)), bytes.len() as u64);
        Ok(())
    }

    fn note(&mut self, path: &str, sha256: &str, bytes: u64) {
        let name = path.rsplit('/').next();
        self.resources
            .push(json!({"name": name, "path": path, "hash": format!("sha256:{sha256}"), "bytes": bytes}));
    }

    fn finish<'a>(
        mut self,
        index: Vec<String>,
        pages: impl Iterator<Item = WaczPage<'a>>,
        created: Timestamp,
        title: &str,
    ) -> io::Result<W> {
        let (packed, blocks) = package::packed_index(&index)?;
        self.bytes("indexes/index.cdx.gz", &packed)?;
        self.bytes("indexes/index.idx", blocks.as_bytes())?;
        let list = package::page_list(pages);
        self.bytes("pages/pages.jsonl", list.as_bytes())?;
        let package = json!({
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": concat!("annals/", env!("CARGO_PKG_VERSION")),
            "created": created.to_string(),
            "title": title,
            "resources": self.resources,
        });
        let package = format!("{package:#}\n");
        self.zip.add_bytes("datapackage.json", package.as_bytes())?;
        let hash = format!("sha256:{}", digest::hex(&digest::sha256(package.as_bytes())));
        let digest = json!({"path": "datapackage.json", "hash": hash});
        self.zip
            .add_bytes("datapackage-digest.json", format!("{digest:#}\n").as_bytes())?;
        self.zip.finish()
    }
}

/// Checksum, digest and length of what is written to it.
struct Sums {
    crc: Crc,
    sha256: sha2::Sha256,
    length: u64,
}

impl Sums {
    fn new() -> Self {
        Sums {
            crc: Crc::new(),
            sha256: sha2::Digest::new(),
            length: 0,
        }
    }

    fn finish(self) -> (u32, String, u64) {
        let sha256 = sha2::Digest::finalize(self.sha256);
        (self.crc.sum(), digest::hex(&sha256), self.length)
    }
}

impl Write for Sums {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.crc.update(bytes);
        sha2::Digest::update(&mut self.sha256, bytes);
        self.length += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The SHA-256 of what can be read, in hexadecimal.
fn sha256_of(input: &mut impl Read) -> io::Result<String> {
    let mut sums = Sums::new();
    io::copy(input, &mut sums)?;
    Ok(sums.finish().1)
}
