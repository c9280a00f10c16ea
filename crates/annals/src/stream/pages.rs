//! Pages as bare files: which files are pages, what they are called, and their bytes, unpacked.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::bufread::MultiGzDecoder;
use libdeflater::Decompressor;
use memchr::memmem;

/// The most that one page may hold, unpacked.
const PAGE_LIMIT: usize = 64 << 20;

const ENDINGS: [&str; 3] = [".html", ".htm", ".txt"];

/// A page or WARC file as it is, those below a folder in order of their names, or `-` as it is.
pub fn inputs_below(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = walkdir::WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file() && (is_page(entry.path()) || is_warc(entry.path())))
        .map(|entry| entry.into_path())
        .collect()
}

/// Whether the file's name says that it is a WARC file.
pub fn is_warc(path: &Path) -> bool {
    let name = file_name(path).to_ascii_lowercase();
    name.ends_with(".warc") || name.ends_with(".warc.gz")
}

fn is_page(path: &Path) -> bool {
    let name = file_name(path);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS
        .iter()
        .any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// The file's name without `.html`, `.htm`, `.txt` and `.gz`.
pub fn page_id(path: &Path) -> String {
    let name = file_name(path);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
        .to_owned()
}

/// The media type that the file's name claims.
pub fn content_type(path: &Path) -> Option<&'static str> {
    let name = file_name(path).to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match name.rsplit_once('.')?.1 {
        "html" | "htm" => Some("text/html"),
        "txt" => Some("text/plain"),
        _ => None,
    }
}

/// The bytes of a page; gzip is unpacked. `-` is standard input.
pub fn read_page(path: &Path) -> Result<Vec<u8>> {
    let name = path.display();
    let file = read_file(path).with_context(|| name.to_string())?;
    if !is_packed(&file) {
        return checked(file, path);
    }
    let bytes = checked(unpack(&file).with_context(|| name.to_string())?, path)?;
    if is_packed(&bytes) {
        bail!("{name}: packed twice");
    }
    Ok(bytes)
}

/// Whether bytes begin as gzip does.
fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// The bytes, unless they are too many.
fn checked(bytes: Vec<u8>, path: &Path) -> Result<Vec<u8>> {
    if bytes.len() > PAGE_LIMIT {
        bail!(
            "{}: larger than {} MiB unpacked",
            path.display(),
            PAGE_LIMIT >> 20
        );
    }
    Ok(bytes)
}

/// The file as it is, up to the limit and one byte: what is longer packed is longer unpacked.
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let (raw, length): (Box<dyn Read>, u64) = match path.to_str() {
        Some("-") => (Box::new(std::io::stdin()), 0),
        _ => {
            let file = std::fs::File::open(path)?;
            let length = file.metadata()?.len();
            (Box::new(file), length)
        }
    };
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).min(PAGE_LIMIT) + 1);
    raw.take(PAGE_LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Unpacks a gzip file: at once where it says its length rightly, else by the piece.
fn unpack(file: &[u8]) -> std::io::Result<Vec<u8>> {
    match unpack_at_once(file) {
        Some(bytes) => Ok(bytes),
        None => unpack_by_the_piece(file),
    }
}

/// A file of one member that unpacks to as many bytes as its last four say. `None` for any other, damaged ones too.
fn unpack_at_once(file: &[u8]) -> Option<Vec<u8>> {
    /// No data can be packed tighter.
    const TIGHTEST: usize = 1032;
    const MEMBER: [u8; 3] = [0x1f, 0x8b, 8];
    let length = u32::from_le_bytes(*file.last_chunk()?) as usize;
    let single = memmem::find(&file[1..], &MEMBER).is_none();
    if !single || length > PAGE_LIMIT || length > file.len() * TIGHTEST {
        return None;
    }
    let mut bytes = vec![0; length];
    let unpacked = Decompressor::new().gzip_decompress(file, &mut bytes).ok()?;
    (unpacked == length).then_some(bytes)
}

/// A file of any number of members, up to the limit and one byte.
fn unpack_by_the_piece(file: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut limited = MultiGzDecoder::new(file).take(PAGE_LIMIT as u64 + 1);
    limited.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
